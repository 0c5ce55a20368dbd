import { describe, expect, it } from '@jest/globals'
import { answerClock, answerDueOn, lastDayOfMonths } from './answer-clock.js'

describe('two months that begin with a day', () => {
  it.each([
    ['2013-07-04', '2013-09-03'],
    ['2013-07-01', '2013-08-31'],
    ['2013-12-01', '2014-01-31'],
    ['2013-11-30', '2014-01-29'],
    ['2013-08-31', '2013-10-30'],
    // There is no 31st, 30th or 29th of February 2014: the period ends with the month.
    ['2013-12-31', '2014-02-28'],
    ['2013-12-30', '2014-02-28'],
    ['2013-12-29', '2014-02-28'],
    ['2013-12-28', '2014-02-27'],
    // In a leap year there is a 29th.
    ['2015-12-31', '2016-02-29'],
    ['2015-12-30', '2016-02-29'],
    ['2015-12-29', '2016-02-28'],
    // A month without a 31st.
    ['2013-04-30', '2013-06-29'],
    ['2013-07-31', '2013-09-30'],
    ['2014-02-28', '2014-04-27'],
  ])('%s is the first and %s the last', (first, last) => {
    expect(lastDayOfMonths(first, 2)).toBe(last)
  })
})

describe('the last day of an answer', () => {
  const dates = { madeOn: '2013-07-04', receivedOn: '2013-07-22' }

  it('is counted from the receipt for the executive', () => {
    expect(answerDueOn({ addressee: 'executive', ...dates })).toBe('2013-09-21')
  })

  it('is counted from the recommendation for a partner', () => {
    expect(answerDueOn({ addressee: 'partner', ...dates })).toBe('2013-08-01')
  })
})

describe('the clock of an answer', () => {
  const recommended = { addressee: 'executive', madeOn: '2013-07-04', receivedOn: '2013-07-04' } as const
  const dueOn = '2013-09-03'

  it.each([
    ['2013-07-04', 'not_yet_due', 'Not yet due: 61 days left', false],
    ['2013-09-02', 'not_yet_due', 'Not yet due: 1 day left', false],
    ['2013-09-03', 'due_today', 'Due today', false],
    ['2013-09-04', 'overdue', 'Overdue by 1 day', true],
    ['2013-10-03', 'overdue', 'Overdue by 30 days', true],
  ])('without an answer on %s: %s', (today, state, words, overdue) => {
    expect(answerClock(recommended, null, today)).toEqual({ dueOn, state, words, overdue })
  })

  it.each([
    ['2013-07-04', 'answered_on_time', 'Answered on time'],
    ['2013-09-03', 'answered_on_time', 'Answered on time'],
    ['2013-09-04', 'answered_late', 'Answered 1 day late'],
    ['2013-12-31', 'answered_late', 'Answered 119 days late'],
  ])('answered on %s: %s, whatever day it is read', (answeredOn, state, words) => {
    for (const today of [answeredOn, '2014-12-31']) {
      expect(answerClock(recommended, answeredOn, today)).toEqual({ dueOn, state, words, overdue: false })
    }
  })
})
