import { describe, expect, it } from '@jest/globals'
import type { LastPosition } from '../../commissions/returns/return-lines.js'
import { openedAnswer, readTypedAnswer } from './line.form.js'
import { atLineFields, judgeAnswer, movesOfLine } from './line-judgement.js'

const lastPosition: LastPosition = {
  ...{ title: 'Open a clinic', text: 'A clinic will be opened.', plan: 'Plan', status: 'in_progress' },
  ...{ confidence: 'amber', end: '2017-06-30', timescale: [], narrative: null, by: null, saidOn: null },
  nextStep: null,
}
const lead = { lastPosition, leads: true }
const partner = { lastPosition, leads: false }
const question = { key: 'way', text: 'What stands in the way?', of: 'line', required: true } as const
const words = { narrative: 'It opened.' }

const judged = (form: Record<string, unknown>, line = lead) =>
  judgeAnswer(line, readTypedAnswer({ ...words, ...form }, [question]), [])
const fieldsOf = (form: Record<string, unknown>, line = lead) =>
  judged(form, line).errors.map(({ field }) => field)

describe('an answer to a line', () => {
  it('is what was typed; what stays as it is, is not said', () => {
    const { answer, errors } = judged({ status: 'in_progress', confidence: 'amber', nextStep: ' ' })
    expect(errors).toEqual([])
    expect(answer).toMatchObject({ narrative: 'It opened.', status: null, confidence: null, nextStep: null })
  })

  it.each([
    ['needs words', { narrative: '  ' }, ['narrative']],
    ['that completes needs evidence', { status: 'complete_reported' }, ['link-1-title']],
    ['that pauses needs a reason', { status: 'paused' }, ['reason']],
    ['does not make a move that is the programme office’s', { status: 'closed_not_delivered' }, ['status']],
    ['does not make a move that nobody knows', { status: 'nonsense' }, ['status']],
    ['has evidence with a title', { 'link-1-url': 'https://example.org' }, ['link-1-title']],
    ['has evidence on the web', { 'link-1-title': 'It', 'link-1-url': 'javascript:x' }, ['link-1-url']],
    [
      'has a day that there is',
      { 'end-day': '31', 'end-month': '6', 'end-year': '2017', reason: 'So.' },
      ['end'],
    ],
    [
      'moves a date only with a reason',
      { 'end-day': '1', 'end-month': 'July', 'end-year': '2017' },
      ['reason'],
    ],
    ['moves it elsewhere', { 'end-day': '30', 'end-month': '6', 'end-year': '2017', reason: 'So.' }, ['end']],
  ])('%s', (_, form, fields) => {
    expect(fieldsOf(form)).toEqual(fields)
  })

  it('moves no date of an action that it completes', () => {
    const done = { status: 'complete_reported', 'link-1-title': 'Photo', reason: 'Open.' }
    expect(fieldsOf({ ...done, 'end-day': '1', 'end-month': '7', 'end-year': '2017' })).toEqual(['end'])
  })

  it('answers what the commission must know', () => {
    const typed = readTypedAnswer({ ...words, 'question-way': '' }, [question])
    expect(judgeAnswer(lead, typed, [question]).errors).toEqual([
      { field: 'question-way', message: 'Answer “What stands in the way?”' },
    ])
  })

  it('of a partner says nothing of status, confidence and date, whatever is sent', () => {
    const sent = { status: 'paused', confidence: 'red', 'end-day': '99', reason: 'So.' }
    const { answer, errors } = judged(sent, partner)
    expect(errors).toEqual([])
    expect(answer).toMatchObject({ status: null, confidence: null, end: null, reason: null })
    expect(movesOfLine(partner)).toEqual([])
  })

  it('is the same after it was saved and opened again', () => {
    const { answer } = judged({
      ...{ status: 'paused', reason: 'No money.', 'link-1-title': 'Letter', nextStep: 'Ask.' },
      ...{ 'end-day': '1', 'end-month': '7', 'end-year': '2017', 'question-way': 'Money.' },
    })
    expect(judgeAnswer(lead, openedAnswer(answer, 1), [question])).toEqual({ answer, errors: [] })
  })

  it('that the service refuses is refused at the field, or where most is said', () => {
    const refused = [
      { field: 'evidence', message: 'One.' },
      { field: 'questions.way', message: 'Two.' },
      { field: 'unheard', message: 'Three.' },
    ]
    expect(atLineFields(refused, ['narrative', 'link-1-title', 'question-way'])).toEqual([
      { field: 'link-1-title', message: 'One' },
      { field: 'question-way', message: 'Two' },
      { field: 'narrative', message: 'Three' },
    ])
  })
})
