import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { ParsedMail } from 'mailparser'
import { Afterwards } from '../../src/accounts/afterwards.js'
import { PeopleService } from '../../src/accounts/people.service.js'
import type { Person } from '../../src/accounts/person.js'
import { AuditTrail } from '../../src/audit/trail.service.js'
import { addDays, type Day } from '../../src/clock/dates.js'
import { byAccount, byLink } from '../../src/commissions/returns/answerer.js'
import { CommissionsService } from '../../src/commissions/commission/commissions.service.js'
import { AgencyContacts } from '../../src/commissions/messages/agency-contacts.js'
import { CalendarFeeds } from '../../src/commissions/messages/calendar-feeds.js'
import { MessageRounds } from '../../src/commissions/messages/message-rounds.js'
import { MessageSender } from '../../src/commissions/messages/message-sender.js'
import { MessagesService } from '../../src/commissions/messages/messages.service.js'
import { ReturnLinks } from '../../src/commissions/messages/return-links.js'
import { ReturnsService } from '../../src/commissions/returns/returns.service.js'
import { accountIdOf, personOf } from '../support/account-people.js'
import { makeAccount, trailOf } from '../support/accounts.js'
import { MailServer } from '../support/mail.js'
import { databaseKinds, type Place } from '../support/places.js'
import { commissionFor, Round, saying } from '../support/rounds.js'
import { seededPlace } from '../support/seeded-place.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople } from '../support/visitor.js'

const cabinet = 'cabinet-office'
const nhs = 'nhs-england'
const scope = { plans: ['annual-report-2013'], agencies: [cabinet, nhs], openOnly: true, filter: '' }
const two = { scope }

const dev = { rung: 'deputy' as const, name: 'Dev Deputy', email: 'dev@example.org' }
const ann = { rung: 'accountable' as const, name: 'Ann Accountable', email: 'ann@example.org' }
const cara = 'cara@example.org'
const jo = { rung: 'owner' as const, name: 'Jo Bloggs', email: 'jo@example.org' }

/** Where a register with the source documents stands that no service has been opened on. */
const seeded = (kind: (typeof databaseKinds)[number]): Promise<Place> =>
  seededPlace(kind, 'then', async (place) => {
    const service = await TestService.start(kind, { place, at: seededAt })
    await service.app.close()
  })

const toOf = (mail: ParsedMail) => [mail.to].flat().flatMap((to) => to?.value[0]?.address ?? [])[0] ?? ''
const dayOf = (mail: ParsedMail): Day => mail.date?.toISOString().slice(0, 10) ?? ''
const linkOf = (mail: ParsedMail | undefined) =>
  /https?:\S+\/answer\/(\S+)/u.exec(mail?.text ?? '')?.[1] ?? ''

