import { describe, expect, it } from '@jest/globals'
import { readTimescale, type TimescaleContext } from './timescale.js'

const nothing: TimescaleContext = { period: null, published: null }
const oneYear = {
  period: { start: '2013-04-01', end: '2014-03-31' },
  published: { start: '2013-05-07', end: '2013-05-07' },
}
const threeYears = { ...oneYear, period: { start: '2013-04-01', end: '2016-03-31' } }

/** "start end precision basis" */
const read = (words: string, context: TimescaleContext = nothing) => {
  const { start, end, precision, basis, asWritten, reason } = readTimescale(words, context)
  expect(asWritten).toBe(words)
  if (basis === 'inferred') expect(reason).toMatch(/\.$/u)
  return `${start ?? '-'} ${end ?? '-'} ${precision} ${basis}`
}

describe('the words of a timescale', () => {
  it.each([
    ['31/12/2013', '2013-12-31 2013-12-31 day stated'],
    ['31.12.13', '2013-12-31 2013-12-31 day stated'],
    ['2013-12-31', '2013-12-31 2013-12-31 day stated'],
    ['Tuesday 31st December 2013', '2013-12-31 2013-12-31 day stated'],
    ['31-Dec-13', '2013-12-31 2013-12-31 day stated'],
    ['by 1 March 2014', '2014-03-01 2014-03-01 day stated'],
    ['March 2014', '2014-03-01 2014-03-31 month stated'],
    ['By end of March 2014', '- 2014-03-31 month stated'],
    ['end March 2014', '- 2014-03-31 month stated'],
    ['March 2014 (end)', '- - open stated'],
    ["Dec '13", '2013-12-01 2013-12-31 month stated'],
    ['Dec 13', '2013-12-01 2013-12-31 month inferred'],
    ['03/2014', '2014-03-01 2014-03-31 month stated'],
    ['Q3 2013/14', '2013-10-01 2013-12-31 quarter stated'],
    ['Q4 2013-14', '2014-01-01 2014-03-31 quarter stated'],
    ['2013/14 Q1', '2013-04-01 2013-06-30 quarter stated'],
    ['End of Q2 2014/15', '- 2014-09-30 quarter stated'],
    ['Q3 2013', '2013-10-01 2013-12-31 quarter inferred'],
    ['third quarter of 2013/14', '2013-10-01 2013-12-31 quarter stated'],
    ['by spring 2014', '- 2014-05-31 season inferred'],
    ['Winter 2013/14', '2013-12-01 2014-02-28 season inferred'],
    ['Autumn term 2013', '2013-09-01 2013-12-31 season inferred'],
    ['early 2014', '2014-01-01 2014-04-30 season inferred'],
    ['in early 2014', '2014-01-01 2014-04-30 season inferred'],
    ['2014', '2014-01-01 2014-12-31 year stated'],
    ['2013/14', '2013-04-01 2014-03-31 year stated'],
    ['2013-2014', '2013-04-01 2014-03-31 year stated'],
    ['2013-15', '2013-01-01 2015-12-31 year inferred'],
    ['April 2013 to March 2014', '2013-04-01 2014-03-31 month stated'],
    ['April – June 2014', '2014-04-01 2014-06-30 month inferred'],
    ['Between April 2012 and March 2015', '2012-04-01 2015-03-31 month stated'],
    ['1 April 2013 - 31 March 2014', '2013-04-01 2014-03-31 day stated'],
    ['ongoing', '- - open stated'],
    ['Ongoing.', '- - open stated'],
    ['Quarterly', '- - open stated'],
    ['monthly', '- - open stated'],
    ['Ongoing until March 2015', '- 2015-03-31 month stated'],
    ['March 2014 and ongoing', '2014-03-01 - open inferred'],
    ['From April 2013', '2013-04-01 - open inferred'],
    ['before April 2014', '- 2014-03-31 month inferred'],
    ['tbc', '- - none stated'],
    ['N/A', '- - none stated'],
    ['', '- - none stated'],
    ['w/c 3 March 2014', '2014-03-03 2014-03-09 day inferred'],
  ])('“%s” by themselves are %s', (words, told) => expect(read(words)).toBe(told))

  it.each([
    ['Q3', '2013-10-01 2013-12-31 quarter inferred'],
    ['by end of Q4', '- 2014-03-31 quarter inferred'],
    ['December', '2013-12-01 2013-12-31 month inferred'],
    ['by 31 March', '2014-03-31 2014-03-31 day inferred'],
    ['Summer', '2013-06-01 2013-08-31 season inferred'],
    ['within 6 months', '2013-05-07 2013-11-30 month inferred'],
    ['Within six months', '2013-05-07 2013-11-30 month inferred'],
    ['12 weeks', '2013-05-07 2013-07-31 month inferred'],
    ['over the next year', '2013-05-07 2014-05-31 year inferred'],
    ['Q1 - Q2', '2013-04-01 2013-09-30 quarter inferred'],
  ])('“%s” take what is missing from a plan of one year, and say so: %s', (words, told) => {
    expect(read(words, oneYear)).toBe(told)
  })

  it.each(['Q3', 'December', 'Summer', 'by 31 March'])(
    '“%s” stay vague in a plan of three years',
    (words) => {
      expect(read(words, threeYears)).toBe('- - open stated')
      expect(readTimescale(words, threeYears)).toMatchObject({
        understood: false,
        reason: expect.stringMatching(/more than one/u) as unknown,
      })
      expect(readTimescale(words, nothing)).toMatchObject({
        understood: false,
        reason: expect.stringMatching(/names no year/u) as unknown,
      })
    },
  )

  it.each([
    '12/31/2013',
    '31 February 2014',
    'as soon as the board agrees',
    'Year 2',
    '99',
    'Q5 2013/14',
    '2013-12',
  ])('“%s” are left as they are written, without a date', (words) => {
    expect(read(words, oneYear)).toBe('- - open stated')
    expect(readTimescale(words, oneYear).understood).toBe(false)
  })

  it('of a range that names one year say from where its beginning has it', () => {
    const { reason } = readTimescale('Spring/Summer 2014', oneYear)
    expect(reason).toContain('“spring” names no year: it is read as the last one before the end')
    expect(reason).not.toContain('own period')
  })

  it('are believed before the day that a cell hides behind them, and the day where they say nothing', () => {
    expect(readTimescale('Dec-13', nothing, '2013-12-01')).toMatchObject({
      precision: 'month',
      end: '2013-12-31',
    })
    expect(readTimescale('12/31/13', nothing, '2013-12-31')).toMatchObject({
      precision: 'day',
      end: '2013-12-31',
    })
  })
})
