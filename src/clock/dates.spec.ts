import { describe, expect, it } from '@jest/globals'
import {
  addDays,
  daysBetween,
  endOfDay,
  inWords,
  isDay,
  londonDay,
  momentInWords,
  quarterAfter,
  quarterInWords,
  quarterOf,
  startOfDay,
} from './dates.js'

describe('a day in London', () => {
  it.each([
    ['2013-01-15', '2013-01-15T00:00:00.000Z', '2013-01-15T23:59:59.999Z'],
    ['2013-07-04', '2013-07-03T23:00:00.000Z', '2013-07-04T22:59:59.999Z'],
    // Summer time began on 31 March 2013 at one in the morning: a day of 23 hours.
    ['2013-03-30', '2013-03-30T00:00:00.000Z', '2013-03-30T23:59:59.999Z'],
    ['2013-03-31', '2013-03-31T00:00:00.000Z', '2013-03-31T22:59:59.999Z'],
    ['2013-04-01', '2013-03-31T23:00:00.000Z', '2013-04-01T22:59:59.999Z'],
    // It ended on 27 October 2013 at two in the morning: a day of 25 hours.
    ['2013-10-26', '2013-10-25T23:00:00.000Z', '2013-10-26T22:59:59.999Z'],
    ['2013-10-27', '2013-10-26T23:00:00.000Z', '2013-10-27T23:59:59.999Z'],
    ['2013-10-28', '2013-10-28T00:00:00.000Z', '2013-10-28T23:59:59.999Z'],
    ['2016-02-29', '2016-02-29T00:00:00.000Z', '2016-02-29T23:59:59.999Z'],
    ['2013-12-31', '2013-12-31T00:00:00.000Z', '2013-12-31T23:59:59.999Z'],
  ])('%s begins at %s and ends at %s', (day, start, end) => {
    expect([startOfDay(day), endOfDay(day)]).toEqual([start, end])
    expect([londonDay(start), londonDay(end)]).toEqual([day, day])
  })

  it('ends one millisecond before the next begins, all through a year', () => {
    for (let day = '2013-01-01'; day < '2014-01-02'; day = addDays(day, 1)) {
      const next = addDays(day, 1)
      expect([day, Date.parse(startOfDay(next)) - Date.parse(endOfDay(day))]).toEqual([day, 1])
      expect([londonDay(startOfDay(day)), londonDay(endOfDay(day))]).toEqual([day, day])
    }
  })
})

describe('days', () => {
  it.each([
    ['2013-12-31', 1, '2014-01-01'],
    ['2016-02-28', 1, '2016-02-29'],
    ['2015-02-28', 1, '2015-03-01'],
    ['2013-03-31', -1, '2013-03-30'],
    ['2013-10-27', 1, '2013-10-28'],
    ['2013-07-04', 0, '2013-07-04'],
    ['2013-07-04', 365, '2014-07-04'],
  ])('from %s on by %s give %s, and are counted back', (from, days, to) => {
    expect(addDays(from, days)).toBe(to)
    expect(daysBetween(from, to)).toBe(days)
    expect(daysBetween(to, from)).toBe(days === 0 ? 0 : -days)
  })

  it.each(['2013-07-04', '2016-02-29', '1999-12-31'])('%s is one', (value) => {
    expect(isDay(value)).toBe(true)
  })

  it.each([
    '2013-02-29',
    '2013-04-31',
    '2013-13-01',
    '2013-00-10',
    '2013-7-4',
    '20130704',
    '2013-07-04T00:00:00Z',
    ' 2013-07-04',
    'soon',
    '',
  ])('“%s” is none', (value) => {
    expect(isDay(value)).toBe(false)
  })

  it('are said in words without a leading nought', () => {
    expect(inWords('2013-07-04')).toBe('4 July 2013')
    expect(inWords('2013-12-31')).toBe('31 December 2013')
  })
})

describe('a financial quarter', () => {
  it.each([
    ['2013-04-01', 1, '2013-14', '2013-04-01', '2013-06-30'],
    ['2013-06-30', 1, '2013-14', '2013-04-01', '2013-06-30'],
    ['2013-07-01', 2, '2013-14', '2013-07-01', '2013-09-30'],
    ['2013-09-30', 2, '2013-14', '2013-07-01', '2013-09-30'],
    ['2013-10-01', 3, '2013-14', '2013-10-01', '2013-12-31'],
    ['2013-12-31', 3, '2013-14', '2013-10-01', '2013-12-31'],
    ['2014-01-01', 4, '2013-14', '2014-01-01', '2014-03-31'],
    ['2014-03-31', 4, '2013-14', '2014-01-01', '2014-03-31'],
    ['2000-02-29', 4, '1999-00', '2000-01-01', '2000-03-31'],
  ])('of %s is quarter %s of %s, from %s to %s', (day, number, financialYear, start, end) => {
    expect(quarterOf(day)).toEqual({ number, financialYear, start, end })
  })

  it('is followed and gone before by others, across years', () => {
    expect(quarterAfter('2013-12-31', 0)).toEqual(quarterOf('2013-12-31'))
    expect(quarterAfter('2013-12-31', 1)).toEqual(quarterOf('2014-01-01'))
    expect(quarterAfter('2013-12-31', 2)).toEqual(quarterOf('2014-04-01'))
    expect(quarterAfter('2013-12-31', 5)).toEqual(quarterOf('2015-01-31'))
    expect(quarterAfter('2013-12-31', -1)).toEqual(quarterOf('2013-07-01'))
    expect(quarterAfter('2013-12-31', -3)).toEqual(quarterOf('2013-01-01'))
  })

  it('is said in words', () => {
    expect(quarterInWords(quarterOf('2013-12-31'))).toBe('Q3 2013-14 (October to December 2013)')
    expect(quarterInWords(quarterOf('2014-02-01'))).toBe('Q4 2013-14 (January to March 2014)')
    expect(quarterInWords(quarterOf('2013-04-01'))).toBe('Q1 2013-14 (April to June 2013)')
  })
})

describe('a moment', () => {
  it('is said in the time of London', () => {
    expect(momentInWords('2013-01-15T09:05:59.999Z')).toBe('15 January 2013 at 09:05')
    expect(momentInWords('2013-07-03T23:30:00.000Z')).toBe('4 July 2013 at 00:30')
  })
})
