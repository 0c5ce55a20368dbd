import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CommissionView, ReturnSummary, ReturnView, RoundView } from '../../src/commissions/views.js'
import { giveToken } from '../support/route-things.js'
import { commissionFor, seenIn } from '../support/rounds.js'
import type { Page, ProblemBody } from '../support/register.js'
import { type Answer, seededAt, TestService } from '../support/service.js'
import { makePeople, type PersonName } from '../support/visitor.js'
import { roleFacts } from '../../src/accounts/role.js'

const given = commissionFor('2017-04-18', {
  questions: [{ key: 'risks', text: 'What could keep this from being done?', of: 'line', required: true }],
  scope: { plans: [], agencies: ['home-office'], openOnly: true, filter: 'status=in_progress' },
})

/** The round over the API, as a program of an agency and of the programme office walks through it. */
describe('the API of commissions and returns', () => {
  let service: TestService
  const tokens = new Map<PersonName, string>()
  let commission = 0
  let id = 0

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: seededAt })
    await makePeople(service, ['office', 'owner', 'reader'])
    await newTokens()
  })

  /** They last for a day. */
  const newTokens = async () => {
    tokens.set('office', await giveToken(service, 'office', [...roleFacts.programme_office.permissions]))
    tokens.set('owner', await giveToken(service, 'owner', [...roleFacts.agency_owner.permissions]))
  }

  afterAll(() => service.stop())

  const ask = async <Body>(
    who: PersonName,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Pick<Answer<Body>, 'status' | 'body'>> => {
    const response = await fetch(`${service.url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${tokens.get(who) ?? ''}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as Body }
  }
  const view = async () => (await ask<ReturnView>('office', 'GET', `/returns/${id}`)).body

  it('plans a commission, and names every field that is wrong', async () => {
    const made = await ask<RoundView>('office', 'POST', '/commissions', given)
    expect(made).toMatchObject({
      status: 201,
      body: { commission: { state: 'planned', ...given }, returns: [] },
    })
    commission = made.body.commission.id
    const wrong = await ask<ProblemBody>('office', 'POST', '/commissions', {
      ...{ ...given, title: ' ', dueOn: addYears(given.dueOn, 1) },
      scope: { ...given.scope, plans: ['no-such-plan'], filter: 'status=late' },
    })
    expect(wrong.status).toBe(422)
    expect(wrong.body.errors?.map(({ field }) => field)).toEqual([
      'title',
      'signOffBy',
      'scope.filter',
      'scope.plans',
    ])
    expect((await ask<ProblemBody>('office', 'POST', '/commissions', { ...given, scope: {} })).status).toBe(
      422,
    )
  })

  it('opens it, once', async () => {
    const opened = await ask<RoundView>('office', 'POST', `/commissions/${commission}/open`)
    expect(opened).toMatchObject({
      status: 201,
      body: { commission: { state: 'open', rate: { answered: 0 } } },
    })
    const { returns } = opened.body
    expect(returns.some(({ agency }) => agency.slug === 'home-office')).toBe(true)
    expect(opened.body.commission.rate.asked).toBe(returns.length)
    const again = await ask<ProblemBody>('office', 'POST', `/commissions/${commission}/open`)
    expect(again).toMatchObject({
      status: 409,
      body: { detail: 'This commission is “Open” and cannot become “Open”.' },
    })
    expect((await ask('office', 'POST', `/commissions/${commission}/withdraw`)).status).toBe(409)
    id = returns.find(({ agency }) => agency.slug === 'home-office')?.id ?? 0
    const listed = await ask<Page<CommissionView>>('office', 'GET', '/commissions')
    expect(listed.body).toMatchObject({ total: 1, items: [{ id: commission, state: 'open' }] })
  })

  it('takes answers, each after the one that was read', async () => {
    const { lineViews } = await view()
    const [line] = lineViews
    const part = `/returns/${id}/parts/${line?.ref ?? ''}`
    const saved = await ask('office', 'PUT', part, { after: 0, narrative: 'It was held.' })
    expect(saved).toEqual({ status: 200, body: { part: line?.ref, saved: 1 } })
    const stale = await ask<ProblemBody>('office', 'PUT', part, { after: 0, narrative: 'It was not.' })
    expect(stale).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Olive Office has saved') },
    })
    const same = await ask('office', 'PUT', part, { after: 1, narrative: 'It was held. ' })
    expect(same.body).toMatchObject({ saved: 1 })
    const wrong = await ask<ProblemBody>('office', 'PUT', part, {
      ...{ after: 1, narrative: 'It was held.', evidence: [{ title: 'Notes', url: 'ftp://example.org' }] },
      questions: { no: 'such' },
    })
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ field: 'evidence.0.url' }] } })
    expect((await ask('office', 'PUT', `/returns/${id}/parts/AR13-XX-99`, { after: 0 })).status).toBe(422)
  })

  it('leaves no word out unseen: of the whole return, or beside “nothing to report”', async () => {
    const [line] = (await view()).lineViews
    const narrative = 'It was held.'
    for (const [part, said] of [
      [line?.ref ?? '', { nothingToReport: true }],
      ['whole', {}],
    ] as const) {
      const body = { after: 1, narrative, ...said }
      const refused = await ask<ProblemBody>('office', 'PUT', `/returns/${id}/parts/${part}`, body)
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ field: 'narrative' }] } })
    }
  })

  it('refuses to send what lacks an answer that the commission asks for', async () => {
    for (const { ref, saved } of (await view()).lineViews) {
      const body = { after: saved, narrative: `${ref} goes on.` }
      expect((await ask('office', 'PUT', `/returns/${id}/parts/${ref}`, body)).status).toBe(200)
    }
    const refused = await ask<ProblemBody>('office', 'POST', `/returns/${id}/submit`)
    expect(refused.status).toBe(422)
    expect(refused.body.errors?.[0]?.message).toMatch(
      /^Answer for .*: “What could keep this from being done\?”$/u,
    )
  })

  it('is sent, sent back, sent again and accepted', async () => {
    const answer = async (words: string) => {
      for (const { ref, saved } of (await view()).lineViews) {
        const body = { after: saved, narrative: words, questions: { risks: 'Nothing.' } }
        expect((await ask('office', 'PUT', `/returns/${id}/parts/${ref}`, body)).status).toBe(200)
      }
      return ask<ReturnView>('office', 'POST', `/returns/${id}/submit`)
    }
    service.clock.instant = `${addYears(given.dueOn, 0)}T23:30:00.000Z`
    await newTokens()
    expect(await answer('First.')).toMatchObject({ status: 201, body: { state: 'submitted', late: true } })
    const back = `/returns/${id}/send-back`
    expect(await ask('office', 'POST', back, {})).toMatchObject({ status: 422 })
    const unknown = await ask<ProblemBody>('office', 'POST', back, { questions: { 'AR13-XX-99': 'Why?' } })
    expect(unknown.body.errors).toMatchObject([{ field: 'questions.AR13-XX-99' }])
    expect(await ask('office', 'POST', back, { reason: 'Say more.' })).toMatchObject({
      ...{ status: 201, body: { state: 'sent_back', openQuestions: [{ part: 'whole', text: 'Say more.' }] } },
    })
    expect(await answer('Second.')).toMatchObject({ body: { state: 'submitted', openQuestions: [] } })
    const seen = seenIn(await view())
    const none = await ask<ProblemBody>('office', 'POST', `/returns/${id}/accept`, { seen: {} })
    expect(none.status).toBe(409)
    const accepted = await ask<ReturnView>('office', 'POST', `/returns/${id}/accept`, { seen })
    expect(accepted).toMatchObject({ status: 201, body: { state: 'accepted' } })
  })

  it('keeps others out, and lists to an agency what it is asked', async () => {
    const refused = await ask<ProblemBody>('owner', 'GET', `/returns/${id}`)
    expect(refused).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('another agency') },
    })
    expect((await ask('owner', 'GET', '/commissions')).status).toBe(403)
    const own = await ask<Page<ReturnSummary>>('owner', 'GET', '/returns')
    expect(own.body.items).toEqual([])
    const all = await ask<Page<ReturnSummary>>('office', 'GET', '/returns')
    expect(all.body.total).toBeGreaterThan(0)
    for (const path of ['/returns/0', '/returns/999', '/commissions/x', '/commissions/999']) {
      expect([path, (await ask('office', 'GET', path)).status]).toEqual([path, 404])
    }
  })

  it('closes, and takes no more answers', async () => {
    const closed = await ask<RoundView>('office', 'POST', `/commissions/${commission}/close`)
    expect(closed.body.commission.state).toBe('closed')

    const late = await ask<ProblemBody>('office', 'PUT', `/returns/${id}/parts/whole`, {
      after: 0,
    })
    expect(late).toMatchObject({
      status: 409,
      body: { detail: 'The commission is closed: its returns take no more answers.' },
    })
  })
})

function addYears(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
}
