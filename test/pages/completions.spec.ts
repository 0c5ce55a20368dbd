import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { action, say } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople, Visitor } from '../support/visitor.js'
import { all, bannerOf, errorsIn, hrefOf, one } from './seen.js'

const ref = 'MER13-7.1'
const evidence = [{ title: 'Minutes of 12 January', url: 'https://www.example.org/minutes.pdf' }]

let service: TestService
let office: Visitor
let council: Visitor
let reader: Visitor

/** Goes on to a day, on which everybody signs in anew. */
async function on(day: string) {
  service.clock.instant = `${day}T09:00:00.000Z`
  office = await Visitor.signedIn(service, 'office')
  council = await Visitor.signedIn(service, 'council')
  reader = await Visitor.signedIn(service, 'reader')
}
const now = (of = ref) => action(service, of)

/** What the council officer says by the form: form, check, record. */
async function update(values: Record<string, string>, of = ref) {
  const check = await council.submit(`/actions/${of}/update`, 'button[value=continue]', values)
  return { check, done: await council.send(check, 'main form button') }
}

const moveTo = (day: number, reason: string) => ({
  ...{ narrative: 'Work goes on.', 'date-day': String(day), 'date-month': '6', 'date-year': '2017' },
  dateReason: reason,
})

beforeAll(async () => {
  service = await TestService.start('sqlite', { at: seededAt })
  await makePeople(service, ['office', 'council', 'reader'])
  await on('2017-01-16')
})

afterAll(() => service.stop())

describe('completions to verify', () => {
  it('are none at first, and the page says so', async () => {
    expect(one(await office.get('/completions'), '.tl-empty')).toContain('No completion waits')
  })

  it('stand with the agency’s words, the evidence and whether they were on time, the oldest first', async () => {
    await say(service, 'MER13-7.2', { status: 'complete_reported', evidence, narrative: 'First of all.' })
    await on('2017-01-20')
    await say(service, ref, { status: 'complete_reported', evidence, narrative: 'All wards agreed.' })
    await on('2017-02-01')
    const page = await office.get('/completions')
    expect(
      all(page, '.govuk-summary-card__title').map((title) => title.textContent.trim().slice(0, 9)),
    ).toEqual(['MER13-7.2', 'MER13-7.1'])
    const card = all(page, '.govuk-summary-card')[1]?.textContent.replaceAll(/\s+/gu, ' ') ?? ''
    expect(card).toMatch(/All wards agreed.*Minutes of 12 January/u)
    expect(card).toContain('on 20 January 2017, 12 days ago')
    expect(one(page, '.moj-sub-navigation')).toBe('Completions to verify (2) New dates to agree (0)')
    expect(one(await office.get(`/actions/${ref}`), '#standing')).toContain(
      'on 20 January 2017; it waits for the programme office to verify it.',
    )
    expect(hrefOf(await office.get(`/actions/${ref}`), '#standing a', 'Verify or return')).toBe(
      `/completions/${ref}`,
    )
  })

  it('may be read by readers, and decided by the programme office alone', async () => {
    const page = await reader.get(`/completions/${ref}`)
    expect(one(page, 'main')).toContain('The programme office decides this.')
    expect(all(page, 'main form')).toEqual([])
    expect((await council.get('/completions')).status).toBe(403)
  })

  it('ask for a choice and for its words, and keep what was typed', async () => {
    const none = await office.submit(`/completions/${ref}`, 'main form')
    expect([none.status, errorsIn(none)]).toEqual([
      422,
      ['Choose whether the completion is verified or returned'],
    ])
    const wordless = await office.submit(`/completions/${ref}`, 'main form', {
      decision: 'no',
      remark: 'Typed.',
    })
    expect(errorsIn(wordless)).toEqual(['Enter why the completion is returned'])
    expect(wordless.document.querySelector('#remark')?.textContent.trim()).toBe('Typed.')
    expect((await now()).status).toBe('complete_reported')
  })

  it('are returned with a reason, which stands on the page of the action', async () => {
    const done = await office.submit(`/completions/${ref}`, 'main form', {
      ...{ decision: 'no', reason: 'The minutes name two wards of three.' },
    })
    expect([done.path, bannerOf(done)]).toEqual([
      '/completions',
      `The completion of ${ref} is returned to the agency.`,
    ])
    expect((await now()).status).toBe('in_progress')
    expect(one(await council.get(`/actions/${ref}`), '#standing')).toContain(
      'Returned to in progress by Olive Office on 1 February 2017: The minutes name two wards of three.',
    )
    expect((await office.get(`/completions/${ref}`)).path).toBe(`/actions/${ref}`)
  })

  it('are verified with what was checked, unless the action has changed since it was read', async () => {
    const page = await office.get('/completions/MER13-7.2')
    await say(service, 'MER13-7.2', { narrative: 'One more thing.' })
    const values = { decision: 'yes', remark: 'I have read the minutes.' }
    const conflict = await office.send(page, 'main form', values)
    expect([conflict.status, errorsIn(conflict)]).toEqual([
      409,
      ['MER13-7.2 has changed since you opened this page: read it again before you decide'],
    ])
    expect(conflict.document.querySelector('#remark')?.textContent.trim()).toBe('I have read the minutes.')
    const done = await office.send(conflict, 'main form')
    expect(bannerOf(done)).toBe('The completion of MER13-7.2 is verified.')
    const after = await now('MER13-7.2')
    expect([after.status, after.latestUpdate?.narrative]).toEqual([
      'complete_verified',
      'I have read the minutes.',
    ])
    expect(one(await reader.get('/actions/MER13-7.2'), '#standing')).toContain('Verified by Olive Office on')
    expect(one(done, '.moj-sub-navigation')).toContain('Completions to verify (0)')
  })
})

