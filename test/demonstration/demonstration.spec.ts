import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PeopleService } from '../../src/accounts/people.service.js'
import type { Person } from '../../src/accounts/person.js'
import { AuditTrail } from '../../src/audit/trail.service.js'
import { Clock } from '../../src/clock/clock.js'
import { endOfDay } from '../../src/clock/dates.js'
import { CommissionsService } from '../../src/commissions/commission/commissions.service.js'
import { Database } from '../../src/database/database.js'
import { DemonstrationService } from '../../src/demonstration/demonstration.service.js'
import { Post } from '../../src/mail/post.js'
import { makeDemonstration, projectFolder } from '../../src/prepare.js'
import { EditionsService } from '../../src/reports/making/editions.service.js'
import type { ImgReport } from '../../src/reports/img/img.model.js'
import { renderDocument } from '../../src/reports/making/compose.js'
import { databaseKinds } from '../support/places.js'
import { TestService, token } from '../support/service.js'
import { Visitor } from '../support/visitor.js'

const settings = { ADMIN_EMAIL: '' }
const thirdEdition = { kind: 'img', plan: null, title: null, knownBy: endOfDay('2017-11-01') } as const

/** What the register holds, as text: everything that both databases and every installation must agree on. */
async function contentOf({ app }: TestService): Promise<string> {
  const database = app.get(Database)
  const tables = [
    `SELECT sequence, at, actor, kind, subject FROM audit_line WHERE kind NOT LIKE 'report.%' ORDER BY sequence`,
    'SELECT ref, revision FROM action ORDER BY id',
    'SELECT id, narrative, said_by, status, confidence, recorded_at FROM "update" ORDER BY id',
    'SELECT id, from_end, to_end, reason, state, decided_by, decided_at FROM date_change ORDER BY id',
    'SELECT id, state, answered_at, made_at FROM "return" ORDER BY id',
    'SELECT email, name, made_at FROM account ORDER BY id',
    'SELECT email, day, subject, state FROM message ORDER BY id',
  ]
  const hash = createHash('sha256')
  for (const sql of tables) hash.update(JSON.stringify(await database.select(sql)))
  return hash.digest('hex')
}

async function personOf({ app }: TestService, email: string): Promise<Person> {
  const [row] = await app
    .get(Database)
    .select<{ id: number }>('SELECT id FROM account WHERE email = ?', [email])
  const person = row ? await app.get(PeopleService).find(row.id, 'session') : null
  if (!person) throw new Error(`${email} has no account.`)
  return person
}