describe('the messages of rounds', () => {
  let server: MailServer
  let service: TestService

  beforeAll(async () => {
    server = await MailServer.start()
    const settings = { SMTP_URL: server.url, PUBLIC_URL: 'https://tl.example.org' }
    service = await TestService.start('sqlite', { place: await seeded('sqlite'), at: seededAt, settings })
    await makePeople(service, ['office', 'owner', 'reader'])
    await makeAccount(service, cara, { roles: [{ role: 'agency_owner', agency: cabinet }] })
    const contacts = service.app.get(AgencyContacts)
    const office = await personOf(service, 'office')
    await contacts.set(office, cabinet, [dev, ann], false)
    await contacts.set(office, nhs, [jo], false)
  })

  afterEach(() => {
    server.refuses = false
  })

  afterAll(async () => {
    await service.stop()
    await server.stop()
  })

  const messages = () => service.app.get(MessagesService)
  const on = (day: Day, time = '09:00') => (service.clock.instant = `${day}T${time}:00.000Z`)

  /** Lives from day to day, and answers with what arrived: "2017-02-01 dev". */
  async function live(from: Day, to: Day): Promise<string[]> {
    const before = server.mails.length
    for (let day = from; day <= to; day = addDays(day, 1)) {
      on(day)
      await messages().daily()
    }
    return server.mails.slice(before).map((mail) => `${dayOf(mail)} ${toOf(mail).split('@')[0] ?? ''}`)
  }

  it('go by the ladder, stop when answered, and bring a link to whoever has no account', async () => {
    const round = await Round.open(service, commissionFor('2017-04-18', two))
    const { opensOn, dueOn } = round.given
    expect([opensOn, dueOn]).toEqual(['2017-03-10', '2017-03-31'])
    expect(await live(opensOn, '2017-04-03')).toEqual([
      ...['2017-03-10 cara', '2017-03-10 jo', '2017-03-24 cara', '2017-03-24 jo'],
      ...['2017-03-31 cara', '2017-03-31 jo', '2017-04-03 cara', '2017-04-03 dev', '2017-04-03 jo'],
    ])
    const [first] = server.mails.filter((mail) => toOf(mail) === jo.email)
    expect(first?.subject).toBe('Return due on Friday 31 March 2017: NHS England')
    expect(first?.text).toMatch(/^Dear Jo Bloggs,\n\nthe programme office asks how things stand\./u)
    expect(first?.text).toMatch(
      /NHS England: .+\nDue on Friday 31 March 2017\. Its one line is still open\.\nhttps:/u,
    )
    expect(first?.text).toMatch(/until the end of\nTuesday 11 April 2017\./u)
    const accounts = server.mails.filter((mail) => toOf(mail) === cara)
    const returnId = await round.returnIdOf(cabinet)
    expect(accounts.map(({ text }) => text)).toEqual(
      accounts.map(() => expect.stringContaining(`https://tl.example.org/returns/${returnId}\n`)),
    )
    const deputy = server.mails.find((mail) => toOf(mail) === dev.email)
    expect(deputy?.subject).toBe('Return was due on Friday 31 March 2017: Cabinet Office')
    expect(deputy?.text).toContain('We write to you as deputy, since nobody else has answered.')

    // The link is one and the same in each mail, opens that return, and ends with the freeze.
    const links = server.mails.filter((mail) => toOf(mail) === jo.email).map(linkOf)
    expect(new Set(links).size).toBe(1)
    const opened = await service.app.get(ReturnLinks).open(links[0] ?? '')
    expect(opened).toMatchObject({ returnId: await round.returnIdOf(nhs), name: jo.name, email: jo.email })

    await round.answerAll('office', returnId, (ref) => `${ref}: work goes on.`)
    const person = await service.app.get(PeopleService).find(await accountIdOf(service, cara), 'session')
    await round.returns.submit(byAccount(person as Person), returnId)
    expect(await live('2017-04-04', '2017-04-06')).toEqual([])
    const all = await messages().messagesOf(await personOf(service, 'reader'), round.id)
    expect(all.map(({ state }) => state)).toEqual(all.map(() => 'sent'))
    expect(all.at(-1)).toMatchObject({ name: `Person of ${cara}`, by: null, mayRetry: false })
    expect(JSON.stringify(all)).not.toContain(links[0])
    expect(all.find(({ email }) => email === jo.email)?.text).toMatch(/\[your own link, number \d+\]/u)
  })

  it('tell whoever sent a return that it came back with a question, once', async () => {
    on('2017-04-06')
    const office = await personOf(service, 'office')
    const round = (await service.app.get(CommissionsService).list(office))[0]
    const { returns } = await service.app.get(CommissionsService).round(office, round?.id ?? 0)
    const sent = returns.find(({ agency }) => agency.slug === cabinet)?.id ?? 0
    await service.app.get(ReturnsService).sendBack(office, sent, 'Which wards?', {})
    expect(await live('2017-04-06', '2017-04-06')).toEqual(['2017-04-06 cara'])
    // The next day is the last of the ladder, for whoever has not answered at all.
    expect(await live('2017-04-07', '2017-04-10')).toEqual(['2017-04-07 jo'])
    const mail = server.mails.at(-2)
    expect(mail?.subject).toBe('A question about the return of Cabinet Office')
    expect(mail?.text).toContain('Sent back with one question.')
    // What is asked stands in the service, not in the mail.
    expect(mail?.text).not.toContain('Which wards?')
  })

  it('are never two on one day for one person, with two commissions, a chase and a whole year', async () => {
    const begin = server.mails.length
    const overlapping = [
      ...[commissionFor('2017-08-01', two), commissionFor('2017-08-03', { ...two, title: 'A second one' })],
      ...[commissionFor('2017-11-01', two), commissionFor('2018-02-01', two)],
    ]
    const office = await personOf(service, 'office')
    on('2017-05-01')
    for (const given of overlapping) await service.app.get(CommissionsService).make(office, given)
    const [chaseFrom = ''] = overlapping.map(({ dueOn }) => addDays(dueOn, 1))
    for (let day = '2017-05-02'; day < '2018-03-01'; day = addDays(day, 1)) {
      on(day)
      await messages().daily()
      if (day >= chaseFrom && day < addDays(chaseFrom, 4)) {
        on(day, '14:00')
        for (const { id, state } of await service.app.get(CommissionsService).list(office)) {
          if (state === 'open') await messages().chase(office, id)
        }
        await service.app.get(Afterwards).settled()
      }
    }
    const year = server.mails.slice(begin)
    const perDay = year.map((mail) => `${dayOf(mail)} ${toOf(mail)}`)
    expect(new Set(perDay).size).toBe(perDay.length)
    expect(year.length).toBeGreaterThan(50)
    expect(new Set(year.map(({ messageId }) => messageId)).size).toBe(year.length)
    expect(year[0]?.messageId).toMatch(/^<return-message-\d+-\d+@tl\.example\.org>$/u)
    const both = year.filter(({ subject }) => subject?.startsWith('2 returns'))
    expect(both.length).toBeGreaterThan(2)
    expect((await service.app.get(AuditTrail).verify()).broken).toBeNull()
  })

  it('are chased on the next rung, with who had one today told', async () => {
    const office = await personOf(service, 'office')
    const round = await Round.open(service, commissionFor('2018-05-01', two))
    const { dueOn, opensOn } = round.given
    await live(opensOn, dueOn)
    const chase = async (day: Day) => {
      on(day, '11:00')
      const before = server.mails.length
      const chased = await messages().chase(office, round.id)
      await service.app.get(Afterwards).settled()
      return { ...chased, arrived: server.mails.slice(before).map(toOf) }
    }
    expect(await chase(dueOn)).toEqual({ queued: 0, already: [], arrived: [] })
    const first = addDays(dueOn, 1)
    expect(await chase(first)).toEqual({
      ...{ queued: 2, already: [], arrived: [cara, jo.email] },
    })
    expect(await chase(first)).toMatchObject({
      queued: 1,
      already: ['Person of cara@example.org (cara@example.org)', 'Jo Bloggs (jo@example.org)'],
      arrived: [dev.email],
    })
    const views = await messages().messagesOf(office, round.id)
    expect(views[0]).toMatchObject({ by: 'Olive Office', returns: [{ kind: 'chased', rung: 'deputy' }] })
    await expect(messages().chase(await personOf(service, 'reader'), round.id)).rejects.toMatchObject({
      status: 403,
    })
    await expect(messages().chase(office, 9999)).rejects.toMatchObject({ status: 404 })
  })

  it('are tried again by a person alone, and not once they are answered', async () => {
    const office = await personOf(service, 'office')
    const round = await Round.open(service, commissionFor('2018-08-01', two))
    server.refuses = true
    const day = round.given.opensOn
    expect(await live(day, addDays(day, 1))).toEqual([])
    server.refuses = false
    expect(await live(addDays(day, 2), addDays(day, 3))).toEqual([])
    const failed = (await messages().messagesOf(office, round.id)).filter(({ mayRetry }) => mayRetry)
    expect(failed.map(({ email }) => email).sort()).toEqual([cara, jo.email])
    const [one, other] = failed
    await messages().retry(office, round.id, one?.id ?? 0)
    await service.app.get(Afterwards).settled()
    expect(toOf(server.mails.at(-1) as ParsedMail)).toBe(one?.email)
    await expect(messages().retry(office, round.id, one?.id ?? 0)).rejects.toMatchObject({ status: 409 })
    await service.app.get(CommissionsService).move(office, round.id, 'closed')
    await expect(messages().retry(office, round.id, other?.id ?? 0)).rejects.toMatchObject({ status: 409 })
    const unreachable = await messages().unreachable(office, round.id)
    expect(unreachable).toEqual([])
  })

  it('are not sent where the answer came while they waited', async () => {
    const office = await personOf(service, 'office')
    const round = await Round.open(service, commissionFor('2018-11-01', two))
    on(round.given.opensOn)
    expect(await messages().recordDue()).toBe(2)
    const before = server.mails.length
    const returnId = await round.returnIdOf(nhs)
    const view = await round.view('office', returnId)
    const who = byLink({ returnId, name: jo.name })
    await round.returns.saveAll(
      who,
      returnId,
      view.lineViews.map(({ ref }) => ({ part: ref, after: 0, answer: saying(`${ref}: done.`) })),
    )
    await round.returns.submit(who, returnId)
    await service.app.get(MessageSender).sendAll()
    expect(server.mails.slice(before).map(toOf)).toEqual([cara])
    const held = (await messages().messagesOf(office, round.id)).find(({ email }) => email === jo.email)
    expect(held?.state).toBe('failed')
    expect(held?.failure).toContain('answered first')
  })

  it('that nobody sent on their day go on the next, once', async () => {
    const round = await Round.open(service, commissionFor('2019-02-01', two))
    on(round.given.opensOn)
    await messages().recordDue()
    expect(await live(addDays(round.given.opensOn, 3), addDays(round.given.opensOn, 4))).toHaveLength(2)
  })

  it('name the agencies that nobody can be written to for', async () => {
    const office = await personOf(service, 'office')
    const round = await Round.open(service, commissionFor('2019-05-01'))
    const unreachable = await messages().unreachable(office, round.id)
    const slugs = unreachable.map(({ slug }) => slug)
    expect(slugs).not.toContain(cabinet)
    expect(slugs).toContain('home-office')
    await expect(messages().unreachable(await personOf(service, 'owner'), round.id)).rejects.toMatchObject({
      status: 403,
    })
  })

  it('are written by day, while commissions open by night as well', async () => {
    const office = await personOf(service, 'office')
    const given = commissionFor('2019-08-01', two)
    on(addDays(given.opensOn, -1))
    const id = await service.app.get(CommissionsService).make(office, given)
    const rounds = service.app.get(MessageRounds)
    const before = server.mails.length
    on(given.opensOn, '05:59')
    await rounds.round()
    expect((await service.app.get(CommissionsService).round(office, id)).commission.state).toBe('open')
    expect(server.mails).toHaveLength(before)
    // Seven o'clock in London's summer.
    on(given.opensOn, '06:00')
    await rounds.round()
    expect(server.mails.slice(before).map(toOf)).toEqual([cara, jo.email])
  })

  it('stand in the trail: recorded, then settled', async () => {
    const [recorded] = await trailOf(service, 'message.recorded')
    expect(recorded).toMatchObject({
      actor: 'Throughline (calendar)',
      subject: cara,
      details: { day: '2017-03-10', by: 'Throughline (calendar)' },
    })
    const [settled] = await trailOf(service, 'message.settled')
    expect(settled?.details).toEqual({ day: '2017-03-10', state: 'sent' })
  })
})

