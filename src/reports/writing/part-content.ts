import { isDay } from '../../clock/dates.js'
import type { FieldError } from '../../web/problems.js'
import { legible, unprintable } from '../shared/printable.js'
import { richTextOf } from '../shared/rich-text.js'
import { isRecord, misshapen } from './content-shape.js'
import type { EditablePart, ExemptGround, PartContent } from './editable-part.js'
import type { Decision, PartContents } from './written.js'

/** How much a part may hold: page one of the IMG report stays one page, and no part drowns the others. */
export const partLimits = {
  text: 8_000,
  /** Paragraphs and list items. */
  blocks: 60,
  decisions: 6,
  what: 200,
  who: 120,
  outcome: 300,
  reason: 300,
  recommendations: 20,
  recommendation: 1_000,
  row: 300,
} as const

type Read<Content> = { content: Content } | { errors: FieldError[] }

/** Reads what was typed into a part; what cannot be taken is named field by field. */
export function readContent(part: EditablePart, typed: unknown): Read<PartContent> {
  const errors = misshapen(part, typed)
  if (errors.length > 0 || !isRecord(typed)) return { errors }
  const read = readShaped(part, typed)
  const strange = unprintableIn(typed, '')
  if (strange.length === 0) return read
  return { errors: [...('errors' in read ? read.errors : []), ...strange] }
}

