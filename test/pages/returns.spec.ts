import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Ledger } from '../../src/audit/ledger.service.js'
import { AgencyContacts } from '../../src/commissions/messages/agency-contacts.js'
import { ReturnLinks } from '../../src/commissions/messages/return-links.js'
import { paths } from '../../src/pages/paths.js'
import { personOf } from '../support/account-people.js'
import { errorsOf, makeAccount, signIn } from '../support/accounts.js'
import { commissionFor, Round } from '../support/rounds.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'

const education = 'department-for-education'
const health = 'department-of-health'
const business = 'department-for-business-innovation-and-skills'
const button = (value: string) => `main button[value=${value}]:not([aria-hidden])`
const said = 'Two more hospitals share their figures.\n\nThe third waits.'

describe('the pages of a return', () => {
  let service: TestService
  let round: Round

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: seededAt })
    await makePeople(service, ['office', 'health', 'reader'])
    for (const name of ['edith', 'edgar']) {
      await makeAccount(service, `${name}@example.org`, {
        roles: [{ role: 'agency_owner', agency: education }],
      })
    }
    const office = await personOf(service, 'office')
    await service.app
      .get(AgencyContacts)
      .set(office, education, [{ rung: 'owner', name: 'Edith', email: 'edith@example.org' }], true)
    round = await Round.open(
      service,
      commissionFor('2017-04-18', {
        title: 'Fourth quarter',
        questions: [
          { key: 'way', text: 'What stands in the way?', of: 'line', required: false },
          { key: 'decision', text: 'What shall the ministers decide?', of: 'return', required: true },
        ],
        scope: {
          ...{ plans: ['annual-report-2013'], agencies: [education, health, business] },
          ...{ openOnly: true, filter: '' },
        },
      }),
    )
  })

  afterAll(() => service.stop())

  const signedIn = async (email: string): Promise<Visitor> => {
    const visitor = new Visitor(service)
    const { status } = await signIn(visitor, email)
    if (status !== 200) throw new Error(`${email} could not sign in.`)
    return visitor
  }
  const linkTo = async (agency: string): Promise<string> => {
    const id = await round.returnIdOf(agency)
    const reader = { email: 'nell@example.org', name: 'Nell Newham' }
    const href = await service.app
      .get(Ledger)
      .write({ name: 'Test' }, (write) => service.app.get(ReturnLinks).make(write, id, reader))
    return new URL(href).pathname
  }
  const refsOf = async (id: number) => (await round.view('office', id)).lineViews.map(({ ref }) => ref)

  describe('for its agency', () => {
    let hal: Visitor
    let id: number
    let refs: string[]

    beforeAll(async () => {
      hal = await Visitor.signedIn(service, 'health')
      id = await round.returnIdOf(health)
      refs = await refsOf(id)
    })

    const pages = () => paths.returnPages(id)
    const line = (place: number) => pages().line(refs[place] ?? '')

    it('is asked for on the first page, and stands in the list with what comes next', async () => {
      const home = await hal.get('/')
      expect(wordsOf(home)).toContain('You are asked for')
      expect(wordsOf(home)).toContain(`none of ${refs.length} lines answered`)
      const list = await hal.get(paths.returns())
      expect(wordsOf(list)).toContain('Fourth quarter')
      const page = await hal.get(pages().start)
      expect(wordsOf(page)).toMatch(/Due on 31 March 2017, in \d+ days\. None of \d lines answered\./u)
      expect([...page.document.querySelectorAll('.govuk-task-list__link')].length).toBe(refs.length + 1)
    })

    it('takes the answer to a line, says what is wrong with it, and keeps every word', async () => {
      const opened = await hal.get(line(0))
      expect(wordsOf(opened)).toContain('The last word on it')
      const typed = {
        narrative: said,
        status: 'paused',
        'link-1-url': 'nowhere',
        'end-day': '31',
        'end-month': '2',
      }
      const wrong = await hal.send(opened, button('next'), typed)
      expect(wrong.status).toBe(422)
      expect(errorsOf(wrong)).toEqual([
        'Enter what this evidence is',
        'The new end date must include a year',
        'To move this action to “Paused”, say why in the reason',
      ])
      expect(fieldOf(wrong, 'narrative')).toBe(said)
      const right = {
        ...{
          status: 'in_progress',
          confidence: 'amber',
          'link-1-title': 'Figures',
          reason: 'A hospital was late.',
        },
        ...{ 'link-1-url': 'https://example.org/f', 'end-day': '30', 'end-month': '9', 'end-year': '2017' },
        ...{ nextStep: 'Sign.', 'question-way': 'Time.' },
      }
      const saved = await hal.send(wrong, button('next'), right)
      expect(saved.status).toBe(200)
      expect(saved.path).toBe(line(1))
      expect(wordsOf(saved)).toContain(`${refs[0] ?? ''} is saved.`)
      const [answered] = (await round.view('health', id)).lineViews
      expect(answered?.answer).toEqual({
        ...{
          nothingToReport: false,
          narrative: said,
          status: 'in_progress',
          confidence: 'amber',
          end: '2017-09-30',
        },
        ...{ evidence: [{ title: 'Figures', url: 'https://example.org/f' }], nextStep: 'Sign.' },
        ...{ reason: 'A hospital was late.', questions: { way: 'Time.' } },
      })
      expect(fieldOf(await hal.get(line(0)), 'narrative')).toBe(said)
    })

    it('takes “nothing to report” by one press, but not over words', async () => {
      const refused = await hal.submit(line(1), button('nil'), { narrative: 'Something.' })
      expect(errorsOf(refused)).toEqual([
        'Save what you have written, or take it away if there is nothing to report',
      ])
      for (const [field, said] of [
        ['question-way', 'The money.'],
        ['confidence', 'red'],
      ] as const) {
        expect(errorsOf(await hal.submit(line(1), button('nil'), { [field]: said }))).toHaveLength(1)
      }
      const saved = await hal.submit(line(1), button('nil'))
      expect(saved.path).toBe(line(2))
      const back = await hal.submit(line(2), button('save'), { narrative: 'Work goes on.' })
      expect(back.path).toBe(pages().start)
      expect(wordsOf(back)).toContain(`3 of ${refs.length} lines answered`)
    })

    it('shows both answers to whoever was slower, and loses neither', async () => {
      const opened = await hal.get(line(3))
      const office = await Visitor.signedIn(service, 'office')
      await office.submit(line(3), button('save'), { narrative: 'Olive was told by telephone.' })
      const conflict = await hal.send(opened, button('next'), {
        narrative: 'Hal says so.',
        nextStep: 'More.',
      })
      expect(conflict.status).toBe(409)
      expect(wordsOf(conflict)).toContain('Olive was told by telephone.')
      expect(wordsOf(conflict)).toContain('Hal says so.')
      const editing = await hal.send(conflict, button('edit'))
      expect(fieldOf(editing, 'narrative')).toBe('Hal says so.')
      expect(fieldOf(editing, 'nextStep')).toBe('More.')
      const saved = await hal.send(conflict, button('save'))
      expect(saved.path).toBe(pages().start)
      const answered = (await round.view('health', id)).lineViews[3]
      expect(answered).toMatchObject({
        saved: 2,
        savedBy: 'Hal Health',
        answer: { narrative: 'Hal says so.' },
      })
    })

    it('lists what keeps it from being sent, and is sent when nothing does', async () => {
      const blocked = await hal.get(pages().check)
      expect(blocked.document.querySelector('main form')).toBeNull()
      expect(linksOf(blocked)).toContain(line(4))
      expect(linksOf(blocked)).toContain(pages().questions)
      await hal.submit(pages().nothingToReport, 'main form')
      await hal.submit(pages().questions, 'main form', { 'question-decision': 'Nothing now.' })
      for (const { id: unit } of (await round.view('office', id)).units) {
        const office = await round.answerer('office')
        await round.returns.nothingToReport(office, unit)
        await round.returns.save(office, unit, 'whole', 0, { questions: { decision: 'None.' } })
        await round.returns.submit(office, unit)
      }
      const done = await hal.submit(pages().check, 'main form')
      expect(done.path).toBe(pages().done)
      expect(wordsOf(done)).toContain('Return sent')
      const sent = await hal.get(pages().sent(1))
      expect(wordsOf(sent)).toContain('Two more hospitals')
      expect(wordsOf(sent)).toMatch(/SHA-256 [0-9a-f]{64}/u)
      const frozen = await hal.get(pages().start)
      expect(frozen.document.querySelector('main form')).toBeNull()
      expect(linksOf(frozen)).toContain(pages().sent(1))
    })

    it('gives what was typed too late to be copied', async () => {
      const opened = await hal.get(line(0))
      expect(opened.document.querySelector('main form')).toBeNull()
      const csrf =
        (await hal.get('/account')).document.querySelector<HTMLInputElement>('[name=_csrf]')?.value ?? ''
      const response = await hal.fetch(line(0), {
        method: 'POST',
        body: new URLSearchParams({ _csrf: csrf, after: '1', narrative: 'Written too late.', do: 'save' }),
      })
      expect(response.status).toBe(409)
      expect(await response.text()).toContain('Written too late.')
    })

    it('comes back with the question of the programme office at its head and at the line', async () => {
      const office = await personOf(service, 'office')
      await round.returns.sendBack(office, id, 'Is this all?', { [refs[0] ?? '']: 'Since when?' })
      const page = await hal.get(pages().start)
      expect(wordsOf(page)).toContain('Is this all?')
      expect(wordsOf(page)).toContain('Question to answer')
      const asked = await hal.get(line(0))
      expect(wordsOf(asked)).toContain('Since when?')
      const saved = await hal.send(asked, button('next'), { narrative: 'Since March.' })
      expect(wordsOf(saved)).toContain('No other line waits for you.')
      await hal.submit(pages().check, 'main form')
      expect(linksOf(await hal.get(pages().start))).toContain(pages().sent(2))
      expect(wordsOf(await hal.get(pages().sent(1)))).toContain('Two more hospitals')
    })

    it('can be read by a reader, and by nobody of another agency', async () => {
      const reader = await Visitor.signedIn(service, 'reader')
      const read = await reader.get(pages().start)
      expect(read.status).toBe(200)
      expect(read.document.querySelector('main form')).toBeNull()
      const edith = await signedIn('edith@example.org')
      expect((await edith.get(pages().start)).status).toBe(403)
      expect((await edith.get(line(0))).status).toBe(403)
      expect((await edith.get(pages().sent(1))).status).toBe(403)
      expect((await edith.get('/returns/9999')).status).toBe(404)
      expect((await edith.get('/returns/nonsense')).status).toBe(404)
    })
  })

  it('is handed over in part, signed off by a second person, and given back with a reason', async () => {
    const edith = await signedIn('edith@example.org')
    const edgar = await signedIn('edgar@example.org')
    const id = await round.returnIdOf(education)
    const pages = paths.returnPages(id)
    const [first = ''] = await refsOf(id)
    const nothing = await edith.submit(pages.handOver, 'main form')
    expect(errorsOf(nothing)).toEqual(['Choose the lines to hand over', 'Choose who answers them'])
    const form = await edith.get(pages.handOver)
    const to = [...form.document.querySelectorAll<HTMLInputElement>('[name=to]')][0]?.value ?? ''
    await edith.send(form, 'main form', { lines: [first], to })
    expect(wordsOf(await edgar.get(pages.start))).toContain('Handed to you')
    await edgar.submit(pages.line(first), button('next'), { narrative: 'Edgar says so.' })
    await edith.submit(pages.nothingToReport, 'main form')
    await edith.submit(pages.questions, 'main form', { 'question-decision': 'None.' })
    const done = await edith.submit(pages.check, 'main form')
    expect(wordsOf(done)).toContain('Sent on to be signed off')
    expect(wordsOf(done)).toContain('edgar@example.org')
    expect(
      (await edith.get(pages.start)).document.querySelector(`form[action="${pages.signOff}"]`),
    ).toBeNull()
    expect(errorsOf(await edgar.submit(pages.giveBack, 'main form'))).toEqual(['Enter what has to change'])
    await edgar.submit(pages.giveBack, 'main form', { reason: 'Say more of the schools.' })
    const back = await edith.get(pages.start)
    expect(back.document.querySelector('[aria-labelledby=given-back]')?.textContent).toContain(
      'Say more of the schools.',
    )
    await edith.submit(pages.check, 'main form')
    const signed = await edgar.submit(pages.start, `form[action="${pages.signOff}"] button`)
    expect(wordsOf(signed)).toContain('Return sent')
    expect((await round.view('office', id)).state).toBe('submitted')
  })

  describe('by a mailed link', () => {
    let link: string

    beforeAll(async () => {
      link = await linkTo(business)
    })

    it('opens the one return without an account, and nothing around it', async () => {
      const nell = new Visitor(service)
      const page = await nell.get(link)
      expect(page.status).toBe(200)
      expect(wordsOf(page, 'header')).toContain(
        'Answering as Nell Newham for Department for Business, Innovation and Skills by link',
      )
      expect(page.document.querySelector('header nav')).toBeNull()
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('referrer-policy')).toBe('same-origin')
      const others = linksOf(page).filter((href) => !href.startsWith(link))
      expect(others).toEqual([])
      expect((await nell.get('/returns')).path).toContain('/sign-in')
      const [elsewhere = ''] = await refsOf(await round.returnIdOf(health))
      expect((await nell.get(`${link}/lines/${elsewhere}`)).status).toBe(404)
    })

    it('speaks in the name of the link, whoever is signed in besides', async () => {
      const office = await Visitor.signedIn(service, 'office')
      const id = await round.returnIdOf(business)
      const [first = ''] = await refsOf(id)
      const page = await office.get(link)
      expect(wordsOf(page, 'header')).not.toContain('Olive')
      await office.submit(`${link}/lines/${first}`, button('save'), { narrative: 'By link.' })
      expect((await round.view('office', id)).lineViews[0]?.savedBy).toBe('Nell Newham')
    })

    it('gives a form that was open for too long again, with every word', async () => {
      const nell = new Visitor(service)
      const [, second = ''] = await refsOf(await round.returnIdOf(business))
      const opened = await nell.get(`${link}/lines/${second}`)
      nell.setCookie('throughline', undefined)
      const again = await nell.send(opened, button('next'), { narrative: 'Typed for hours.' })
      expect(again.status).toBe(422)
      expect(errorsOf(again)[0]).toContain('open for too long')
      expect(fieldOf(again, 'narrative')).toBe('Typed for hours.')
      expect((await nell.send(again, button('next'))).status).toBe(200)
      const questions = await nell.get(`${link}/questions`)
      nell.setCookie('throughline', undefined)
      const typed = { 'question-decision': 'None, and gladly.' }
      const asked = await nell.send(questions, 'main form', typed)
      expect(fieldOf(asked, 'question-decision')).toBe('None, and gladly.')
      expect((await nell.send(asked, 'main form')).path).toBe(link)
      const check = await nell.get(`${link}/check`)
      nell.setCookie('throughline', undefined)
      expect((await nell.send(check, 'main form')).path).toBe(`${link}/check`)
      // The form that signs off stands on the page of the return itself.
      const signOff = await nell.fetch(`${link}/sign-off`, { method: 'POST' })
      expect(signOff.headers.get('location')).toBe(link)
      expect((await round.view('office', await round.returnIdOf(business))).state).toBe('open')
    })

    it('is sent like any other, and opens nothing any more when it is taken back', async () => {
      const nell = new Visitor(service)
      const id = await round.returnIdOf(business)
      const done = await nell.submit(`${link}/check`, 'main form')
      expect(wordsOf(done)).toContain('Return sent')
      expect((await nell.get(`${link}/sent/1`)).status).toBe(200)
      expect((await round.view('office', id)).submissions).toMatchObject([
        { author: 'Nell Newham', via: 'link' },
      ])
      const office = await personOf(service, 'office')
      for (const made of await service.app.get(ReturnLinks).of(office, id)) {
        await service.app.get(ReturnLinks).revoke(office, made.id)
      }
      const ended = await nell.get(link)
      expect(ended.status).toBe(410)
      expect(wordsOf(ended)).toContain('ask the programme office for a new link')
      expect((await nell.get('/answer/nonsense')).status).toBe(410)
      expect(wordsOf(await nell.get(`${link}/workbook`))).toContain('ask the programme office for a new link')
      expect((await nell.fetch(`${link}/check`, { method: 'POST' })).status).toBe(410)
    })

    it('opens nothing to whoever had an account that was disabled', async () => {
      const nell = new Visitor(service)
      const another = await linkTo(business)
      expect((await nell.get(another)).status).toBe(200)
      await makeAccount(service, 'nell@example.org', { state: 'disabled' })
      expect((await nell.get(another)).status).toBe(410)
    })
  })
})

const wordsOf = ({ document }: Visit, part = 'main') =>
  document.querySelector(part)?.textContent.replaceAll(/\s+/gu, ' ') ?? ''

const fieldOf = ({ document }: Visit, id: string) =>
  document.querySelector<HTMLTextAreaElement>(`textarea[id="${id}"]`)?.value

const linksOf = ({ document }: Visit) =>
  [...document.querySelectorAll('main a[href^="/"]')].map((link) => link.getAttribute('href') ?? '')
