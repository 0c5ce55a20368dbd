import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { action, refsOf, say } from '../support/register.js'
import { TestService } from '../support/service.js'
import { trailOf } from '../support/trail.js'
import { type Filling, makePeople, type Visit, Visitor } from '../support/visitor.js'

let service: TestService
let olive: Visitor
let carys: Visitor
let amir: Visitor
/** An action that the owner's agency leads or is partner in. */
let ownersRef: string

beforeAll(async () => {
  service = await TestService.start('sqlite', { at: '2017-02-20T09:00:00.000Z' })
  await makePeople(service, ['office', 'owner', 'council', 'reader'])
  olive = await Visitor.signedIn(service, 'office')
  carys = await Visitor.signedIn(service, 'council')
  amir = await Visitor.signedIn(service, 'owner')
  ownersRef = (await refsOf(service, 'agency=metropolitan-police-service'))[0] ?? ''
})
afterAll(() => service.stop())

const form = (ref: string) => `/actions/${ref}/update`
const check = (ref: string) => `${form(ref)}/check`
type Values = Record<string, Filling>
const go = (visitor: Visitor, ref: string, values: Values = {}) =>
  visitor.submit(form(ref), 'button[value=continue]', values)
const save = (visitor: Visitor, ref: string, values: Values = {}) =>
  visitor.submit(form(ref), 'button[value=save]', values)
const record = (visitor: Visitor, ref: string) => visitor.submit(check(ref), 'main form button')

const textOf = ({ document }: Visit, selector = 'main') =>
  (document.querySelector(selector)?.textContent ?? '').replace(/\s+/gu, ' ').trim()
const valueOf = ({ document }: Visit, id: string) => {
  const field = document.getElementById(id)
  return field?.tagName === 'TEXTAREA' ? field.textContent : field?.getAttribute('value')
}
const chosenOf = ({ document }: Visit, name: string) =>
  document.querySelector(`[name="${name}"]:checked`)?.getAttribute('value')
const errorsOf = ({ document }: Visit) =>
  [...document.querySelectorAll('.govuk-error-summary__list a')].map((link) => [
    link.getAttribute('href'),
    link.textContent.trim(),
  ])
const choicesOf = ({ document }: Visit, name: string) =>
  [...document.querySelectorAll(`input[name="${name}"][type=radio]`)].map((one) => one.getAttribute('value'))

/** Every error has its words at its field, and a link that lands there. */
function expectFields(page: Visit): void {
  expect(page.status).toBe(422)
  expect(page.document.title).toMatch(/^Error: Update /u)
  for (const [href, text] of errorsOf(page)) {
    const field = page.document.getElementById(href?.slice(1) ?? '')
    expect([href, field !== null]).toEqual([href, true])
    const group = field?.closest('.govuk-form-group--error')
    expect(group?.textContent).toContain(text)
  }
}

