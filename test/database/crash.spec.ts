import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RevisionView } from '../../src/register/history.service.js'
import type { ActionView } from '../../src/register/views.js'
import { runCli, ServiceProcess } from '../support/compiled.js'
import { databaseKinds, type Place } from '../support/places.js'
import { openRaw } from '../support/raw-database.js'
import type { Page } from '../support/register.js'
import { TestService } from '../support/service.js'

/** What the service acknowledged with 201: these words make this revision of this action. */
interface Acknowledged {
  ref: string
  revision: number
  narrative: string
}

const refs = ['AR13-PW-08', 'LCRB12-01', 'BRO12-S1', 'MER13-7.1']
const enough = 60

describe.each(databaseKinds)(
  'a service on %s that is killed in the middle of a stream of updates',
  (kind) => {
    let place: Place
    let before: ServiceProcess
    let after: ServiceProcess
    const started: ServiceProcess[] = []
    const start = async () => {
      const service = await ServiceProcess.start(place)
      started.push(service)
      return service
    }
    const acknowledged: Acknowledged[] = []
    let unanswered = 0

    /** Says one thing after the other of one action until the connection breaks. */
    const stream = async (ref: string, onAcknowledged: () => void) => {
      const read = await before.ask<ActionView>(`/actions/${ref}`)
      let revision = read?.body.revision ?? 0
      for (let number = 1; ; number += 1) {
        const narrative = `${ref}: statement ${number}.`
        const answer = await before.ask<ActionView>(`/actions/${ref}/updates`, { revision, narrative })
        if (answer === null) {
          unanswered += 1
          return
        }
        if (answer.status !== 201) throw new Error(`${narrative} was answered with ${answer.status}.`)
        revision = answer.body.revision
        acknowledged.push({ ref, revision, narrative })
        onAcknowledged()
      }
    }

    beforeAll(async () => {
      const seeding = await TestService.start(kind)
      place = seeding.place
      await seeding.app.close()

      before = await start()
      const killing: Promise<NodeJS.Signals | null>[] = []
      const killWhenEnough = () => {
        if (acknowledged.length === enough) killing.push(before.end('SIGKILL'))
      }
      await Promise.all(refs.map((ref) => stream(ref, killWhenEnough)))
      expect(await Promise.all(killing)).toEqual(['SIGKILL'])
      after = await start()
    })

    afterAll(async () => {
      for (const service of started) await service.end('SIGTERM')
      await place.remove()
    })

    it('had acknowledged dozens of each client, and left each with a broken connection', () => {
      expect(acknowledged.length).toBeGreaterThanOrEqual(enough)
      for (const ref of refs) expect(acknowledged.filter((one) => one.ref === ref).length).toBeGreaterThan(3)
      expect(unanswered).toBe(refs.length)
    })

    it('has every acknowledged update when it is started again, each as its own revision', async () => {
      const missing: Acknowledged[] = []
      for (const ref of refs) {
        const history = await after.ask<Page<RevisionView>>(`/actions/${ref}/history`)
        const kept = new Map(history?.body.items.map((item) => [item.number, item.update?.narrative]))
        missing.push(
          ...acknowledged.filter((one) => one.ref === ref && kept.get(one.revision) !== one.narrative),
        )
      }
      expect(missing).toEqual([])
    })

    it('has of what was not acknowledged all or nothing, one statement a client at most', async () => {
      for (const ref of refs) {
        const own = acknowledged.filter((one) => one.ref === ref)
        const history = await after.ask<Page<RevisionView>>(`/actions/${ref}/history`)
        const said = (history?.body.items ?? []).filter((item) =>
          item.update?.narrative.startsWith(`${ref}: statement`),
        )
        expect([0, 1]).toContain(said.length - own.length)
        const numbers = history?.body.items.map((item) => item.number) ?? []
        expect(numbers).toEqual(numbers.map((_, index) => index + 1))
        const current = await after.ask<ActionView>(`/actions/${ref}`)
        expect(current?.body.revision).toBe(numbers.length)
        expect(current?.body.latestUpdate?.narrative).toBe(said.at(-1)?.update?.narrative)
      }
    })

    it('has no revision without its update and no update without its audit line', async () => {
      const database = await openRaw(place)
      const count = async (sql: string) => Number((await database.rows(sql))[0]?.total)
      const live = await count(`SELECT COUNT(*) AS total FROM "update" WHERE "section" IS NULL`)
      expect(
        await count(`SELECT COUNT(*) AS total FROM "revision" WHERE "author" = 'Programme office'`),
      ).toBe(live)
      expect(
        await count(
          `SELECT COUNT(*) AS total FROM "audit_line" WHERE "actor" = 'Programme office' AND "kind" = 'update.recorded'`,
        ),
      ).toBe(live)
      expect(live).toBeGreaterThanOrEqual(acknowledged.length)
      await database.close()
    })

    it('has a whole audit trail, as another process sees while it serves', async () => {
      const { code, stdout } = await runCli(place, 'verify')
      expect([code, stdout]).toEqual([0, expect.stringMatching(/^The audit trail is whole: \d+ lines\.\n$/u)])
    })

    it('takes the next update', async () => {
      const current = await after.ask<ActionView>('/actions/BRO12-S1')
      const body = { revision: current?.body.revision, narrative: 'After the crash.' }
      expect((await after.ask<ActionView>('/actions/BRO12-S1/updates', body))?.status).toBe(201)
    })
  },
)
