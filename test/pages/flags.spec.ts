import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { flagCodes, flagRules } from '../../src/register/flags.js'
import { ReadingService } from '../../src/register/reading.service.js'
import { personOf } from '../support/account-people.js'
import { action, refsOf } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople, Visitor } from '../support/visitor.js'
import { all, bannerOf, errorsIn, hrefOf, one, refsIn, words } from './seen.js'

const code = 'vague-timescale'
const ref = 'AR13-PW-08'
const setAside = `/flags/${code}/actions/${ref}/set-aside`

let service: TestService
let office: Visitor
let owner: Visitor

beforeAll(async () => {
  service = await TestService.start('sqlite', { at: seededAt })
  await makePeople(service, ['office', 'owner', 'reader'])
  office = await Visitor.signedIn(service, 'office')
  owner = await Visitor.signedIn(service, 'owner')
})

afterAll(() => service.stop())

/** The counts of the table, by the words of the flag. */
const countsIn = async (who: Visitor, path = '/flags') =>
  all(await who.get(path), 'tbody tr').map((row) =>
    [...row.querySelectorAll('td.govuk-table__cell--numeric')].map((cell) =>
      Number(/\d+/u.exec(words(cell))?.[0]),
    ),
  )

describe('the page of the rules', () => {
  it('has every rule with its sentence and how many actions it catches', async () => {
    const page = await office.get('/flags')
    const text = one(page, 'table')
    for (const rule of Object.values(flagRules)) expect(text).toContain(rule)
    const counts = await countsIn(office)
    for (const [index, flag] of flagCodes.entries()) {
      expect([flag, counts[index]?.[0]]).toEqual([flag, (await refsOf(service, `flag=${flag}`)).length])
    }
    expect(hrefOf(page, 'tbody a', 'in the list of actions')).toBe('/actions?flag=no-lead')
  })

  it('counts for an agency what is its own, and for a past day what was known then', async () => {
    const person = await personOf(service, 'owner')
    const own = await service.app.get(ReadingService).list(person, { flag: code }, null, 1, 1)
    expect(own.total).toBeGreaterThan(0)
    expect((await countsIn(owner))[flagCodes.indexOf(code)]?.[0]).toBe(own.total)
    const then = await countsIn(office, '/flags?asAt=2013-07-31')
    const known = await refsOf(service, 'flag=vague-timescale&asAt=2013-07-31')
    expect(then[flagCodes.indexOf(code)]?.[0]).toBe(known.length)
  })
})

describe('the page of one rule', () => {
  it('has each action with the facts that the flag rests on, and where these stand', async () => {
    const page = await office.get(`/flags/${code}`)
    expect(refsIn(page)).toContain(ref)
    expect(one(page, 'main')).toContain('Known only to the season.')
    expect(hrefOf(page, 'tbody a', `Timescale of ${ref}`)).toBe(`/actions/${ref}#timescale`)
    expect(hrefOf(page, 'tbody a', `Set aside for ${ref}`)).toBe(setAside)
    expect((await office.get('/flags/no-such-rule')).status).toBe(404)
  })

  it('offers no decision to others, nor on a past day', async () => {
    expect(one(await owner.get(`/flags/${code}`), 'main')).not.toContain('Set aside for')
    expect(one(await office.get(`/flags/${code}?asAt=2014-01-31`), 'main')).not.toContain('Set aside for')
    expect((await owner.get(setAside)).status).toBe(403)
  })
})

describe('a flag', () => {
  it('is set aside with a reason and a last day; what was typed is kept', async () => {
    const wrong = await office.submit(setAside, 'main form', {
      'until-day': '31',
      'until-month': '2',
      reason: 'R',
    })
    expect([wrong.status, errorsIn(wrong)]).toEqual([422, ['The last day must include a year']])
    expect(wrong.document.querySelector('#reason')?.textContent.trim()).toBe('R')
    const until = { 'until-day': '31', 'until-month': 'March', 'until-year': '2019' }
    expect(errorsIn(await office.submit(setAside, 'main form', { ...until, reason: 'R' }))).toEqual([
      'A flag can be set aside for a year at most',
    ])
    const done = await office.submit(setAside, 'main form', {
      ...{ ...until, 'until-year': '2017', reason: 'A letter with the day is on its way.' },
    })
    expect(bannerOf(done)).toBe(`The flag “Vague timescale” of ${ref} is set aside.`)
    const row = all(done, 'table').at(-1)
    expect(words(row)).toContain('A letter with the day is on its way. 31 March 2017 Olive Office')
  })

  it('then stands apart on the page of the action, and in the count of its rule', async () => {
    const page = await owner.get(`/actions/${ref}`)
    expect(page.status).toBe(403)
    const own = await office.get(`/actions/${ref}`)
    expect(one(own, '.tl-flag--aside')).toContain(
      'Set aside because: A letter with the day is on its way. Until 31 March 2017, says Olive Office.',
    )
    expect((await countsIn(office))[flagCodes.indexOf(code)]?.[1]).toBe(1)
    expect(one(await office.get('/flags'), '.tl-lead')).toContain('1 flag is set aside and does not count.')
    expect(await refsOf(service, `flag=${code}`)).not.toContain(ref)
  })

  it('counts again when that is decided', async () => {
    const again = `/flags/${code}/actions/${ref}/count-again`
    expect(errorsIn(await office.submit(again, 'main form'))).toEqual(['Enter the reason'])
    const done = await office.submit(again, 'main form', { reason: 'The letter never came.' })
    expect(bannerOf(done)).toBe(`The flag “Vague timescale” of ${ref} counts again.`)
    expect((await action(service, ref)).setAside).toEqual([])
    expect(await refsOf(service, `flag=${code}`)).toContain(ref)
  })
})
