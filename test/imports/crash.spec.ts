import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { runCli, ServiceProcess } from '../support/compiled.js'
import type { Place } from '../support/places.js'
import { openRaw } from '../support/raw-database.js'
import { firstEmail, firstPassword, TestService } from '../support/service.js'
import { personOf } from '../support/account-people.js'
import { makePeople } from '../support/visitor.js'
import { bigPlan, draftOf } from './big-plan.js'

const actions = 3000

/** Approves the draft as a person at a browser does. */
async function approval(url: string, id: number): Promise<() => Promise<number | null>> {
  const cookies = new Map<string, string>()
  const ask = async (path: string, body?: Record<string, string>) => {
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const given = body === undefined ? {} : { method: 'POST', body: new URLSearchParams(body) }
    const response = await fetch(url + path, { ...given, headers: { Cookie }, redirect: 'manual' })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? []
      cookies.set(name, value)
    }
    return response
  }
  const field = (html: string, name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(html)?.[1] ?? ''
  const csrf = field(await (await ask('/sign-in')).text(), '_csrf')
  await ask('/sign-in', { _csrf: csrf, email: firstEmail, password: firstPassword })
  const html = await (await ask(`/plan-imports/${id}`)).text()
  const form = { _csrf: field(html, '_csrf'), revision: field(html, 'revision') }
  return async () => {
    try {
      return (await ask(`/plan-imports/${id}/approve`, form)).status
    } catch {
      return null
    }
  }
}

/** Until somebody has held the one lock for writing for a while: the approval is in the middle of its transaction. */
async function underWay(file: string): Promise<void> {
  const other = new Sqlite(file, { timeout: 0 })
  const until = Date.now() + 5_000
  let busy = 0
  while (busy < 4 && Date.now() < until) {
    try {
      other.exec('BEGIN IMMEDIATE; ROLLBACK')
      busy = 0
    } catch {
      busy += 1
    }
    await pause(15)
  }
  other.close()
}

describe('a service that is killed in the middle of the approval of a plan', () => {
  let place: Place
  let id: number
  const started: ServiceProcess[] = []
  const start = async () => {
    const service = await ServiceProcess.start(place)
    started.push(service)
    return service
  }
  const counts = async () => {
    const raw = await openRaw(place)
    const count = async (sql: string) => Number((await raw.rows(sql))[0]?.total)
    const found = {
      plans: await count(`SELECT COUNT(*) AS total FROM plan WHERE slug = 'big-plan'`),
      actions: await count(`SELECT COUNT(*) AS total FROM action WHERE ref LIKE 'BIG14-%'`),
      lines: await count(`SELECT COUNT(*) AS total FROM audit_line WHERE subject LIKE 'BIG14-%'`),
    }
    await raw.close()
    return found
  }

  beforeAll(async () => {
    const seeding = await TestService.start('sqlite')
    place = seeding.place
    await makePeople(seeding, ['office'])
    id = await draftOf(seeding.app, await personOf(seeding, 'office'), bigPlan(actions))
    await seeding.app.close()
  }, 60_000)

  afterAll(async () => {
    for (const service of started) await service.end('SIGTERM')
    await place.remove()
  })

  it('has nothing of it, and all of it when it is approved again', async () => {
    const first = await start()
    const approve = await approval(first.url, id)
    const answered = approve()
    await underWay(join(place.environment.DATA_DIR ?? '', 'throughline.sqlite'))
    expect(await first.end('SIGKILL')).toBe('SIGKILL')
    const status = await answered
    const after = await counts()
    expect([0, 1]).toContain(after.plans)
    expect(after).toEqual({
      plans: after.plans,
      actions: after.plans * actions,
      lines: after.plans * actions,
    })
    // What was acknowledged is there.
    if (status === 303) expect(after.plans).toBe(1)

    const second = await start()
    if (after.plans === 0) expect(await (await approval(second.url, id))()).toBe(303)
    expect(await counts()).toEqual({ plans: 1, actions, lines: actions })
    const { code, stdout } = await runCli(place, 'verify')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^The audit trail is whole/u)])
  }, 60_000)
})
