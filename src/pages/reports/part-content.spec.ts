import { describe, expect, it } from '@jest/globals'
import type { EditablePart } from '../../reports/writing/editable-part.js'
import { readPart, refusedAt } from './part-content.js'
import { openedPart, rearranged, typedPart } from './part-typed.js'

const facts = {
  ...{ label: '', hint: '', anchor: '', required: true, revision: 1 },
  ...{ savedBy: 'Olive Office', savedAt: '2017-02-01T09:00:00.000Z' },
}
const decisions: EditablePart = {
  ...facts,
  ...{ name: 'decisions', kind: 'decisions' },
  content: { items: [{ what: 'Agree', who: 'Home Secretary', byWhen: '2014-01-31' }] },
}
const leftOut: EditablePart = {
  ...facts,
  ...{ name: 'left-out', kind: 'left-out' },
  content: { items: [{ ref: 'GONE-1', reason: 'It was closed.' }] },
  offered: [
    { ref: 'MER13-7.1', what: 'A', why: 'Silent' },
    { ref: 'MER13-7.2', what: 'B', why: 'No lead' },
  ],
}
const recommendations: EditablePart = {
  ...facts,
  ...{ name: 'recommendations', kind: 'recommendations', content: { items: [] }, revision: 0 },
  proposed: ['First', 'Second'],
}

describe('the form of a part', () => {
  it('is read back as it was opened', () => {
    expect(readPart(openedPart(decisions))).toMatchObject({
      content: { items: expect.arrayContaining(decisions.content.items) as unknown },
      errors: [],
    })
    expect(readPart(openedPart(leftOut)).content).toEqual(leftOut.content)
  })

  it('asks for a decision or a tick, and not for both', () => {
    const wrongOf = (form: Record<string, string>) => readPart(typedPart(decisions, form)).errors
    expect(wrongOf({})).toEqual([{ id: 'none', message: 'Write a decision, or tick that none is sought' }])
    expect(wrongOf({ none: 'yes', 'what-0': 'Agree' }).map(({ id }) => id)).toEqual(['none'])
    expect(readPart(typedPart(decisions, { none: 'yes' }))).toMatchObject({
      content: { items: [] },
      errors: [],
    })
  })

  it('tells what is wrong with a day at its box, and what is refused at its field', () => {
    const read = readPart(
      typedPart(decisions, {
        'what-2': 'Agree',
        'byWhen-2-day': '31',
        'byWhen-2-month': '2',
        'byWhen-2-year': '2014',
      }),
    )
    expect(read.errors.map(({ id }) => id)).toEqual(['byWhen-2-day'])
    const refused = ['items.2.who', 'items.2.byWhen'].map((field) => ({ field, message: 'No.' }))
    expect(refusedAt(read, refused).map(({ id }) => id)).toEqual(['who-2', 'byWhen-2-day'])
  })

  it('leaves out what is ticked, with the reason at its own field', () => {
    const read = readPart(
      typedPart(leftOut, {
        leave: ['MER13-7.2', 'NOT-OFFERED'],
        'reason MER13-7.2': '',
        'reason MER13-7.1': 'x',
      }),
    )
    expect(read.content).toEqual({ items: [{ ref: 'MER13-7.2', reason: '' }] })
    expect(read.errors).toEqual([{ id: 'leave-0', message: 'Tick MER13-7.1, or take its reason away' }])
    expect(refusedAt(read, [{ field: 'items.0.reason', message: 'Why?' }])).toEqual([
      { id: 'reason-1', message: 'Why?' },
    ])
  })

  it('begins with what the register proposes, puts it into another order and adds to it', () => {
    const opened = openedPart(recommendations)
    expect(opened).toEqual({ kind: 'recommendations', items: ['First', 'Second', ''] })
    expect(rearranged(opened, 'up 1')).toEqual({ kind: 'recommendations', items: ['Second', 'First', ''] })
    expect(rearranged(opened, 'add')).toEqual({ kind: 'recommendations', items: ['First', 'Second', '', ''] })
    expect([rearranged(opened, 'up 0'), rearranged(opened, 'up 9'), rearranged(opened, 'save')]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('keeps one sign for each line break', () => {
    const text: EditablePart = { ...facts, name: 'corrections', kind: 'text', content: { text: '' } }
    expect(readPart(typedPart(text, { text: 'One.\r\n\r\nTwo.' })).content).toEqual({ text: 'One.\n\nTwo.' })
  })
})
