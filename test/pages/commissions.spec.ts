import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Afterwards } from '../../src/accounts/afterwards.js'
import { byAccount } from '../../src/commissions/returns/answerer.js'
import { CommissionsService } from '../../src/commissions/commission/commissions.service.js'
import { AgencyContacts } from '../../src/commissions/messages/agency-contacts.js'
import { noAnswer } from '../../src/commissions/returns/return-lines.js'
import { ReturnsService } from '../../src/commissions/returns/returns.service.js'
import { Message } from '../../src/commissions/messages/message.entity.js'
import { Database } from '../../src/database/database.js'
import { changeRows } from '../../src/database/rows.js'
import { UpdatesService } from '../../src/updates/updates.service.js'
import { personOf } from '../support/account-people.js'
import { action } from '../support/register.js'
import { TestService } from '../support/service.js'
import { makePeople, type PersonName, type Visit, Visitor } from '../support/visitor.js'

const text = (element: Element | null | undefined) => element?.textContent.replace(/\s+/gu, ' ').trim() ?? ''
const main = ({ document }: Visit) => text(document.querySelector('main'))
const heading = ({ document }: Visit) => text(document.querySelector('h1'))
const all = ({ document }: Visit, selector: string) => [...document.querySelectorAll(selector)].map(text)
const errorsOn = (visit: Visit) => all(visit, '.govuk-error-summary__list a')
const rowOf = (visit: Visit, name: string) => all(visit, 'tbody tr').find((row) => row.startsWith(name)) ?? ''
const notice = ({ document }: Visit) => text(document.querySelector('.govuk-notification-banner__content'))

const day = (field: string, date: string) => {
  const [year = '', month = '', of = ''] = date.split('-')
  return { [`${field}-day`]: of, [`${field}-month`]: month, [`${field}-year`]: year }
}

