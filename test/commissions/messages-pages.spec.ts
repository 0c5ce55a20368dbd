import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import ICAL from 'ical.js'
import { addDays } from '../../src/clock/dates.js'
import { Ledger } from '../../src/audit/ledger.service.js'
import { CommissionsService } from '../../src/commissions/commission/commissions.service.js'
import { AgencyContacts } from '../../src/commissions/messages/agency-contacts.js'
import { ReturnLinks } from '../../src/commissions/messages/return-links.js'
import { Account } from '../../src/accounts/account.entity.js'
import { Database } from '../../src/database/database.js'
import { changeRows } from '../../src/database/rows.js'
import { personOf } from '../support/account-people.js'
import { errorsOf, rawRows, trailOf } from '../support/accounts.js'
import { commissionFor, Round } from '../support/rounds.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople, people, type Visit, Visitor } from '../support/visitor.js'

const police = 'metropolitan-police-service'
const contactsOf = (slug: string) => `/administration/agencies/${slug}/contacts`
const textOf = ({ document }: Visit, selector = 'main') =>
  document.querySelector(selector)?.textContent.replaceAll(/\s+/gu, ' ').trim() ?? ''
const rowsOf = ({ document }: Visit) =>
  [...document.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].slice(0, 3).map((cell) => cell.textContent.trim()),
  )

let service: TestService

beforeAll(async () => {
  service = await TestService.start('sqlite', { at: seededAt })
  await makePeople(service, ['office', 'owner', 'health', 'council', 'reader', 'administrator'])
})

afterAll(() => service.stop())

