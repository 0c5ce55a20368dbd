import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { runCli, ServiceProcess } from '../support/compiled.js'
import type { Place } from '../support/places.js'
import { openRaw } from '../support/raw-database.js'
import { refsOf } from '../support/register.js'
import { TestService } from '../support/service.js'
import { makePeople, Visitor } from '../support/visitor.js'
import { FilledWorkbook } from './filled.js'

/** A workbook that was loaded and waits to be confirmed. */
interface Waiting {
  path: string
  words: string
  refs: string[]
}

const plans = ['lcrb-strategy-2012', 'merton-2013', 'annual-report-2013', 'bromley-2012']

/** Workbooks of several plans are confirmed at once, and the kill comes with the first answer: in the middle of the next. */
describe('a service that is killed while workbooks are confirmed', () => {
  let place: Place
  let after: ServiceProcess
  const waiting: Waiting[] = []
  const acknowledged = new Set<string>()

  beforeAll(async () => {
    const preparing = await TestService.start('sqlite')
    place = preparing.place
    await makePeople(preparing, ['office'])
    const office = await Visitor.signedIn(preparing, 'office')
    let token = ''
    for (const plan of plans) {
      const words = `Said in the workbook of ${plan}.`
      const refs = await refsOf(preparing, `plan=${plan}`)
      const file = await office.fetch(`/actions/workbook.xlsx?plan=${plan}`)
      const workbook = await FilledWorkbook.of(Buffer.from(await file.arrayBuffer()))
      for (const ref of refs) workbook.set(ref, { 'What has happened': words })
      const loaded = await office.submit('/actions/workbook', 'form[enctype]', {
        file: await workbook.file(),
      })
      token = loaded.document.querySelector<HTMLInputElement>('main [name=_csrf]')?.value ?? ''
      waiting.push({ path: loaded.path, words, refs })
    }
    await preparing.app.close()

    const before = await ServiceProcess.start(place)
    before.giveWay()
    const headers = { Cookie: `throughline=${office.cookie('throughline') ?? ''}` }
    const killing: Promise<NodeJS.Signals | null>[] = []
    const confirm = async ({ path }: Waiting) => {
      const body = new URLSearchParams({ _csrf: token })
      const init = { method: 'POST', headers, body, redirect: 'manual' } as const
      const answer = await fetch(before.url + path, init).catch(() => null)
      if (answer?.status !== 303) return
      acknowledged.add(path)
      if (killing.length === 0) killing.push(before.end('SIGKILL'))
    }
    // The shortest first.
    await Promise.all(waiting.sort((one, other) => one.refs.length - other.refs.length).map(confirm))
    expect(await Promise.all(killing)).toEqual(['SIGKILL'])
    after = await ServiceProcess.start(place)
  }, 120_000)

  afterAll(async () => {
    await after.end('SIGTERM')
    await place.remove()
  })

  it('has of each workbook every line as an update, or none', async () => {
    const database = await openRaw(place)
    const found: [string, number][] = []
    for (const { words } of waiting) {
      const [row] = await database.rows(`SELECT COUNT(*) AS total FROM "update" WHERE narrative = '${words}'`)
      found.push([words, Number(row?.total)])
    }
    await database.close()
    for (const [place, { refs, path }] of waiting.entries()) {
      const count = found[place]?.[1]
      expect(acknowledged.has(path) ? [refs.length] : [0, refs.length]).toContain(count)
    }
    expect(acknowledged.size).toBeGreaterThan(0)
    expect(found.some(([, count]) => count === 0)).toBe(true)
    expect(Math.max(...waiting.map(({ refs }) => refs.length))).toBeGreaterThan(20)
  })

  it('has a whole trail', async () => {
    const { code, stdout } = await runCli(place, 'verify')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^The audit trail is whole/u)])
  })
})
