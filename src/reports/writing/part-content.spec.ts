import { describe, expect, it } from '@jest/globals'
import type { EditablePart } from './editable-part.js'
import { partLimits, readContent } from './part-content.js'

const facts = {
  ...{ name: 'part', label: 'Part', hint: '', anchor: 'part', required: true },
  ...{ revision: 0, savedBy: null, savedAt: null },
}
const text: EditablePart = { ...facts, kind: 'text', content: { text: '' } }
const decisions: EditablePart = { ...facts, kind: 'decisions', content: { items: [] } }
const outcomes: EditablePart = {
  ...{ ...facts, kind: 'outcomes', content: { items: [] } },
  decisions: [
    { what: 'One', who: 'All', byWhen: null },
    { what: 'Two', who: 'All', byWhen: null },
  ],
}
const leftOut: EditablePart = {
  ...{ ...facts, kind: 'left-out', content: { items: [] } },
  offered: [{ ref: 'A-1', what: 'Guide', why: 'Overdue' }],
}
const recommendations: EditablePart = {
  ...{ ...facts, kind: 'recommendations', content: { items: [] }, proposed: [] },
}
const front: EditablePart = {
  ...{ ...facts, kind: 'front', content: { rows: {} } },
  rows: [{ label: 'Wards', value: null, note: null }],
}
const exempt: EditablePart = {
  ...{ ...facts, kind: 'exempt', content: { ground: '', text: '' } },
  grounds: [{ value: '3', label: 'Paragraph 3' }],
}

const fieldsOf = (part: EditablePart, typed: unknown) => {
  const read = readContent(part, typed)
  return 'errors' in read ? read.errors.map(({ field }) => field) : []
}
const contentOf = (part: EditablePart, typed: unknown) => {
  const read = readContent(part, typed)
  return 'content' in read ? read.content : null
}
const decision = { what: 'Name a lead', who: 'Home Office', byWhen: '2014-03-31' }

describe('what is typed into a part', () => {
  it('is kept with one kind of line break and without what cannot be seen', () => {
    expect(contentOf(text, { text: ' One\r\n\r\nTwo\u0007\u0000 ' })).toEqual({ text: 'One\n\nTwo' })
    expect(contentOf(front, { rows: { Wards: ' All\n wards ' } })).toEqual({ rows: { Wards: 'All wards' } })
  })

  it.each<[EditablePart, unknown, string[]]>([
    [text, null, ['content']],
    [text, ['words'], ['content']],
    [text, {}, ['text']],
    [text, { text: 5 }, ['text']],
    [text, { txt: 'a' }, ['txt', 'text']],
    [decisions, { item: [decision] }, ['item', 'items']],
    [decisions, { items: [{}] }, ['items.0.what']],
    [decisions, { items: [{ ...decision, when: 'soon' }] }, ['items.0.when']],
    [outcomes, { items: [{ text: 'Agreed.' }] }, ['items.0']],
    [leftOut, { items: { length: 5 } }, ['items']],
    [recommendations, { items: 'no list' }, ['items']],
    [front, { rows: ['All'] }, ['rows']],
    [front, { rows: { Wards: 7 } }, ['rows.Wards']],
    [exempt, { text: 'words' }, ['ground']],
  ])('is never taken for nothing because it has another shape: %#', (part, typed, fields) => {
    expect(fieldsOf(part, typed)).toEqual(fields)
  })

  it('has plain hyphens, and nothing that turns the direction of writing', () => {
    const typed = 'MER13\u20117.1 \u202eand\u202c\u2009re\u00adports cafe\u0301'
    expect(contentOf(text, { text: typed })).toEqual({ text: 'MER13-7.1 and reports café' })
  })

  it('is refused with the characters that cannot be printed', () => {
    expect(readContent(decisions, { items: [{ ...decision, what: 'Agree ✓ → 中 ✓' }] })).toEqual({
      errors: [
        {
          field: 'items.0.what',
          message: '“✓”, “→”, “中” cannot be printed: write them in words.',
        },
      ],
    })
    expect(contentOf(text, { text: '“£5” – ½ … € ™ Łódź ↑↓' })).not.toBeNull()
    expect(fieldsOf(text, { text: 'half \ud800 a pair' })).toEqual(['text'])
  })

  it('has at most sixty paragraphs and list items', () => {
    const items = (count: number) => ({ text: `Words.\n\n${'- a\n'.repeat(count)}` })
    expect([fieldsOf(text, items(59)), fieldsOf(text, items(60))]).toEqual([[], ['text']])
  })

  it('leaves out what was left empty', () => {
    const empty = { what: ' ', who: '', byWhen: '' }
    expect(contentOf(decisions, { items: [empty, decision, empty] })).toEqual({ items: [decision] })
    expect(contentOf(recommendations, { items: ['', 'That it is noted.', ' '] })).toEqual({
      items: ['That it is noted.'],
    })
    expect(contentOf(leftOut, { items: [{ ref: '', reason: 'none' }] })).toEqual({ items: [] })
    expect(contentOf(front, { rows: { Wards: ' ' } })).toEqual({ rows: {} })
    expect(contentOf(exempt, { ground: '', text: '' })).toEqual({ ground: '', text: '' })
  })

  it('keeps the outcomes in the places of their decisions', () => {
    expect(contentOf(outcomes, { items: ['', 'Agreed.'] })).toEqual({ items: ['', 'Agreed.'] })
    expect(fieldsOf(outcomes, { items: ['', '', 'Of what?'] })).toEqual(['items'])
  })

  it.each<[string, EditablePart, unknown, string[]]>([
    ['a decision says what, who and by when', decisions, { items: [{ what: 'x' }] }, ['items.0.who', 'items.0.byWhen']],
    ['a day is a real one', decisions, { items: [{ ...decision, byWhen: '2014-02-30' }] }, ['items.0.byWhen']],
    ['there are at most six', decisions, { items: Array.from({ length: 7 }, () => decision) }, ['items']],
    ['each is short', decisions, { items: [{ ...decision, what: 'x'.repeat(201), who: 'x'.repeat(121) }] }, ['items.0.what', 'items.0.who']],
    ['an exception is one of the report', leftOut, { items: [{ ref: 'Z-9', reason: 'Settled' }] }, ['items.0.ref']],
    ['it is left out with a reason', leftOut, { items: [{ ref: 'A-1', reason: ' ' }] }, ['items.0.reason']],
    ['a ground is one of the Act', exempt, { ground: '8', text: 'words' }, ['ground']],
    ['an exempt part has both', exempt, { ground: '3', text: '' }, ['text']],
    ['a row is one of the form', front, { rows: { Weather: 'fine' } }, ['rows.Weather']],
    ['a text has an end', text, { text: 'x'.repeat(partLimits.text + 1) }, ['text']],
    ['a recommendation has an end', recommendations, { items: ['x'.repeat(1001)] }, ['items.0']],
  ])('is refused by the field: %s', (_, part, typed, fields) => {
    expect(fieldsOf(part, typed)).toEqual(fields)
  }) // prettier-ignore
})
