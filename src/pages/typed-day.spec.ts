import { describe, expect, it } from '@jest/globals'
import { isTyped, readTypedDay } from './typed-day.js'

describe('a day in three boxes', () => {
  it.each([
    ['4', '7', '2013', '2013-07-04'],
    ['04', '07', '2013', '2013-07-04'],
    ['31', 'December', '2013', '2013-12-31'],
    ['1', 'sept', '2016', '2016-09-01'],
    ['29', '2', '2016', '2016-02-29'],
  ])('“%s” “%s” “%s” is %s', (day, month, year, expected) => {
    expect(readTypedDay({ day, month, year }, 'The day')).toEqual({ day: expected })
  })

  it.each([
    ['29', '2', '2015', 'The new date must be a real date, such as 31 12 2013', 'day'],
    ['1', '13', '2015', 'The new date must be a real date, such as 31 12 2013', 'day'],
    ['1', '1', '15', 'The new date must be a real date, such as 31 12 2013', 'day'],
    ['1', 'x', '2015', 'The new date must be a real date, such as 31 12 2013', 'day'],
    ['-1', '1', '2015', 'The new date must be a real date, such as 31 12 2013', 'day'],
    ['', '1', '2015', 'The new date must include a day', 'day'],
    ['1', '', '', 'The new date must include a month and a year', 'month'],
  ])('“%s” “%s” “%s” is refused: %s', (day, month, year, wrong, part) => {
    expect(readTypedDay({ day, month, year }, 'The new date')).toEqual({ wrong, part })
  })

  it('is not typed while all of them are empty', () => {
    expect(isTyped({ day: '', month: '', year: '' })).toBe(false)
    expect(isTyped({ day: '', month: '2', year: '' })).toBe(true)
  })
})