describe('who is written to for an agency', () => {
  const jo = { name: 'Jo  Bloggs', email: 'Jo@Example.org', rung: 'owner' }

  it('is said by an administrator, who finds the page at the agency', async () => {
    const ada = await Visitor.signedIn(service, 'administrator')
    const agency = await ada.get(`/administration/agencies/${police}`)
    const link = agency.document.querySelector(`a[href="${contactsOf(police)}"]`)
    expect(link?.textContent.trim()).toBe('Contacts and sign-off')
    const empty = await ada.get(contactsOf(police))
    expect(textOf(empty, 'h1')).toBe('Who is written to for Metropolitan Police Service')
    expect(textOf(empty)).toContain('No contact is named for this agency.')
    expect(textOf(empty, '.govuk-inset-text')).toBe(
      'No contact is the owner, so the accounts of the agency are written to: Amir Owner (owner@example.org)',
    )
    const added = await ada.send(empty, 'form[action$="/contacts"]', jo)
    expect(rowsOf(added)).toEqual([['Jo Bloggs', 'jo@example.org', 'Owner']])
    expect(added.document.querySelector('.govuk-inset-text')).toBeNull()
    expect(textOf(added)).toContain('Jo Bloggs is written to for Metropolitan Police Service from now on')
  })

  it('is said by the programme office as well, several on a rung, the first to be written to before the others', async () => {
    const olive = await Visitor.signedIn(service, 'office')
    const form = 'form[action$="/contacts"]'
    await olive.submit(contactsOf(police), form, {
      name: 'Ann',
      email: 'ann@example.org',
      rung: 'accountable',
    })
    await olive.submit(contactsOf(police), form, { name: 'Dev', email: 'dev@example.org', rung: 'deputy' })
    const page = await olive.submit(contactsOf(police), form, {
      ...jo,
      name: 'Kim',
      email: 'kim@example.org',
    })
    expect(rowsOf(page).map(([name, , rung]) => [name, rung].join(' '))).toEqual([
      ...['Jo Bloggs Owner', 'Kim Owner', 'Dev Deputy', 'Ann Accountable person'],
    ])
    // Whoever may not look after agencies is led back to the agency's own page.
    expect(page.document.querySelector('.govuk-back-link')?.getAttribute('href')).toBe(`/agencies/${police}`)
  })

  it('is refused with what is wrong, and with what was typed', async () => {
    const olive = await Visitor.signedIn(service, 'office')
    const form = 'form[action$="/contacts"]'
    const wrong = await olive.submit(contactsOf(police), form, { name: ' ', email: 'nobody', rung: 'boss' })
    expect(wrong.status).toBe(422)
    expect(errorsOf(wrong)).toEqual([
      ...['Enter the name', 'Enter an email address like name@example.gov.uk'],
      'Choose when this person is written to',
    ])
    expect(wrong.document.querySelector('#email')?.getAttribute('value')).toBe('nobody')
    const twice = await olive.submit(contactsOf(police), form, { ...jo, rung: 'deputy' })
    expect(errorsOf(twice)).toEqual(['jo@example.org is a contact of this agency already (owner)'])
  })

  it('ends when somebody is taken off, and stands in the trail', async () => {
    const ada = await Visitor.signedIn(service, 'administrator')
    const page = await ada.submit(contactsOf(police), 'form[action$="/remove"]')
    expect(rowsOf(page).map(([name]) => name)).toEqual(['Kim', 'Dev', 'Ann'])
    const changes = await trailOf(service, 'agency.contacts-changed')
    expect(changes[0]).toEqual({
      ...{ actor: 'Ada Administrator', kind: 'agency.contacts-changed', subject: police },
      details: { added: ['jo@example.org'], removed: [] },
    })
    expect(changes.at(-1)?.details).toEqual({ added: [], removed: ['jo@example.org'] })
  })

  it('goes with how the agency signs off', async () => {
    const ada = await Visitor.signedIn(service, 'administrator')
    const saved = await ada.submit(contactsOf(police), 'form[action$="/sign-off"]', { secondPerson: 'yes' })
    expect(saved.document.querySelector('input[name=secondPerson][value=yes]')?.hasAttribute('checked')).toBe(
      true,
    )
    expect(await service.app.get(AgencyContacts).hasSecondPerson(police)).toBe(true)
    await ada.submit(contactsOf(police), 'form[action$="/sign-off"]', { secondPerson: 'yes' })
    await ada.submit(contactsOf(police), 'form[action$="/sign-off"]', { secondPerson: 'no' })
    const arranged = await trailOf(service, 'agency.arrangement-changed')
    expect(arranged.map(({ details }) => details.secondPerson)).toEqual([true, false])
  })

  it('says where another agency stands in, and where there is nobody', async () => {
    const olive = await Visitor.signedIn(service, 'office')
    const unit = await olive.get(contactsOf('trident-gang-crime-command'))
    expect(textOf(unit, '.govuk-inset-text')).toContain(
      'the contacts of Metropolitan Police Service, above it',
    )
    const nobody = await olive.get(contactsOf('home-office'))
    expect(textOf(nobody, '.govuk-inset-text')).toMatch(/^Nobody can be written to for this agency/u)
    expect((await olive.get(contactsOf('no-such-agency'))).status).toBe(404)
  })

  it('is nobody else’s to see or say', async () => {
    for (const name of ['owner', 'council', 'reader'] as const) {
      expect((await (await Visitor.signedIn(service, name)).get(contactsOf(police))).status).toBe(403)
    }
    const owner = await personOf(service, 'owner')
    await expect(service.app.get(AgencyContacts).set(owner, police, [], false)).rejects.toMatchObject({
      status: 403,
    })
  })
})

