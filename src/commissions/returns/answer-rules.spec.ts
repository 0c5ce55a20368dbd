import { describe, expect, it } from '@jest/globals'
import { type AskedLine, lackingInLine, tidyLine, wrongWithLine, wrongWithWhole } from './answer-rules.js'
import { blockersOf } from './return-blockers.js'
import type { CommissionQuestion } from '../commission/commission.entity.js'
import { type LastPosition, type LineAnswer, nilAnswer, noAnswer } from './return-lines.js'
import type { ReadLine } from './return-lines.reading.js'

const lastPosition: LastPosition = {
  ...{ title: 'Workshop', text: 'Hold a workshop', plan: 'Annual report', status: 'in_progress' },
  ...{ confidence: 'none', end: '2026-12-31', timescale: [], narrative: null, by: null },
  ...{ saidOn: null, nextStep: null },
}
const line = (more: Partial<AskedLine> = {}): AskedLine => ({
  ...{ ref: 'A-1', leads: true, lastPosition, currentStatus: 'in_progress' },
  ...more,
})
const risks: CommissionQuestion = { key: 'risks', text: 'What risks?', of: 'line', required: true }
const staff: CommissionQuestion = { key: 'staff', text: 'Who?', of: 'return', required: true }
const says = (more: Partial<LineAnswer> = {}): LineAnswer => ({
  ...noAnswer,
  narrative: 'It was held.',
  ...more,
})
const evidence = [{ title: 'Notes', url: null }]

describe('what can be saved of a line', () => {
  it.each<[string, Partial<LineAnswer>, Partial<AskedLine>, string[]]>([
    ['words', {}, {}, []],
    ['a status that an agency may give', { status: 'complete_reported' }, {}, []],
    ['one that it may not', { status: 'complete_verified' }, {}, ['status']],
    [
      'the status that it had when it was asked, though it has moved',
      { status: 'in_progress' },
      { currentStatus: 'superseded' },
      [],
    ],
    [
      'what only leads give',
      { status: 'paused', confidence: 'red', end: '2027-01-01' },
      { leads: false },
      ['status', 'confidence', 'end'],
    ],
    ['a day that is none', { end: '2027-02-30' }, {}, ['end']],
    ['a link that is none', { evidence: [{ title: 'Notes', url: 'javascript:alert(1)' }] }, {}, ['evidence']],
    ['evidence without a title', { evidence: [{ title: ' ', url: null }] }, {}, ['evidence']],
    ['a link of the web', { evidence: [{ title: 'Notes', url: 'https://example.org/n' }] }, {}, []],
    ['too many words', { narrative: 'x'.repeat(20_001) }, {}, ['narrative']],
    ['an answer to no question', { questions: { staff: 'Ann' } }, {}, ['questions.staff']],
  ])('%s', (_, more, of, fields) => {
    const wrong = wrongWithLine(tidyLine(says(more)), line(of), [risks, staff])
    expect(wrong.map(({ field }) => field)).toEqual(fields)
  })

  it('is the same text for the same words', () => {
    const one = tidyLine(says({ narrative: ' It was held. ', questions: { b: 'B', a: ' A ', c: ' ' } }))
    const other = tidyLine(says({ reason: '', questions: { a: 'A', b: 'B' } }))
    expect(JSON.stringify(one)).toBe(JSON.stringify(other))
    expect(tidyLine(says({ nothingToReport: true }))).toEqual(nilAnswer)
  })

  it('of the whole return is an answer to its own questions', () => {
    expect(wrongWithWhole({ questions: { staff: 'Ann' } }, [risks, staff])).toEqual([])
    expect(wrongWithWhole({ questions: { risks: 'None' } }, [risks, staff])).toHaveLength(1)
  })
})

describe('what a line lacks before it can be sent', () => {
  it.each<[string, LineAnswer | null, RegExp | null]>([
    ['an answer', null, /or that there is nothing to report/u],
    ['nothing, when there is nothing to report', nilAnswer, null],
    ['nothing, when there are words', says(), null],
    ['words', says({ narrative: '', confidence: 'green' }), /Say in words/u],
    ['evidence', says({ status: 'complete_reported' }), /give at least one piece of evidence/u],
    ['nothing, when there is evidence', says({ status: 'complete_reported', evidence }), null],
    ['the reason of a pause', says({ status: 'paused' }), /say why in the reason/u],
    ['the reason of a later date', says({ end: '2027-03-31' }), /To move the end date of A-1/u],
    ['nothing, when the date has a reason', says({ end: '2027-03-31', reason: 'No venue.' }), null],
    ['nothing, when the date stays', says({ end: '2026-12-31' }), null],
    [
      'a date that can move',
      says({ status: 'complete_reported', evidence, end: '2027-03-31', reason: 'Why' }),
      /is closed: its end date cannot move/u,
    ],
  ])('%s', (_, answer, sentence) => {
    const lacking = lackingInLine(answer, line(), [])
    expect(lacking).toEqual(sentence === null ? [] : [expect.stringMatching(sentence)])
  })

  it('is an answer to every question that must be answered', () => {
    expect(lackingInLine(says(), line(), [risks, staff])).toEqual(['Answer for A-1: “What risks?”'])
    expect(lackingInLine(says({ questions: { risks: 'None' } }), line(), [risks, staff])).toEqual([])
  })
})

describe('a return', () => {
  const read = (answer: LineAnswer | null): ReadLine => ({
    ...{ ...line(), role: 'lead', position: 1, revision: 1, currentRevision: 1 },
    ...{ handedTo: null, answer, newest: null },
  })
  const days = { dueOn: '2026-10-22', today: '2026-10-22' }
  const whole = { answer: null, newest: null }

  it('waits for lines, for what is asked of the whole, and for its units', () => {
    const units = [
      { name: 'Youth Offending Team', hasAnswered: false },
      { name: 'Public Health', hasAnswered: true },
    ]
    const blockers = blockersOf({ lines: [read(null)], whole }, [staff], units, days)
    expect(blockers.map(({ part }) => part)).toEqual(['A-1', 'whole', null])
    expect(blockers.at(-1)?.sentence).toBe(
      'Youth Offending Team has not answered yet: it answers before you do. After 22 October 2026 you can send your return without it.',
    )
  })

  it('waits for no unit once the deadline has passed', () => {
    const units = [{ name: 'Youth Offending Team', hasAnswered: false }]
    const after = { ...days, today: '2026-10-23' }
    expect(blockersOf({ lines: [read(nilAnswer)], whole }, [], units, after)).toEqual([])
  })
})
