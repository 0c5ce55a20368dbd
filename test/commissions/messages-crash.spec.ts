import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { addDays, type Day, londonDay, startOfDay } from '../../src/clock/dates.js'
import { isWeekend } from '../../src/commissions/commission/commission-calendar.js'
import { AgencyContacts } from '../../src/commissions/messages/agency-contacts.js'
import { MessagesService } from '../../src/commissions/messages/messages.service.js'
import { personOf } from '../support/account-people.js'
import { ServiceProcess } from '../support/compiled.js'
import { MailServer } from '../support/mail.js'
import type { Place } from '../support/places.js'
import { openRaw } from '../support/raw-database.js'
import { commissionFor, Round } from '../support/rounds.js'
import { seededPlace } from '../support/seeded-place.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople } from '../support/visitor.js'

const names = ['ann', 'ben', 'cat', 'dan', 'eve', 'fay', 'gus']

/** The last day before today on which mail is written. The service in a process of its own goes by the machine's clock. */
function lastWorkingDay(): Day {
  let day = addDays(londonDay(new Date()), -1)
  while (isWeekend(day)) day = addDays(day, -1)
  return day
}

describe('a service that is killed while it sends messages', () => {
  let place: Place
  let server: MailServer
  const services: ServiceProcess[] = []
  const received = () => server.mails.map(({ to }) => [to].flat()[0]?.text.split('@')[0])

  beforeAll(async () => {
    server = await MailServer.start()
    place = await seededPlace('sqlite', 'then', async (empty) => {
      const seeding = await TestService.start('sqlite', { place: empty, at: seededAt })
      await seeding.app.close()
    })
    const opensOn = lastWorkingDay()
    const service = await TestService.start('sqlite', { place, at: startOfDay(opensOn) })
    await makePeople(service, ['office'])
    const office = await personOf(service, 'office')
    const contacts = names.map((name) => ({ rung: 'owner' as const, name, email: `${name}@example.org` }))
    await service.app.get(AgencyContacts).set(office, 'cabinet-office', contacts, false)
    await Round.open(
      service,
      commissionFor(addDays(opensOn, 60), {
        ...{ opensOn, dueOn: addDays(opensOn, 40), signOffBy: addDays(opensOn, 45) },
        freezeOn: addDays(opensOn, 50),
        scope: { plans: [], agencies: ['cabinet-office'], openOnly: true, filter: '' },
      }),
    )
    service.clock.instant = `${opensOn}T09:00:00.000Z`
    expect(await service.app.get(MessagesService).recordDue()).toBe(names.length)
    await service.app.close()
  })

  afterAll(async () => {
    for (const service of services) await service.end('SIGTERM')
    await server.stop()
    await place.remove()
  })

  async function start(): Promise<ServiceProcess> {
    const settings = { SMTP_URL: server.url, SEED: 'none', LOG_LEVEL: 'error' }
    const service = await ServiceProcess.start(place, settings)
    services.push(service)
    return service
  }

  /** The service is started, and killed when somebody has come to the place for the given time. */
  async function killAt(where: 'beforeGreeting' | 'beforeAnswer', time: number): Promise<void> {
    let come = 0
    await new Promise<void>((resolve, reject) => {
      server[where] = async () => {
        come += 1
        if (come < time) return
        server[where] = () => Promise.resolve()
        const service = await starting
        expect(await service.end('SIGKILL')).toBe('SIGKILL')
        resolve()
      }
      const starting = start()
      starting.catch(reject)
    })
  }

  async function states(): Promise<Record<string, unknown>> {
    const raw = await openRaw(place)
    const rows = await raw.rows('SELECT name, state FROM message ORDER BY id')
    await raw.close()
    return Object.fromEntries(rows.map(({ name, state }) => [String(name), state]))
  }

  const queued = (from: number) => Object.fromEntries(names.slice(from).map((name) => [name, 'queued']))

  it('has said on disk that it sends a message before the mail server hears of it', async () => {
    await killAt('beforeGreeting', 1)
    expect(received()).toEqual([])
    expect(await states()).toEqual({ ann: 'sending', ...queued(1) })
  })

  it('leaves in doubt, at the next start, what it was sending, and goes on with the others', async () => {
    // Two are taken and settled; the third has arrived when the service is killed, and nobody was told.
    await killAt('beforeAnswer', 3)
    expect(received()).toEqual(['ben', 'cat', 'dan'])
    expect(await states()).toEqual({
      ...{ ann: 'in_doubt', ben: 'sent', cat: 'sent', dan: 'sending' },
      ...queued(4),
    })
  })

  it('has sent each message once at most when all is done', async () => {
    const service = await start()
    for (let tries = 0; tries < 200 && received().length < 6; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    // It stops when what it is sending is settled.
    await service.end('SIGTERM')
    expect(received()).toEqual(['ben', 'cat', 'dan', 'eve', 'fay', 'gus'])
    expect(await states()).toEqual({
      ...{ ann: 'in_doubt', ben: 'sent', cat: 'sent', dan: 'in_doubt' },
      ...{ eve: 'sent', fay: 'sent', gus: 'sent' },
    })
  })
})
