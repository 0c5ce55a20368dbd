import { describe, expect, it } from '@jest/globals'
import { ageInWords, asSentence, count, cut, dayInWords, figure, inList, isolated } from './words.js'

describe('figures and days in words', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [10_000, '10,000'],
    [1_234_567, '1,234,567'],
  ])('prints %d as %s', (value, expected) => {
    expect(figure(value)).toBe(expected)
  })

  it('counts with the noun', () => {
    expect([
      count(0, 'action'),
      count(1, 'action'),
      count(1200, 'action'),
      count(2, 'status', 'statuses'),
    ]).toEqual(['no actions', '1 action', '1,200 actions', '2 statuses'])
  })

  it.each([
    ['2013-12-31', 'less than a day'],
    ['2013-12-30', '1 day'],
    ['2013-12-10', '3 weeks'],
    ['2012-12-31', '11 months'],
    ['2010-12-31', '3 years'],
  ])('says how old a statement of %s is', (since, expected) => {
    expect(ageInWords(since, '2013-12-31')).toBe(expected)
  })

  it('keeps a name that is read from the right apart, and leaves others alone', () => {
    expect(isolated('Home Office')).toBe('Home Office')
    expect(isolated('שלום')).toBe('\u2068שלום\u2069')
  })

  it('joins, begins and cuts', () => {
    expect(inList(['one', 'two', 'three'])).toBe('one, two and three')
    expect(asSentence('no action')).toBe('No action')
    expect(dayInWords(null)).toBe('No date')
    expect(cut('👮👮👮👮', 3)).toBe('👮👮…')
  })
})
