import { describe, expect, it } from '@jest/globals'
import { readAsAt } from './as-known-on.js'

const today = '2017-02-20'

describe('the moment that a page is asked for', () => {
  it('is now where nothing is said', () => {
    expect(readAsAt('/plans', today)).toMatchObject({
      ...{ asAt: undefined, moment: null, words: null, redirect: null, errors: [] },
      form: { action: '/plans', hidden: [], errorMessage: null, nowHref: null, open: false },
    })
    expect(readAsAt('/plans?asAt=&asAt-day=&asAt-month=&asAt-year=', today).redirect).toBeNull()
  })

  it('is a day, of which all belongs to it, or an instant', () => {
    const read = readAsAt('/actions?status=paused&asAt=2013-07-04&page=3', today)
    expect(read).toMatchObject({ asAt: '2013-07-04', words: '4 July 2013', errors: [] })
    expect(read.moment?.knownBy).toBe('2013-07-04T22:59:59.999Z')
    expect(read.form).toMatchObject({
      ...{ action: '/actions', hidden: [{ name: 'status', value: 'paused' }] },
      values: { 'asAt-day': '4', 'asAt-month': '7', 'asAt-year': '2013' },
      nowHref: '/actions?status=paused',
    })
    expect(readAsAt('/?asAt=2013-07-04T23:30:00Z', today)).toMatchObject({ words: '5 July 2013' })
  })

  it('leads from the form to an address that says it once, with all that it said besides', () => {
    const typed = 'asAt-day=4&asAt-month=7&asAt-year=2013'
    expect(readAsAt(`/actions?q=a%26b&flag=no-lead&page=2&asAt=2012-01-01&${typed}`, today).redirect).toBe(
      '/actions?q=a%26b&flag=no-lead&asAt=2013-07-04',
    )
  })

  it.each([
    '/?asAt=2017-02-21',
    '/?asAt=soon',
    '/?asAt=2017-02-30',
    '/?asAt-day=x&asAt-month=1&asAt-year=2013',
  ])('is now, with a sentence, where it cannot be: %s', (url) => {
    const read = readAsAt(url, today)
    expect(read).toMatchObject({ asAt: undefined, moment: null, redirect: null, form: { open: true } })
    expect(read.errors).toEqual([{ text: read.form.errorMessage?.text, href: '#asAt-day' }])
  })

  it('never leads away from this service', () => {
    const typed = 'asAt-day=4&asAt-month=7&asAt-year=2013'
    expect(readAsAt(`https://elsewhere.example/plans?${typed}`, today).redirect).toBe(
      '/plans?asAt=2013-07-04',
    )
    for (const url of [`//elsewhere.example//x?${typed}`, `/\\elsewhere.example?${typed}`]) {
      expect(readAsAt(url, today).redirect).toMatch(/^\/(?![/\\])/u)
    }
  })
})
