import { inWords } from '../../clock/dates.js'
import type { EditablePart, PartContent } from '../../reports/writing/editable-part.js'
import { isUnwritten } from '../../reports/writing/edition-parts.js'

/** A row of what was written, to be read beside another version of it. */
export interface WrittenRow {
  key: string
  value: string
}

/** What stands in a part, in words: as its form asks for it, without the form. */
export function writtenRows(part: EditablePart): WrittenRow[] {
  if (isUnwritten(part)) return []
  switch (part.kind) {
    case 'text':
      return [{ key: 'Text', value: part.content.text }]
    case 'decisions':
      if (part.content.items.length === 0) return [{ key: 'Decisions', value: 'None are sought.' }]
      return part.content.items.map(({ what, who, byWhen }, place) => ({
        key: `Decision ${place + 1}`,
        value: `${what}\n${who}${byWhen === null ? '' : `, by ${inWords(byWhen)}`}`,
      }))
    case 'outcomes':
      return part.decisions.map(({ what }, place) => ({
        key: what,
        value: part.content.items[place] ?? '',
      }))
    case 'left-out':
      return part.content.items.map(({ ref, reason }) => ({ key: ref, value: reason }))
    case 'recommendations':
      return part.content.items.map((value, place) => ({ key: letterOf(place), value }))
    case 'front':
      return Object.entries(part.content.rows).map(([key, value]) => ({ key, value }))
    case 'exempt':
      return [
        { key: 'Ground', value: groundOf(part) },
        { key: 'Text', value: part.content.text },
      ]
  }
}

/** The part with other content in it: what was sent, as if it had been saved. */
export function withContent(part: EditablePart, content: PartContent): EditablePart {
  return { ...part, content } as EditablePart
}

/** A, B, C: how recommendations are named in a report of a council. */
export function letterOf(place: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + place)
}

function groundOf({ content, grounds }: Extract<EditablePart, { kind: 'exempt' }>): string {
  return grounds.find(({ value }) => value === content.ground)?.label ?? 'None'
}