describe('new dates to agree', () => {
  it('are set at once the first time, and told of beforehand the second', async () => {
    expect((await say(service, ref, { timescaleEnd: '2017-05-31', reason: 'None was given.' })).status).toBe(
      201,
    )
    const first = await update(moveTo(1, 'The hall is shut.'))
    expect(one(first.check, 'main')).toContain('The target date moves from 31 May 2017 to 1 June 2017')
    expect((await now()).timescale.end).toBe('2017-06-01')
    await on('2017-02-02')
    expect(one(await council.get(`/actions/${ref}/update`), '.govuk-inset-text')).toContain(
      'The date was moved once before: another one needs the agreement of the programme office.',
    )
    const second = await update(moveTo(20, 'The funding is late.'))
    expect(one(second.check, 'main')).toContain(
      'The new target date waits for the agreement of the programme office: it then moves from 1 June 2017 to 20 June 2017, 19 days later.',
    )
    expect(bannerOf(second.done)).toContain('The new target date waits for the agreement')
    expect(one(second.done, '#waiting-date')).toContain(
      'Carys Council asked on 2 February 2017 to move the end date from 1 June 2017 to 20 June 2017, 19 days later. The reason given: The funding is late.',
    )
    expect(all(second.done, '#waiting-date a')).toEqual([])
    expect((await now()).timescale.end).toBe('2017-06-01')
  })

  it('stand in the inbox, with the move, the first date and the reason', async () => {
    const page = await office.get('/date-changes')
    const card = one(page, '.govuk-summary-card')
    expect(card).toContain('By Carys Council on 2 February 2017, today')
    expect(card).toContain('1 June 2017 to 20 June 2017, 19 days later')
    expect(card).toContain('The funding is late.')
    const link = hrefOf(page, '.govuk-summary-card a', 'Agree or refuse')
    expect(one(await reader.get(link), 'main')).toContain('The programme office decides this.')
  })

  it('are refused with a reason, and nothing moves', async () => {
    const link = hrefOf(await office.get('/date-changes'), '.govuk-summary-card a', 'Agree or refuse')
    expect(errorsIn(await office.submit(link, 'main form', { decision: 'no' }))).toEqual([
      'Enter why the new date is refused',
    ])
    const page = await office.get(link)
    const done = await office.send(page, 'main form', {
      decision: 'no',
      reason: 'The funding came in January.',
    })
    expect(bannerOf(done)).toBe(`The new end date of ${ref} is refused.`)
    expect((await now()).timescale.end).toBe('2017-06-01')
    expect(one(await council.get(`/actions/${ref}`), '#timescale')).toContain(
      'Refused by Olive Office on 2 February 2017: The funding came in January.',
    )
    expect((await office.send(page, 'main form', { decision: 'yes' })).status).toBe(409)
    expect(one(await office.get(link), '.govuk-inset-text')).toContain('Olive Office refused it on')
  })

  it('are agreed to, and the page of the action says who agreed', async () => {
    await update(moveTo(25, 'The trainer fell ill.'))
    const link = hrefOf(await office.get('/date-changes'), '.govuk-summary-card a', 'Agree or refuse')
    const done = await office.submit(link, 'main form', { decision: 'yes' })
    expect(bannerOf(done)).toBe(`The new end date of ${ref} is set.`)
    const rows = all(await council.get(`/actions/${ref}`), '#timescale tbody tr')
    expect(rows.at(-1)?.textContent.replaceAll(/\s+/gu, ' ')).toMatch(
      /25 June 2017 .*later than the first .*by Carys Council The trainer fell ill\. Olive Office/u,
    )
    expect((await now()).timescale.end).toBe('2017-06-25')
    expect((await office.get('/date-changes/999999')).status).toBe(404)
  })
})