/** Every text of the content that holds a character which the report's fonts lack, by its field. */
function unprintableIn(value: unknown, at: string): FieldError[] {
  if (typeof value === 'string') {
    const message = unprintable(legible(value))
    return message === null ? [] : [{ field: at, message }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => unprintableIn(item, at === '' ? key : `${at}.${key}`))
}

function readShaped(part: EditablePart, given: Record<string, unknown>): Read<PartContent> {
  switch (part.kind) {
    case 'text':
      return readText(given)
    case 'decisions':
      return readDecisions(given)
    case 'outcomes':
      return readOutcomes(given, part.decisions.length)
    case 'left-out':
      return readLeftOut(given, new Set(part.offered.map(({ ref }) => ref)))
    case 'recommendations':
      return readRecommendations(given)
    case 'front':
      return readFront(
        given,
        part.rows.map(({ label }) => label),
      )
    case 'exempt':
      return readExempt(given, part.grounds)
  }
}

function readText(given: Record<string, unknown>): Read<PartContents['text']> {
  const text = textOf(given.text)
  return answer({ text }, [
    ...tooLong('text', 'The text', text, partLimits.text),
    ...tooManyBlocks('text', text),
  ])
}

function readDecisions(given: Record<string, unknown>): Read<PartContents['decisions']> {
  const items = itemsOf(given).map((item): Decision => ({
    what: lineOf(item.what),
    who: lineOf(item.who),
    byWhen: lineOf(item.byWhen) || null,
  }))
  const kept = items.filter(({ what, who, byWhen }) => what !== '' || who !== '' || byWhen !== null)
  const many: FieldError[] =
    kept.length > partLimits.decisions
      ? [
          {
            field: 'items',
            message: `Ask for at most ${partLimits.decisions} decisions, so that page one stays one page.`,
          },
        ]
      : []
  const wrong = items.flatMap((item, index) => (kept.includes(item) ? decisionErrors(item, index) : []))
  return answer({ items: kept }, [...many, ...wrong])
}

function decisionErrors({ what, who, byWhen }: Decision, index: number): FieldError[] {
  const at = (field: string) => `items.${index}.${field}`
  const nth = `decision ${index + 1}`
  return [
    ...missing(at('what'), `Say what is to be decided (${nth}).`, what),
    ...tooLong(at('what'), `What is to be decided (${nth})`, what, partLimits.what),
    ...missing(at('who'), `Say who is to decide (${nth}).`, who),
    ...tooLong(at('who'), `Who is to decide (${nth})`, who, partLimits.who),
    ...missing(at('byWhen'), `Say by which day it is to be decided (${nth}).`, byWhen ?? ''),
    ...(byWhen !== null && !isDay(byWhen)
      ? [{ field: at('byWhen'), message: `The day of ${nth} must be a real day, such as 2014-03-31.` }]
      : []),
  ]
}

function readOutcomes(given: Record<string, unknown>, decisions: number): Read<PartContents['outcomes']> {
  const list = Array.isArray(given.items) ? (given.items as unknown[]) : []
  const items = Array.from({ length: decisions }, (_, index) => lineOf(list[index]))
  const many: FieldError[] =
    list.length > decisions
      ? [{ field: 'items', message: `There were ${decisions} decisions: give at most one outcome for each.` }]
      : []
  const long = items.flatMap((item, index) =>
    tooLong(`items.${index}`, `What became of decision ${index + 1}`, item, partLimits.outcome),
  )
  return answer({ items }, [...many, ...long])
}

function readLeftOut(
  given: Record<string, unknown>,
  offered: ReadonlySet<string>,
): Read<PartContents['left-out']> {
  const errors: FieldError[] = []
  const seen = new Map<string, string>()
  for (const [index, item] of itemsOf(given).entries()) {
    const [ref, reason] = [lineOf(item.ref), lineOf(item.reason)]
    if (ref === '') continue
    if (!offered.has(ref)) {
      errors.push({
        field: `items.${index}.ref`,
        message: `${ref} is not among the exceptions of this report.`,
      })
    }
    errors.push(
      ...missing(`items.${index}.reason`, `Give the reason why ${ref} is left out.`, reason),
      ...tooLong(`items.${index}.reason`, `The reason for ${ref}`, reason, partLimits.reason),
    )
    seen.set(ref, reason)
  }
  return answer({ items: [...seen].map(([ref, reason]) => ({ ref, reason })) }, errors)
}

function readRecommendations(given: Record<string, unknown>): Read<PartContents['recommendations']> {
  const list = Array.isArray(given.items) ? (given.items as unknown[]) : []
  const all = list.map(textOf)
  const long = all.flatMap((item, index) =>
    tooLong(`items.${index}`, `Recommendation ${index + 1}`, item, partLimits.recommendation),
  )
  const items = all.filter((item) => item !== '')
  const many: FieldError[] =
    items.length > partLimits.recommendations
      ? [{ field: 'items', message: `Make at most ${partLimits.recommendations} recommendations.` }]
      : []
  return answer({ items }, [...many, ...long])
}

function readFront(given: Record<string, unknown>, labels: readonly string[]): Read<PartContents['front']> {
  const typed = isRecord(given.rows) ? given.rows : {}
  const strange = Object.keys(typed).filter((label) => !labels.includes(label))
  const rows = labels
    .map((label) => [label, lineOf(typed[label])] as const)
    .filter(([, value]) => value !== '')
  return answer({ rows: Object.fromEntries(rows) }, [
    ...strange.map((label) => ({
      field: `rows.${label}`,
      message: `The front block has no row “${label}”.`,
    })),
    ...rows.flatMap(([label, value]) => tooLong(`rows.${label}`, label, value, partLimits.row)),
  ])
}

function readExempt(
  given: Record<string, unknown>,
  grounds: readonly ExemptGround[],
): Read<PartContents['exempt']> {
  const [ground, text] = [lineOf(given.ground), textOf(given.text)]
  if (ground === '' && text === '') return { content: { ground, text } }
  const known = grounds.some(({ value }) => value === ground)
  return answer({ ground, text }, [
    ...(known
      ? []
      : [
          {
            field: 'ground',
            message:
              'Choose the paragraph, 1 to 7, of Part 1 of Schedule 12A to the Local Government Act 1972 on which it is exempt.',
          },
        ]),
    ...missing('text', 'Write what is not for publication, or leave the ground empty too.', text),
    ...tooLong('text', 'The exempt part', text, partLimits.text),
    ...tooManyBlocks('text', text),
  ])
}

const answer = <Content>(content: Content, errors: FieldError[]): Read<Content> =>
  errors.length > 0 ? { errors } : { content }

const missing = (field: string, message: string, value: string): FieldError[] =>
  value === '' ? [{ field, message }] : []

const tooLong = (field: string, name: string, value: string, most: number): FieldError[] =>
  value.length > most
    ? [
        {
          field,
          message: `${name} must have at most ${most.toLocaleString('en-GB')} characters; it has ${value.length.toLocaleString('en-GB')}.`,
        },
      ]
    : []

function tooManyBlocks(field: string, text: string): FieldError[] {
  const blocks = richTextOf(text).reduce(
    (sum, block) => sum + (block.kind === 'list' ? block.items.length : 1),
    0,
  )
  if (blocks <= partLimits.blocks) return []
  const message = `Write at most ${partLimits.blocks} paragraphs and list items: there are ${blocks}.`
  return [{ field, message }]
}

function itemsOf({ items }: Record<string, unknown>): Record<string, unknown>[] {
  return Array.isArray(items) ? items.map((item: unknown) => (isRecord(item) ? item : {})) : []
}

/** Text of several lines as it is kept. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? legible(value) : ''
}

/** Text of one line. */
function lineOf(value: unknown): string {
  return textOf(value).replaceAll(/\s+/gu, ' ')
}