describe('a link without an account', () => {
  let round: Round
  let returnId: number
  let token: string
  const jo = { name: 'Jo Bloggs', email: 'jo@example.org' }
  const links = () => service.app.get(ReturnLinks)
  const make = async (id: number, reader = jo) => {
    const href = await service.app.get(Ledger).write({ name: 'Test' }, async (write) => {
      write.tell({ kind: 'message.recorded', subject: 'test', details: { day: '', returns: [], by: '' } })
      return links().make(write, id, reader)
    })
    expect(href).toMatch(/\/answer\/[\w-]{43}$/u)
    return href.split('/').at(-1) ?? ''
  }

  beforeAll(async () => {
    round = await Round.open(service, commissionFor('2017-04-18'))
    returnId = await round.returnIdOf(police)
    token = await make(returnId)
  })

  it('opens its one return in the name of its reader, and is used again', async () => {
    expect(await links().open(token)).toMatchObject({ returnId, ...jo })
    expect(await make(returnId)).toBe(token)
    const other = await make(await round.returnIdOf('department-of-health'))
    expect((await links().open(other))?.returnId).not.toBe(returnId)
    expect(await make(returnId, { ...jo, email: 'kim@example.org' })).not.toBe(token)
    const [made] = await trailOf(service, 'return.link-made')
    expect(made).toMatchObject({ subject: String(returnId), details: { email: jo.email } })
  })

  it('stands nowhere in the database', async () => {
    const tables = ['return_link', 'message', 'audit_line']
    for (const table of tables) {
      expect(JSON.stringify(await rawRows(service, `SELECT * FROM ${table}`))).not.toContain(token)
    }
  })

  it('opens nothing once a sign of it is altered', async () => {
    const swapped = (place: number) =>
      token.slice(0, place) + (token[place] === 'A' ? 'B' : 'A') + token.slice(place + 1)
    for (const place of [0, 5, 9, 14, 30, 41]) expect(await links().open(swapped(place))).toBeNull()
    expect(await links().open('')).toBeNull()
    expect(await links().open(`${token}A`)).toBeNull()
  })

  it('opens nothing after the office has ended it, while another goes on', async () => {
    const office = await personOf(service, 'office')
    const known = await links().of(await personOf(service, 'reader'), returnId)
    expect(known.map(({ email, revokedAt }) => [email, revokedAt])).toEqual([
      ...[
        [jo.email, null],
        ['kim@example.org', null],
      ],
    ])
    await expect(links().revoke(await personOf(service, 'reader'), known[1]?.id ?? 0)).rejects.toMatchObject({
      status: 403,
    })
    const kim = await make(returnId, { ...jo, email: 'kim@example.org' })
    await links().revoke(office, known[1]?.id ?? 0)
    expect(await links().open(kim)).toBeNull()
    expect(await links().open(token)).not.toBeNull()
    expect(await trailOf(service, 'return.link-revoked')).toHaveLength(1)
    await expect(links().of(await personOf(service, 'owner'), returnId)).rejects.toMatchObject({
      status: 403,
    })
  })

  it('ends with the freeze, and with the commission', async () => {
    const { freezeOn } = round.given
    round.endOf(freezeOn)
    expect(await links().open(token)).not.toBeNull()
    round.service.clock.instant = `${addDays(freezeOn, 1)}T00:30:00.000Z`
    expect(await links().open(token)).toBeNull()
    round.endOf(addDays(freezeOn, -1))
    await service.app.get(CommissionsService).move(await personOf(service, 'office'), round.id, 'closed')
    expect(await links().open(token)).toBeNull()
  })
})