describe('the form of an update', () => {
  it('offers the moves that the person’s role may make, each with what it needs', async () => {
    const ours = await go(olive, 'MER13-7.1', { narrative: '' })
    expect(choicesOf(ours, 'status')).toEqual([
      ...['no_change', 'in_progress', 'complete_reported', 'paused', 'closed_not_delivered', 'superseded'],
    ])
    const theirs = await carys.get(form('MER13-7.1'))
    expect(choicesOf(theirs, 'status')).toEqual(['no_change', 'in_progress', 'complete_reported', 'paused'])
    expect(chosenOf(theirs, 'status')).toBe('no_change')
    expect(chosenOf(theirs, 'confidence')).toBe('no_change')
    expect(textOf(theirs)).toContain('No change: stays “Not started” No work on the action has been reported')
    expect(textOf(theirs)).toContain(
      'Work has stopped for now; the register says who agreed. Needs a reason.',
    )
    expect(textOf(theirs)).toContain('Nothing major that is open threatens it.')
    expect(textOf(theirs)).toContain('It is shown as self-assessed.')
    expect(theirs.document.getElementById('reason-paused')).not.toBeNull()
    expect(theirs.document.getElementById('reason-in_progress')).toBeNull()
  })

  it('names the one agency that an owner speaks for, and lets others choose among those of the action', async () => {
    const owners = await amir.get(form(ownersRef))
    expect(textOf(owners)).toContain('This update is made on behalf of Metropolitan Police Service.')
    expect(owners.document.querySelector('input[type=hidden][name=onBehalfOf]')?.getAttribute('value')).toBe(
      'metropolitan-police-service',
    )
    const offices = await olive.get(form(ownersRef))
    expect(choicesOf(offices, 'onBehalfOf')).toEqual(
      expect.arrayContaining(['metropolitan-police-service', '']),
    )
    expect(chosenOf(offices, 'onBehalfOf')).toBe('')
  })

  it('says every mistake at its field, and keeps what was typed', async () => {
    const page = await go(carys, 'MER13-7.2', {
      ...{ status: 'paused', narrative: ' ', nextStep: 'Print it.', confidence: 'amber' },
      ...{ 'link-1-title': '', 'link-1-url': 'javascript:alert(1)', 'link-2-title': 'Minutes' },
      ...{ 'date-day': '31', 'date-month': '2', 'date-year': '2017' },
    })
    expectFields(page)
    expect(errorsOf(page)).toEqual([
      ['#reason-paused', 'To move this action to “Paused”, say why in the reason.'],
      ['#narrative', 'Enter what has happened'],
      ['#link-1-title', 'Enter what this evidence is'],
      ['#link-1-url', 'The address of the evidence must begin with http:// or https://'],
      ['#date-day', 'The new target date must be a real date, such as 31 12 2013'],
      ['#dateReason', 'Enter why the target date is set'],
    ])
    expect([chosenOf(page, 'status'), chosenOf(page, 'confidence')]).toEqual(['paused', 'amber'])
    expect([valueOf(page, 'nextStep'), valueOf(page, 'link-1-url')]).toEqual([
      'Print it.',
      'javascript:alert(1)',
    ])
    expect([valueOf(page, 'date-day'), valueOf(page, 'date-year')]).toEqual(['31', '2017'])
    expect((await action(service, 'MER13-7.2')).revision).toBe(1)
  })

  it.each([
    [{ 'date-month': '6', 'date-year': '2017' }, '#date-day', 'The new target date must include a day'],
    [{ 'date-day': '30', 'date-month': '6' }, '#date-year', 'The new target date must include a year'],
    [
      { 'date-day': '30', 'date-month': '13', 'date-year': '2017' },
      ...['#date-day', 'The new target date must be a real date, such as 31 12 2013'],
    ],
    [
      { 'date-day': '30', 'date-month': '4', 'date-year': '2014' },
      ...['#date-day', 'The new target date must differ from the one that is set now'],
    ],
    [{}, ...['#date-day', 'Enter the new target date that your reason is for, or take the reason away']],
  ] as const)('refuses the date %j', async (date, href, sentence) => {
    const empty = { 'date-day': '', 'date-month': '', 'date-year': '' }
    const page = await go(olive, 'AR13-PW-08', { narrative: 'A.', dateReason: 'B.', ...empty, ...date })
    expectFields(page)
    expect(errorsOf(page)).toEqual([[href, sentence]])
  })

  it('asks for what a move needs, and takes the sentence of the service to its field', async () => {
    const evidence = await go(olive, 'MER13-7.3', { narrative: 'Done.', status: 'complete_reported' })
    expectFields(evidence)
    expect(errorsOf(evidence)).toEqual([
      ['#link-1-title', 'To move this action to “Complete (reported)”, give at least one piece of evidence.'],
    ])
    const nameless = await go(olive, 'MER13-7.3', { narrative: 'Done.', status: 'superseded' })
    expect(errorsOf(nameless)).toEqual([
      ['#supersededBy', 'To move this action to “Superseded”, name the action that takes its place.'],
    ])
    const unknown = await go(olive, 'MER13-7.3', { status: 'superseded', supersededBy: 'MER13-99' })
    expectFields(unknown)
    expect(errorsOf(unknown)).toEqual([['#supersededBy', 'There is no action “MER13-99” in the register.']])
    const closed = await go(olive, 'MER13-7.3', {
      ...{ status: 'closed_not_delivered', 'reason-closed_not_delivered': 'No money.' },
      ...{ 'date-day': '1', 'date-month': 'June', 'date-year': '2017', dateReason: 'Later.' },
    })
    expectFields(closed)
    expect(errorsOf(closed)).toEqual([['#date-day', 'MER13-7.3 is closed: its end date cannot move.']])
    await olive.submit(`${form('MER13-7.3')}/discard`, 'main form button')
  })

  it('refuses what the role may not do, whatever is sent', async () => {
    const page = await go(carys, 'MER13-7.3', {
      narrative: 'A.',
      status: 'superseded',
      supersededBy: 'MER13-7.4',
    })
    expect(errorsOf(page)).toEqual([
      ['#status', 'Only the programme office can move this action to “Superseded”.'],
    ])
    const nonsense = await go(carys, 'MER13-7.3', { narrative: 'A.', status: 'nearly' })
    expect(errorsOf(nonsense)).toEqual([['#status', 'Choose whether the status changes']])
    const foreign = await go(carys, 'MER13-7.3', {
      narrative: 'A.',
      status: 'no_change',
      onBehalfOf: 'home-office',
    })
    expect(errorsOf(foreign)).toEqual([['#onBehalfOf', 'Choose which agency this update speaks for']])
  })

  it('takes 20,000 characters, and not one more', async () => {
    const long = `<i>\n${'é'.repeat(19_996)}`
    expect(long).toHaveLength(20_000)
    const over = await go(olive, 'MER13-7.4', { narrative: `${long}x` })
    expectFields(over)
    expect(errorsOf(over)).toEqual([['#narrative', 'What has happened must have 20,000 characters or fewer']])
    expect(valueOf(over, 'narrative')).toBe(`${long}x`)
    expect((await go(olive, 'MER13-7.4', { narrative: long.replace('\n', '\r\n') })).path).toBe(
      check('MER13-7.4'),
    )
    await record(olive, 'MER13-7.4')
    expect((await action(service, 'MER13-7.4')).latestUpdate?.narrative).toBe(long)
  })

  it('gives one more row for a link each time, and remembers the others', async () => {
    const one = await olive.submit(form('MER13-7.5'), 'button[value=add-link]', { 'link-1-title': 'First' })
    expect([valueOf(one, 'link-1-title'), valueOf(one, 'link-2-title')]).toEqual(['First', ''])
    const two = await olive.send(one, 'button[value=add-link]', { 'link-2-title': 'Second' })
    expect(valueOf(two, 'link-3-title')).toBe('')
    const gone = await olive.send(two, 'button[value=save]', { 'link-1-title': '' })
    expect([valueOf(gone, 'link-1-title'), valueOf(gone, 'link-2-title')]).toEqual(['Second', ''])
  })
})