/** The whole of a round, as the programme office goes through it. */
describe('the pages of a commission', () => {
  let service: TestService
  let olive: Visitor

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: '2018-01-15T09:00:00.000Z' })
    await makePeople(service, ['office', 'owner', 'health', 'reader', 'auditor'])
    olive = await Visitor.signedIn(service, 'office')
  })
  afterAll(() => service.stop())

  /** Later on, when the session of before has ended. */
  const on = async (moment: string) => {
    service.clock.instant = moment
    olive = await Visitor.signedIn(service, 'office')
  }
  const returns = () => service.app.get(ReturnsService)
  const returnOf = async (agency: string) => {
    const round = await service.app.get(CommissionsService).round(await personOf(service, 'office'), 1)
    return round.returns.find((each) => each.agency.slug === agency)?.id ?? 0
  }
  const healthReturn = () => returnOf('department-of-health')

  it('begin with an empty list, in which only the programme office can plan', async () => {
    const visit = await olive.get('/commissions')
    expect([visit.status, heading(visit)]).toEqual([200, 'Commissions'])
    expect(main(visit)).toContain('No return was ever commissioned. Plan the first')
    const reader = await (await Visitor.signedIn(service, 'reader')).get('/commissions')
    expect(reader.html).not.toContain('/commissions/new')
  })

  it('ask for the reporting date first, and propose the calendar from it', async () => {
    const wrong = await olive.submit('/commissions/new', 'main form', day('reportingDate', '2018-02-'))
    expect([wrong.status, errorsOn(wrong)]).toEqual([422, ['The reporting date must include a day']])
    expect(wrong.document.querySelector('#reportingDate-year')?.getAttribute('value')).toBe('2018')
    const form = await olive.submit('/commissions/new', 'main form', day('reportingDate', '2018-02-28'))
    const value = (id: string) => form.document.querySelector(`#${id}`)?.getAttribute('value')
    expect([heading(form), value('title')]).toEqual(['Plan a commission', 'Quarterly return, Q3 2017-18'])
    expect([value('dueOn-day'), value('dueOn-month'), value('freezeOn-day')]).toEqual(['12', '2', '21'])
    expect(form.document.querySelector('#period option[selected]')?.textContent).toBe(
      'Q3 2017-18 (October to December 2017)',
    )
  })

  const opened = () => olive.submit('/commissions/new', 'main form', day('reportingDate', '2018-02-28'))
  const asked = {
    plans: ['annual-report-2013'],
    agencies: ['department-of-health', 'metropolitan-police-service', 'home-office'],
    'question-1-text': 'What would help you most?',
    'question-1-of': 'return',
  }

  it('name everything that is wrong at once, and keep what was typed', async () => {
    const wrong = await olive.send(await opened(), 'main form', {
      ...{ ...asked, title: '', ...day('dueOn', '2018-01-01'), ...day('freezeOn', '2018-13-01') },
    })
    expect([wrong.status, errorsOn(wrong)]).toEqual([
      422,
      ['Give the commission a title', 'The day of the freeze must be a real date, such as 31 12 2013'],
    ])
    const checked = all(wrong, 'input[name=agencies][checked] + label')
    expect(checked).toEqual(['Department of Health', 'Home Office', 'Metropolitan Police Service'])
    expect(wrong.document.querySelector('#question-1-text')?.getAttribute('value')).toBe(
      asked['question-1-text'],
    )
    const order = await olive.send(await opened(), 'main form', { ...asked, ...day('dueOn', '2018-01-01') })
    expect(errorsOn(order)).toEqual(['The agencies’ deadline must not be before the day on which it opens'])
    const long = await olive.send(await opened(), 'main form', { ...asked, title: 'x'.repeat(201) })
    expect(errorsOn(long)).toEqual(['The title must have at most 200 characters'])
  })

  it('tell who will be asked how much before anything is planned', async () => {
    await service.app.get(AgencyContacts).set(
      await personOf(service, 'office'),
      'home-office',
      [
        { rung: 'owner', name: 'Jo Bloggs', email: 'jo@example.gov.uk' },
        { rung: 'deputy', name: 'Dee Deputy', email: 'dee@example.gov.uk' },
      ],
      false,
    )
    const check = await olive.send(await opened(), 'main form', asked)
    expect([check.status, heading(check)]).toEqual([200, 'Check what will be asked'])
    expect(main(check)).toContain('5 agencies will be asked, about 68 lines in all.')
    expect(main(check)).toContain('What would help you most?')
    expect(rowOf(check, 'Department of Health')).toMatch(/^Department of Health \d+ \d+$/u)
    const back = check.document.querySelector('.govuk-summary-card__actions a')?.getAttribute('href') ?? ''
    const again = await olive.get(back)
    expect(all(again, 'input[name=plans][checked] + label')).toHaveLength(1)

    const planned = await olive.send(check, 'button[value=plan]')
    expect([planned.path, notice(planned)]).toEqual(['/commissions/1', 'The commission is planned.'])
    expect(main(planned)).toContain(
      'It opens on Monday 22 January 2018, in 7 days. No agency has been asked yet.',
    )
    expect(all(planned, '.tl-calendar__label')).toEqual([
      ...['Opens', 'Agencies’ deadline', 'Sign-off', 'Freeze', 'Reporting date'],
    ])
  })

  it('change a planned commission, and open it after asking', async () => {
    const renamed = await olive.submit('/commissions/1/change', 'main form', { title: 'Winter return' })
    expect([renamed.path, heading(renamed), notice(renamed)]).toEqual([
      '/commissions/1',
      expect.stringContaining('Winter return'),
      'The commission is changed.',
    ])
    const ask = await olive.get('/commissions/1/move/open')
    expect(main(ask)).toContain('By its calendar it opens by itself on 22 January 2018.')
    const open = await olive.send(ask, 'main form')
    expect(notice(open)).toBe('The commission is open. Every agency has its return.')
    expect(main(open)).toContain('None of 5 agencies has answered. The deadline is Monday 12 February 2018')
    expect(rowOf(open, 'Department of Health')).toContain('Not answered yet')
    const twice = await olive.get('/commissions/1/move/open')
    expect([twice.status, main(twice)]).toEqual([200, expect.stringContaining('cannot become “Open”')])
    expect((await olive.get('/commissions/1/move/elsewhere')).status).toBe(404)
    expect((await olive.get('/commissions/nowhere')).status).toBe(404)
  })

  /** The agency answers its first line, has nothing to report of the others, and sends the return. */
  const answer = async (who: PersonName, agency: string, narrative: string) => {
    const answerer = byAccount(await personOf(service, who))
    const id = await returnOf(agency)
    const { lineViews, whole } = await returns().one(answerer, id)
    const [line] = lineViews
    if (!line) throw new Error('The return has no lines.')
    const evidence = [{ title: 'Minutes', url: 'https://example.org/minutes' }]
    const status = line.leads ? ('in_progress' as const) : null
    await returns().save(answerer, id, line.ref, line.saved, { ...noAnswer, narrative, evidence, status })
    await returns().nothingToReport(answerer, id)
    await returns().save(answerer, id, 'whole', whole.saved, {
      questions: { 'question-1': 'More analysts.' },
    })
    await returns().submit(answerer, id)
    return line.ref
  }

  it('show what the agency says beside what the register holds', async () => {
    await on('2018-02-05T09:00:00.000Z')
    // It is a unit of the department, and answers before it.
    await answer('health', 'public-health-england', 'The data is published.')
    const ref = await answer('health', 'department-of-health', 'The guidance is with all trusts.')
    const review = await olive.get(`/commissions/1/returns/${await healthReturn()}`)
    expect([review.status, heading(review)]).toEqual([200, expect.stringContaining('Department of Health')])
    expect(main(review)).toMatch(
      /Sent by Hal Health on 5 February 2018 at 09:00, signed in: something to report of 1 of \d+ lines\./u,
    )
    const line = review.document.querySelector('.tl-return-line')
    expect(text(line)).toContain(ref)
    expect(text(line)).toContain('The guidance is with all trusts.')
    expect(line?.querySelector('a[href="https://example.org/minutes"]')?.textContent).toBe('Minutes')
    expect(main(review)).toContain('More analysts.')
    expect(all(review, '.moj-timeline__title')).toEqual(['Submitted'])
    const sent = await olive.get(`/commissions/1/returns/${await healthReturn()}/sent/1`)
    expect([sent.status, main(sent)]).toEqual([200, expect.stringContaining('SHA-256 of what was sent')])
    expect((await olive.get(`/commissions/2/returns/${await healthReturn()}`)).status).toBe(404)
    expect((await olive.get(`/commissions/1/returns/${await healthReturn()}/sent/2`)).status).toBe(404)
  })

  it('send a return back with questions of the whole and of a line', async () => {
    const address = `/commissions/1/returns/${await healthReturn()}`
    const form = await olive.get(`${address}/send-back`)
    const empty = await olive.send(form, 'main form')
    expect([empty.status, errorsOn(empty)]).toEqual([
      422,
      ['Say what your question is, of the whole return or of a line'],
    ])
    const [field] = form.document.querySelectorAll('textarea[name^=question-]')
    const back = await olive.send(form, 'main form', { [field?.getAttribute('name') ?? '']: 'All of them?' })
    expect([back.path, notice(back)]).toEqual([
      address,
      'The return of Department of Health is sent back. The agency sees your question.',
    ])
    expect(text(back.document.querySelector('.tl-return-line'))).toContain('You asked: All of them?')
    const round = await olive.get('/commissions/1?show=sent-back')
    expect(rowOf(round, 'Department of Health')).toMatch(/Sent back .* 1$/u)
    // There is nothing to send back any more.
    expect((await olive.get(`${address}/send-back`)).path).toBe(address)
  })

  it('accept what was shown, and nothing that has changed since', async () => {
    const ref = await answer('health', 'department-of-health', 'All of them, since Monday.')
    const address = `/commissions/1/returns/${await healthReturn()}`
    const review = await olive.get(address)
    const { revision } = await action(service, ref)
    await service.app
      .get(UpdatesService)
      .record(await personOf(service, 'office'), ref, { revision, narrative: 'A word by telephone.' })
    const late = await olive.send(review, 'form[action$=accept]')
    expect(late.status).toBe(409)
    expect(errorsOn(late)).toEqual([expect.stringContaining(ref)])
    expect(main(late)).toContain(`1 action has changed since the agency was asked: ${ref}.`)
    expect(text(late.document.querySelector('.tl-return-line__changed'))).toContain(
      '“A word by telephone.” (Olive Office, 5 February 2018)',
    )

    const taken = await olive.send(late, 'form[action$=accept]')
    expect(taken.path).toBe('/commissions/1?show=to-accept')
    expect(notice(taken)).toMatch(/The return of Department of Health is accepted: \d+ updates? recorded\./u)
    expect(all(taken, 'tbody th a')).toEqual(['Public Health England'])
    expect((await action(service, ref)).latestUpdate?.narrative).toBe('All of them, since Monday.')
  })

  it('say who is late, and chase all of them after asking', async () => {
    await on('2018-02-14T09:00:00.000Z')
    const round = await olive.get('/commissions/1')
    expect(main(round)).toContain('2 of 5 agencies have answered (40%). 3 are late.')
    expect(rowOf(round, 'Home Office')).toContain('2 days late')
    expect(all(await olive.get('/commissions/1?show=late'), 'tbody th a')).toContain('Home Office')
    const home = await olive.get('/')
    expect(main(home)).toContain('The quarterly round Winter return: 2 of 5 answered (40%).')

    const ask = await olive.get('/commissions/1/chase')
    expect(rowOf(ask, 'Jo Bloggs')).toBe('Jo Bloggsjo@example.gov.uk Owner Home Office')
    const chased = await olive.send(ask, 'main form')
    expect(notice(chased)).toMatch(/\d (?:person is|people are) written to\./u)
    const again = await olive.get('/commissions/1/chase')
    expect(main(again)).toContain('they had a message today Jo Bloggs (jo@example.gov.uk)')
    const messages = await olive.get('/commissions/1/messages')
    expect(rowOf(messages, 'Jo Bloggs')).toContain(
      'Home Office (chased by the programme office, to the owner)',
    )
  })

  it('have a message that failed tried again', async () => {
    await service.app.get(Afterwards).settled()
    await service.app
      .get(Database)
      .write((manager) =>
        changeRows(
          manager,
          Message,
          { email: 'jo@example.gov.uk' },
          { state: 'failed', failure: 'No such host' },
        ),
      )
    const round = await olive.get('/commissions/1')
    expect(main(round)).toContain('1 is not sent and can be tried again.')
    const failed = await olive.get('/commissions/1/messages')
    expect(rowOf(failed, 'Jo Bloggs')).toContain('No such host')
    const again = await olive.send(failed, 'form[action$=retry]')
    expect([again.path, notice(again)]).toEqual(['/commissions/1/messages', 'The message is tried again.'])
  })

  it('end a link that was mailed to somebody without an account', async () => {
    const address = `/commissions/1/returns/${await returnOf('home-office')}`
    const review = await olive.get(address)
    expect(main(review)).toContain('The agency has been asked and has not sent its return.')
    expect(main(review)).toContain('Answer on its behalf')
    expect(rowOf(review, 'Jo Bloggs')).toContain('21 February 2018')
    const ended = await olive.send(review, 'form[action$=end]')
    expect([ended.path, notice(ended)]).toEqual([address, 'The link of Jo Bloggs opens nothing any more.'])
    expect(rowOf(ended, 'Jo Bloggs')).toContain('ended on 14 February 2018')
  })

  it('move the days of an open commission to later ones only', async () => {
    const earlier = await olive.submit('/commissions/1/change', 'main form', day('signOffBy', '2018-02-13'))
    expect([earlier.status, errorsOn(earlier)]).toEqual([
      422,
      [expect.stringContaining('this day can only move to a later one')],
    ])
    const later = await olive.submit('/commissions/1/change', 'main form', {
      ...{ ...day('dueOn', '2018-02-16'), ...day('signOffBy', '2018-02-20') },
    })
    expect([later.path, notice(later)]).toEqual(['/commissions/1', 'The commission is changed.'])
    expect(main(later)).toContain('The deadline is Friday 16 February 2018, in 2 days.')
  })

  it('let readers and auditors see all of it, and press nothing', async () => {
    const addresses = [
      '/commissions/1',
      `/commissions/1/returns/${await healthReturn()}`,
      '/commissions/1/messages',
    ]
    for (const who of ['reader', 'auditor'] as const) {
      const visitor = await Visitor.signedIn(service, who)
      for (const address of addresses) {
        const visit = await visitor.get(address)
        expect([address, visit.status, all(visit, 'main form, main .govuk-button')]).toEqual([
          address,
          200,
          [],
        ])
      }
    }
    expect((await (await Visitor.signedIn(service, 'owner')).get('/commissions/1')).status).toBe(403)
  })

  it('close after naming who is silent', async () => {
    await on('2018-02-22T09:00:00.000Z')
    const ask = await olive.get('/commissions/1/move/closed')
    expect(all(ask, 'main ul.govuk-list li')).toContain('Home Office')
    const closed = await olive.send(ask, 'main form')
    expect(notice(closed)).toBe('The commission is closed.')
    expect(main(closed)).toContain('Closed on 22 February 2018. 2 of 5 agencies answered (40%)')
    expect(rowOf(closed, 'Home Office')).toContain('No answer')
    expect(rowOf(await olive.get('/commissions'), 'Winter return')).toMatch(/Closed .* 2 of 5 answered/u)
    expect((await olive.get('/commissions/1/change')).path).toBe('/commissions/1')
  })

  it('withdraw a planned commission', async () => {
    const form = await olive.submit('/commissions/new', 'main form', day('reportingDate', '2018-05-31'))
    await olive.send(await olive.send(form, 'main form', asked), 'button[value=plan]')
    const gone = await olive.submit('/commissions/2/move/withdrawn', 'main form')
    expect(notice(gone)).toBe('The commission is withdrawn.')
    expect(main(gone)).toContain('It was withdrawn before any agency was asked.')
  })
})