describe('a calendar of deadlines', () => {
  const make = async (visitor: Visitor) => {
    const page = await visitor.submit('/account', 'form[action="/account/calendar"]')
    return { page, path: new URL(textOf(page, '#address')).pathname }
  }
  const read = async (path: string) => {
    const answer = await fetch(service.url + path)
    return { answer, bytes: await answer.text() }
  }
  const entriesOf = (bytes: string) => {
    const component = new ICAL.Component(ICAL.parse(bytes) as [string, [], []])
    return component.getAllSubcomponents('vevent').map((entry) => new ICAL.Event(entry))
  }

  let olive: Visitor
  let path: string
  let given: ReturnType<typeof commissionFor>

  beforeAll(async () => {
    given = commissionFor('2017-08-01', { title: 'Second, with an “ö”; and a comma' })
    await Round.open(service, given)
    olive = await Visitor.signedIn(service, 'office')
  })

  it('has an address that is shown once, and kept as a hash alone', async () => {
    const made = await make(olive)
    path = made.path
    expect(made.page.status).toBe(201)
    expect(path).toMatch(/^\/calendar\/[\w-]{43}\.ics$/u)
    const account = await olive.get('/account')
    expect(textOf(account)).toContain('You have an address since')
    expect(account.html).not.toContain(path)
    const kept = JSON.stringify(await rawRows(service, 'SELECT * FROM calendar_feed'))
    expect(kept).not.toContain(path.slice(10, 30))
  })

  it('gives the office every day of every round, as calendar programs read it', async () => {
    const { answer, bytes } = await read(path)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8'])
    const entries = entriesOf(bytes)
    expect(entries).toHaveLength(10)
    const second = entries.filter(({ summary }) => summary.includes('Second'))
    expect(second.map(({ summary, startDate }) => `${startDate.toString()} ${summary}`)).toEqual([
      `${given.opensOn} Returns open: ${given.title}`,
      `${given.dueOn} Returns due: ${given.title}`,
      `${given.signOffBy} Returns to be accepted: ${given.title}`,
      `${given.freezeOn} Register frozen for the report: ${given.title}`,
      `${given.reportingDate} Report: ${given.title}`,
    ])
    for (const { startDate, endDate, uid, component } of entries) {
      expect([startDate.isDate, endDate.toString()]).toEqual([true, addDays(startDate.toString(), 1)])
      expect(uid).toMatch(/^commission-\d+-[a-z-]+@127\.0\.0\.1$/u)
      expect(component.getFirstPropertyValue('dtstamp')?.toString()).toMatch(/^2017-/u)
    }
    expect(new Set(entries.map(({ uid }) => uid)).size).toBe(entries.length)
  })

  it('is the same to the byte until the register moves', async () => {
    const before = (await read(path)).bytes
    service.clock.instant = `${addDays(given.opensOn, 2)}T12:00:00.000Z`
    expect((await read(path)).bytes).toBe(before)
    const office = await personOf(service, 'office')
    const commissions = service.app.get(CommissionsService)
    const id = (await commissions.list(office))[0]?.id ?? 0
    await commissions.change(office, id, { ...given, reportingDate: addDays(given.reportingDate, 7) })
    const after = entriesOf((await read(path)).bytes).find(({ uid }) => uid.includes(`-${id}-report`))
    expect(after?.startDate.toString()).toBe(addDays(given.reportingDate, 7))
    const stamp = after?.component.getFirstPropertyValue('dtstamp')?.toString()
    expect(stamp).toMatch(new RegExp(`^${addDays(given.opensOn, 2)}`, 'u'))
  })

  it('gives an agency the days on which it must act, and names whom it answers for', async () => {
    const amir = await Visitor.signedIn(service, 'owner')
    const entries = entriesOf((await read((await make(amir)).path)).bytes)
    expect(entries.map(({ summary }) => summary.split(':')[0])).toEqual([
      ...['Returns open', 'Returns due', 'Register frozen for the report'],
      ...['Returns open', 'Returns due', 'Register frozen for the report'],
    ])
    expect(entries[0]?.description).toContain('Metropolitan Police Service')
  })

  it('opens nothing at another address, at one that was renewed or ended, or to an account that was disabled', async () => {
    expect((await read(`/calendar/${'x'.repeat(43)}.ics`)).answer.status).toBe(404)
    // Days have gone by since she signed in.
    olive = await Visitor.signedIn(service, 'office')
    const renewed = (await make(olive)).path
    expect((await read(path)).answer.status).toBe(404)
    expect((await read(renewed)).answer.status).toBe(200)
    const set = (state: Account['state']) =>
      service.app
        .get(Database)
        .write((manager) => changeRows(manager, Account, { email: people.office.email }, { state }))
    await set('disabled')
    expect((await read(renewed)).answer.status).toBe(404)
    await set('active')
    const ended = await olive.submit('/account', 'form[action="/account/calendar/end"]')
    expect(textOf(ended)).toContain('You have no address yet.')
    expect((await read(renewed)).answer.status).toBe(404)
    expect(await trailOf(service, 'calendar.made', 'calendar.ended')).toHaveLength(4)
  })

  it('is offered to nobody whom no round concerns', async () => {
    const ada = await Visitor.signedIn(service, 'administrator')
    expect(textOf(await ada.get('/account'))).not.toContain('Deadlines in your calendar')
  })
})