describe('two instances on one PostgreSQL', () => {
  let server: MailServer
  const services: TestService[] = []

  beforeAll(async () => {
    server = await MailServer.start()
    const settings = { SMTP_URL: server.url, SECRET_KEY: 'k'.repeat(40) }
    const place = await seeded('postgres')
    for (let count = 0; count < 2; count += 1) {
      services.push(await TestService.start('postgres', { place, at: seededAt, settings }))
    }
  })

  afterAll(async () => {
    await services[1]?.app.close()
    await services[0]?.stop()
    await server.stop()
  })

  it('send each message once between them', async () => {
    const [one] = services
    if (!one) throw new Error('There is no service.')
    await makePeople(one, ['office'])
    const office = await personOf(one, 'office')
    const names = Array.from({ length: 12 }, (_, place) => `Person ${place}`)
    const contacts = names.map((name, place) => ({
      ...{ rung: 'owner' as const, name, email: `p${place}@example.org` },
    }))
    await one.app.get(AgencyContacts).set(office, cabinet, contacts, true)
    const round = await Round.open(one, commissionFor('2017-04-18', two))
    for (const { clock } of services) clock.instant = `${round.given.opensOn}T09:00:00.000Z`
    await Promise.all(services.map((service) => service.app.get(MessagesService).daily()))
    expect(server.mails.map(toOf).sort()).toEqual(contacts.map(({ email }) => email).sort())
    const views = await one.app.get(MessagesService).messagesOf(office, round.id)
    expect(views.map(({ state }) => state)).toEqual(names.map(() => 'sent'))

    // What one has signed, the other opens.
    const link = await services[1]?.app.get(ReturnLinks).open(linkOf(server.mails[0]))
    expect(link?.returnId).toBe(await round.returnIdOf(cabinet))
    expect(await one.app.get(AgencyContacts).hasSecondPerson(cabinet)).toBe(true)
    const feeds = one.app.get(CalendarFeeds)
    const token = /calendar\/(.+)\.ics$/u.exec(await feeds.make(office))?.[1] ?? ''
    expect((await feeds.read(token))?.match(/BEGIN:VEVENT/gu)).toHaveLength(5)
  })
})
