import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addDays } from '../../clock/dates.js'
import { isWeekend, proposedCalendar, wrongWithCommission } from './commission-calendar.js'
import type { NewCommission } from '../views.js'

const commission = (more: Partial<NewCommission> = {}): NewCommission => ({
  ...{ title: 'Quarter 2', periodStart: '2026-07-01', periodEnd: '2026-09-30' },
  ...proposedCalendar('2026-11-09'),
  questions: [],
  scope: { plans: [], agencies: [], openOnly: true, filter: '' },
  ...more,
})
const wrongFields = (more: Partial<NewCommission>) =>
  wrongWithCommission(commission(more)).map(({ field }) => field)

describe('the proposed calendar', () => {
  it('is counted back from the report in working days', () => {
    expect(proposedCalendar('2026-11-09')).toEqual({
      ...{ opensOn: '2026-10-01', dueOn: '2026-10-22', signOffBy: '2026-10-29', freezeOn: '2026-11-02' },
      reportingDate: '2026-11-09',
    })
  })

  it('falls on no weekend and is in order, whatever the day of the report', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
        const calendar = proposedCalendar(addDays('2010-01-01', days))
        const { opensOn, dueOn, signOffBy, freezeOn } = calendar
        expect([opensOn, dueOn, signOffBy, freezeOn].some(isWeekend)).toBe(false)
        expect(wrongWithCommission(commission(calendar))).toEqual([])
      }),
    )
  })
})

describe('a commission', () => {
  it('that is whole has nothing wrong', () => {
    const questions = [{ key: 'risks', text: 'What could go wrong?', of: 'line' as const, required: true }]
    const scope = { plans: ['merton-2013'], agencies: [], openOnly: false, filter: 'status=paused&q=schools' }
    expect(wrongWithCommission(commission({ questions, scope }))).toEqual([])
  })

  it.each<[string, Partial<NewCommission>, string[]]>([
    ['no title', { title: ' ' }, ['title']],
    ['a title too long', { title: 'x'.repeat(201) }, ['title']],
    ['no period', { periodStart: '', periodEnd: '2026-02-30' }, ['periodStart', 'periodEnd']],
    ['a period turned round', { periodStart: '2026-10-01' }, ['periodEnd']],
    ['a day that is none', { dueOn: 'soon' }, ['dueOn']],
    ['a deadline before it opens', { dueOn: '2026-09-30' }, ['dueOn']],
    ['a freeze after the report', { freezeOn: '2026-12-01' }, ['reportingDate']],
  ])('with %s is told so', (_, more, fields) => {
    expect(wrongFields(more)).toEqual(fields)
  })

  it.each([
    ['an unknown filter', 'colour=red', 'Actions cannot be filtered by “colour”.'],
    ['a value that is none', 'status=late', expect.stringMatching(/^status must be one of not_started, /u)],
  ])('with %s is told so', (_, filter, message) => {
    const scope = { plans: [], agencies: [], openOnly: true, filter }
    expect(wrongWithCommission(commission({ scope }))).toEqual([{ field: 'scope.filter', message }])
  })

  it('asks each question under a key of its own, in words', () => {
    const asked = (key: string, text: string) => ({ key, text, of: 'line' as const, required: false })
    const questions = [asked('a', 'Why?'), asked('a', 'When?'), asked('Big Key', 'Who?'), asked('d', ' ')]
    expect(wrongFields({ questions })).toEqual(['questions.1', 'questions.2', 'questions.3'])
    expect(
      wrongFields({ questions: Array.from({ length: 21 }, (__, index) => asked(`k${index}`, 'Why?')) }),
    ).toEqual(['questions'])
  })
})