describe('an update', () => {
  it('is checked, recorded once, and told on the page of the action', async () => {
    const { revision } = await action(service, 'MER13-7.6')
    const checked = await go(carys, 'MER13-7.6', {
      ...{ status: 'paused', 'reason-paused': 'Agreed by the panel', confidence: 'amber' },
      ...{ narrative: 'We met.\r\n\r\n<b>Not bold</b> & {{so on}}', nextStep: 'Meet again.' },
      ...{ 'link-1-title': 'Minutes', 'link-1-url': 'https://www.example.org/minutes' },
      ...{ 'date-day': '30', 'date-month': '6', 'date-year': '2017', dateReason: 'The venue is closed' },
    })
    expect([checked.status, checked.path]).toEqual([200, check('MER13-7.6')])
    expect(checked.document.title).toBe('Check your update of MER13-7.6 – Throughline')
    expect(checked.document.querySelector('b')).toBeNull()
    const said = textOf(checked)
    expect(said).toContain('Status moves from “Not started” to “Paused”.')
    expect(said).toContain('Confidence moves from Not rated to Amber.')
    expect(said).toContain('The target date is set to 30 June 2017.')
    expect(said).toContain(`It is recorded as revision ${revision + 1}, in the name of Carys Council.`)
    const changes = [...checked.document.querySelectorAll('.govuk-summary-list__actions a')]
    const back = await carys.get(form('MER13-7.6'))
    for (const change of changes) {
      const [path, id] = (change.getAttribute('href') ?? '').split('#')
      expect([path, id, back.document.getElementById(id ?? '') !== null]).toEqual([
        form('MER13-7.6'),
        id,
        true,
      ])
    }
    const done = await carys.send(checked, 'main form button')
    expect([done.status, done.path]).toEqual([200, '/actions/MER13-7.6'])
    expect(textOf(done, '.govuk-notification-banner')).toContain('Your update of MER13-7.6 is recorded.')
    expect(textOf(await carys.get('/actions/MER13-7.6'), '.govuk-notification-banner')).toBe('')

    const now = await action(service, 'MER13-7.6')
    expect(now).toMatchObject({ status: 'paused', statusReason: 'Agreed by the panel', confidence: 'amber' })
    expect(now.timescale).toMatchObject({ end: '2017-06-30', basis: 'set', reason: 'The venue is closed' })
    expect(now.latestUpdate).toMatchObject({
      narrative: 'We met.\n\n<b>Not bold</b> & {{so on}}',
      ...{ by: 'Carys Council', nextStep: 'Meet again.' },
      evidence: [{ title: 'Minutes', url: 'https://www.example.org/minutes' }],
    })
    const history = textOf(await carys.get('/actions/MER13-7.6/history'))
    expect(history).toContain('because: Agreed by the panel. The venue is closed.')

    const again = await carys.send(checked, 'main form button')
    expect([again.status, again.path]).toEqual([200, '/actions/MER13-7.6'])
    expect((await action(service, 'MER13-7.6')).revision).toBe(revision + 1)
  })

  it('moves steps, and tells how far the date moved', async () => {
    const checked = await go(olive, 'AR13-PW-08', {
      ...{ narrative: 'The workshop was held.', 'step-AR13-PW-08-b': 'complete_reported' },
      ...{
        'date-day': '30',
        'date-month': '6',
        'date-year': '2014',
        dateReason: 'Agreed',
        status: 'no_change',
      },
    })
    expect(textOf(checked)).toContain(
      'The target date moves from 30 April 2014 to 30 June 2014, 61 days later.',
    )
    expect(textOf(checked)).toContain('Step AR13-PW-08.b moves to “Complete (reported)”.')
    await olive.send(checked, 'main form button')
    const now = await action(service, 'AR13-PW-08')
    expect(now.steps.map(({ status }) => status)).toEqual(['not_started', 'complete_reported'])
    expect(now.status).toBe('in_progress')
  })

  it('of an owner speaks for the owner’s agency', async () => {
    await go(amir, ownersRef, { narrative: 'We agree.' })
    await record(amir, ownersRef)
    expect(textOf(await amir.get(`/actions/${ownersRef}`), '#updates')).toContain(
      'by Amir Owner, for Metropolitan Police Service',
    )
  })

  it('is not taken from whoever may not make it, and that stands in the trail', async () => {
    const reader = await Visitor.signedIn(service, 'reader')
    expect((await reader.get(form('MER13-7.1'))).status).toBe(403)
    expect((await carys.get(form('AR13-PW-08'))).status).toBe(403)
    const { document } = await carys.get(form('MER13-7.1'))
    const csrf = document.querySelector('[name=_csrf]')?.getAttribute('value') ?? ''
    for (const path of ['', '/check', '/carry-on', '/discard']) {
      const body = new URLSearchParams({ _csrf: csrf, narrative: 'A.', revision: '1' })
      const answer = await carys.fetch(form('AR13-PW-08') + path, { method: 'POST', body })
      expect([path, answer.status]).toEqual([path, 403])
    }
    const refusals = await trailOf(service, 'access.refused')
    expect(refusals.map(({ actor, details }) => `${actor}: ${String(details.what)}`)).toEqual(
      expect.arrayContaining(['Rob Reader: GET /actions/MER13-7.1/update', 'Carys Council: see AR13-PW-08']),
    )
  })
})