describe('the demonstration', () => {
  const services: TestService[] = []
  let service: TestService
  let report: ImgReport

  beforeAll(async () => {
    for (const kind of databaseKinds) services.push(await TestService.start(kind, { seed: 'demo', settings }))
    service = services[0] as TestService
  })
  afterAll(async () => {
    for (const each of services) await each.stop()
  })

  it('is the same on both databases, and so is the report that is made of it', async () => {
    const [content, others] = [await contentOf(service), services.slice(1)]
    for (const other of others) expect(await contentOf(other)).toBe(content)
    const { data, dataSha256 } = await made(service)
    for (const other of others) expect((await made(other)).dataSha256).toBe(dataSha256)
    report = JSON.parse(data) as ImgReport
  })

  async function made(of: TestService) {
    return of.app.get(EditionsService).make(await personOf(of, 'office@demo.invalid'), thirdEdition)
  }

  it('has four rounds, the last of them open and partly answered, and agencies that are late and silent', async () => {
    const rounds = await service.app
      .get(CommissionsService)
      .list(await personOf(service, 'office@demo.invalid'))
    expect(rounds.map(({ title, state, rate }) => [title, state, rate.answered, rate.asked])).toEqual([
      ['Return for Q3 2017-18', 'open', 14, 32],
      ['Return for Q2 2017-18', 'closed', 25, 35],
      ['Return for Q1 2017-18', 'closed', 35, 38],
      ['Return for Q4 2016-17', 'closed', 35, 38],
    ])
    const [, second] = rounds
    expect(second?.rate.onTime).toBeLessThan(second?.rate.answered ?? 0)
  })

  it('says in the report who was silent, whose dates moved and which flags are set aside', () => {
    const { summary, leads, changes, quality } = report
    expect(summary.unanswered).toMatch(
      /^Agencies that have not answered the return of Q2 2017-18: 10 of 35\./u,
    )
    expect(summary.unanswered).toContain('Youth Justice Board: last word 14 July 2017, 110 days old')
    expect(leads.returns).toMatch(
      /^Of 3 quarters: \d+ of 111 returns on time, 13 late, 16 without an answer\.$/u,
    )
    expect(changes.dateMoves.map(({ agreedBy }) => agreedBy)).toContain('Prudence Example')
    expect(changes.askedDates?.map(({ became }) => became)).toEqual(['Waiting since 27 October 2017'])
    expect(quality.setAside).toHaveLength(2)
  })

  it('tells verified, returned and reported completions apart', async () => {
    const rows = await service.app
      .get(Database)
      .select<{ status: string; n: number }>(
        `SELECT r.status, CAST(COUNT(*) AS integer) AS n FROM action a JOIN revision r ON r.action_id = a.id AND r."number" = a.revision GROUP BY r.status`,
      )
    const counts = Object.fromEntries(rows.map(({ status, n }) => [status, n]))
    for (const status of [
      'complete_reported',
      'complete_verified',
      'in_progress',
      'closed_not_delivered',
      'paused',
    ]) {
      expect(counts[status]).toBeGreaterThan(0)
    }
  })

  it('keeps its trail, which begins by saying what it is', async () => {
    const { app } = service
    expect((await app.get(AuditTrail).verify()).broken).toBeNull()
    const [first] = await app.get(Database).select('SELECT kind FROM audit_line WHERE sequence = 1')
    expect(first).toEqual({ kind: 'demonstration.begun' })
  })

  it('has somebody in every role, and nobody who exists', async () => {
    const rows = await service.app
      .get(Database)
      .select<{ role: string }>('SELECT DISTINCT role FROM account_role ORDER BY role')
    expect(rows.map(({ role }) => role)).toEqual([
      ...['administrator', 'agency_owner', 'auditor', 'council_officer', 'programme_office', 'reader'],
    ])
    const people = await service.app
      .get(Database)
      .select<{ email: string; name: string }>('SELECT email, name FROM account')
    for (const { email, name } of people) {
      expect(email).toMatch(/@demo\.invalid$/u)
      expect(name).toMatch(/ Example$/u)
    }
  })

  it('says what it is on every page, for whoever comes', async () => {
    const visitor = new Visitor(service)
    for (const path of ['/sign-in', '/no-such-page', '/answer/no-such-link', '/help', '/sign-in/forgotten']) {
      const { document } = await visitor.get(path)
      expect(document.querySelector('.tl-illustrative')?.textContent).toContain('Illustrative data')
    }
  })

  it('says what it is in reports, files and letters, and no letter leaves this machine', async () => {
    const { app } = service
    expect(report.frame.notice).toBe('Illustrative data')
    const stamp = { id: 'x', sha256: 'x', issued: null }
    expect(renderDocument('img', JSON.stringify(report), stamp).html).toContain('"Illustrative data. Draft"')
    const answer = await fetch(`${service.url}/api/v1/openapi.json`)
    expect(((await answer.json()) as { info: { description: string } }).info.description).toMatch(
      /^Illustrative data\./u,
    )
    const letter = { to: 'somebody@demo.invalid', subject: 'Hello', text: 'Hello.' }
    expect(await app.get(Post).send(letter)).toMatchObject({ how: 'written' })
    const file = await fetch(`${service.url}/actions.csv`, {
      headers: { Authorization: `Bearer ${token}` },
    })
    expect(file.headers.get('Content-Disposition')).toMatch(/filename="illustrative-/u)
  })

  it('stands in its own time, and lets one-time codes be reckoned by the machine’s', () => {
    const clock = service.app.get(Clock)
    expect(clock.today()).toBe('2018-01-22')
    expect(Math.abs(Date.parse(clock.machineTime()) - Date.now())).toBeLessThan(5_000)
  })

  it('is made once, and stays what it is whatever SEED says later', async () => {
    expect(await makeDemonstration(service.app, () => undefined)).toBeNull()
    await service.app.close()
    service = await TestService.start('sqlite', { place: service.place, seed: 'programme' })
    services[0] = service
    expect((await new Visitor(service).get('/sign-in')).html).toContain('Illustrative data')
    expect(service.app.get(Clock).today()).toBe('2018-01-22')
  })
})

describe('a register', () => {
  it('that holds anything real never becomes a demonstration', async () => {
    const real = await TestService.start('sqlite', { seed: 'none' })
    const making = real.app.get(DemonstrationService).make(join(projectFolder, 'seeds'))
    await expect(making).rejects.toThrow(
      /^SEED=demo makes a register of its own, and this one holds entries already/u,
    )
    expect(real.app.get(Clock).today()).not.toBe('2018-01-22')
    await real.stop()
  })
})