describe('a draft', () => {
  it('outlives a sign-out, and is offered on the page of the action', async () => {
    const typed = {
      narrative: 'Half of it',
      'link-1-title': 'Minutes',
      status: 'paused',
      'reason-paused': 'Be',
    }
    const saved = await save(carys, 'MER13-7.7', { ...typed, 'date-day': '31', 'date-month': '2' })
    expect(textOf(saved, '.govuk-notification-banner')).toContain('Your draft is saved.')
    await carys.submit('/actions/MER13-7.7', 'form[action="/sign-out"] button')
    expect((await carys.fetch(form('MER13-7.7'))).status).toBe(303)
    const later = await Visitor.signedIn(service, 'council')
    const page = await later.get('/actions/MER13-7.7')
    expect(textOf(page)).toContain('Your draft was saved on 20 February 2017 at 09:00.')
    const again = await later.get(form('MER13-7.7'))
    expect([valueOf(again, 'narrative'), valueOf(again, 'link-1-title')]).toEqual(['Half of it', 'Minutes'])
    expect([valueOf(again, 'reason-paused'), chosenOf(again, 'status')]).toEqual(['Be', 'paused'])
    expect([valueOf(again, 'date-day'), valueOf(again, 'date-month')]).toEqual(['31', '2'])
    expect(textOf(await olive.get('/actions/MER13-7.7'))).not.toContain('draft')
    carys = later
  })

  it('is kept with every mistake', async () => {
    await go(carys, 'MER13-7.8', { narrative: '', nextStep: 'Kept.' })
    expect(valueOf(await carys.get(form('MER13-7.8')), 'nextStep')).toBe('Kept.')
  })

  it('goes only when the person says so twice', async () => {
    await save(carys, 'MER13-7.9', { narrative: 'To be discarded' })
    const asked = await carys.submit(form('MER13-7.9'), 'button[value=discard]', { nextStep: 'And this' })
    expect(textOf(asked, 'h1')).toContain('Discard your draft?')
    expect(valueOf(await carys.get(form('MER13-7.9')), 'nextStep')).toBe('And this')
    const gone = await carys.send(asked, 'main form button')
    expect([gone.path, textOf(gone, '.govuk-notification-banner')]).toEqual([
      '/actions/MER13-7.9',
      expect.stringContaining('Your draft is discarded. Nothing of it was recorded.'),
    ])
    expect(valueOf(await carys.get(form('MER13-7.9')), 'narrative')).toBe('')
    expect((await carys.get(check('MER13-7.9'))).path).toBe(form('MER13-7.9'))
  })

  it('that changed in another window is checked again before it is recorded', async () => {
    const checked = await go(carys, 'MER13-7.8', { narrative: 'First.' })
    service.clock.instant = '2017-02-20T09:01:00.000Z'
    await save(carys, 'MER13-7.8', { narrative: 'Second.' })
    const again = await carys.send(checked, 'main form button')
    expect([again.path, textOf(again)]).toEqual([check('MER13-7.8'), expect.stringContaining('Second.')])
    expect((await action(service, 'MER13-7.8')).revision).toBe(1)
  })

  it('cannot be kept where the form is older than the session: the words are given back', async () => {
    const page = await carys.get(form('MER13-A'))
    const stale = { _csrf: 'of an older session', narrative: 'Long <b>work</b>', 'reason-paused': 'Because' }
    const old = await carys.send(page, 'button[value=continue]', stale)
    expect(old.status).toBe(403)
    expect(valueOf(old, 'narrative')).toBe('Long <b>work</b>')
    expect(valueOf(old, 'reason')).toBe('Because')
    expect(valueOf(await carys.get(form('MER13-A')), 'narrative')).toBe('')
    const away = await Visitor.signedIn(service, 'council')
    const open = await away.get(form('MER13-A'))
    await away.submit('/', 'form[action="/sign-out"] button')
    const file = new File(['%PDF-1.7'], 'a.pdf')
    const out = await away.send(open, 'button[value=continue]', { narrative: 'Typed for long', file })
    expect([out.status, valueOf(out, 'narrative')]).toEqual([403, 'Typed for long'])
    expect(textOf(out)).toContain('You were signed out before it arrived. Nothing was recorded.')
    expect(
      out.document.querySelector('main a[href="/sign-in?next=%2Factions%2FMER13-A%2Fupdate"]'),
    ).not.toBeNull()
  })
})

describe('two people who update one action', () => {
  it('lose nothing: the second sees both versions, and goes on with the own words', async () => {
    const { revision } = await action(service, 'MER13-C')
    const mine = await carys.get(form('MER13-C'))
    await go(olive, 'MER13-C', { narrative: 'Olive was first.', status: 'in_progress', confidence: 'red' })
    await record(olive, 'MER13-C')
    const conflict = await carys.send(mine, 'button[value=continue]', {
      ...{ narrative: 'Carys’ own words.', nextStep: 'Hers.', 'link-1-title': 'Her minutes' },
      ...{ status: 'paused', 'reason-paused': 'Her reason', 'date-day': '31', 'date-month': '2' },
    })
    expect(conflict.status).toBe(409)
    expect(conflict.document.title).toBe('MER13-C has changed since you began – Throughline')
    const [theirs, yours] = [...conflict.document.querySelectorAll('.tl-version')].map(
      (one) => one.textContent,
    )
    expect(theirs).toContain('Olive was first.')
    expect(theirs).toContain('Status moved from “Not started” to “In progress”.')
    expect(theirs).toContain('by Olive Office')
    for (const typed of ['Carys’ own words.', 'Hers.', 'Her minutes', 'Paused', 'Her reason', '31 2']) {
      expect(yours).toContain(typed)
    }
    expect((await carys.get(check('MER13-C'))).status).toBe(409)
    expect((await carys.get(form('MER13-C'))).status).toBe(409)

    const onward = await carys.send(conflict, 'main form button')
    expect([onward.status, onward.path]).toEqual([200, form('MER13-C')])
    expect(textOf(onward, '.govuk-notification-banner')).toContain('newest revision')
    expect([valueOf(onward, 'narrative'), valueOf(onward, 'reason-paused')]).toEqual([
      ...['Carys’ own words.', 'Her reason'],
    ])
    expect(chosenOf(onward, 'status')).toBe('paused')
    await carys.send(onward, 'button[value=continue]', { 'date-day': '', 'date-month': '' })
    await record(carys, 'MER13-C')
    expect(await action(service, 'MER13-C')).toMatchObject({
      revision: revision + 2,
      status: 'paused',
      confidence: 'red',
    })
  })

  it('are told even where the other came between check and record, or between the choice and the form', async () => {
    const checked = await go(carys, 'MER13-5.1.4', { narrative: 'Mine.' })
    await say(service, 'MER13-5.1.4', { narrative: 'Theirs.' })
    const conflict = await carys.send(checked, 'main form button')
    expect([conflict.status, textOf(conflict, '.tl-versions')]).toEqual([
      409,
      expect.stringContaining('Theirs.'),
    ])
    await say(service, 'MER13-5.1.4', { narrative: 'Theirs again.' })
    const onward = await carys.send(conflict, 'main form button')
    expect([onward.status, textOf(onward, '.tl-version')]).toEqual([
      409,
      expect.not.stringContaining('Theirs. '),
    ])
    expect(textOf(onward, '.tl-version')).toContain('Theirs again.')
    await carys.send(onward, 'main form button')
    await go(carys, 'MER13-5.1.4', {})
    await record(carys, 'MER13-5.1.4')
    expect((await action(service, 'MER13-5.1.4')).latestUpdate?.narrative).toBe('Mine.')
  })

  it('at the very same moment: one is recorded, the other is told', async () => {
    const { revision } = await action(service, 'MER13-5.1.5')
    await go(olive, 'MER13-5.1.5', { narrative: 'Olive.' })
    await go(carys, 'MER13-5.1.5', { narrative: 'Carys.' })
    const [one, other] = await Promise.all([record(olive, 'MER13-5.1.5'), record(carys, 'MER13-5.1.5')])
    expect([one.status, other.status].sort()).toEqual([200, 409])
    expect((await action(service, 'MER13-5.1.5')).revision).toBe(revision + 1)
  })

  it('can be one person with two buttons: pressed twice, it is recorded once', async () => {
    const { revision } = await action(service, 'MER13-5.2.3')
    const checked = await go(carys, 'MER13-5.2.3', { narrative: 'Once.' })
    const both = await Promise.all([
      carys.send(checked, 'main form button'),
      carys.send(checked, 'main form button'),
    ])
    for (const { status, path } of both) expect([status, path]).toEqual([200, '/actions/MER13-5.2.3'])
    expect((await action(service, 'MER13-5.2.3')).revision).toBe(revision + 1)
  })
})
