/**
 * A return of 200 lines accepted: `POST /returns/ID/accept` on the big register, against raw SQLite inserting the same rows
 * in one transaction.
 *
 * Fair, because both write to copies of one register on the same disk with synchronous=FULL, and take turns. The service
 * also looks at the revision of every action, asks the table of moves about each, and answers with the whole return.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { startBare } from '../tools/child.mjs'
import { inPairs } from '../tools/pairs.mjs'
import { databaseName, inProject, removeFolder, workFolder } from '../tools/places.mjs'
import { bigRegister, withApp } from '../tools/registers.mjs'
import { startService } from '../tools/service.mjs'

const lines = 200
const rounds = 7
const warmUps = 1
const agency = 'bench-service'
const narrative = 'The working group met, agreed the next steps and asked the lead for a date. '.repeat(3)

export default async function returns() {
  const prepared = workFolder(await bigRegister())
  await prepare(prepared)
  const register = join(prepared, databaseName)
  const service = await startService(register)
  const folder = workFolder(register)
  const raw = await startBare('return-accepter.mjs', join(folder, databaseName), narrative, agency)
  try {
    const { items } = await service.get('/returns')
    const waiting = items.filter(({ state }) => state === 'submitted').map(({ id }) => id)
    assert.equal(waiting.length, rounds + warmUps)
    const { ours, theirs, ratio } = await inPairs(
      rounds,
      () => acceptedPerSecond(service, waiting.shift()),
      () => raw.ask('accept'),
      warmUps,
    )
    return {
      what: `a return of ${lines} lines accepted`,
      against: 'raw SQLite inserting the same rows in one transaction, full sync',
      ours: `${((lines / ours) * 1000).toFixed(0)} ms`,
      theirs: `${((lines / theirs) * 1000).toFixed(0)} ms`,
      ...{ ratio, atLeast: 0.15 },
    }
  } finally {
    await raw.stop()
    await service.stop()
    removeFolder(folder)
    removeFolder(prepared)
  }
}

/** Accepts one return as the programme office has just read it; gives lines a second. */
async function acceptedPerSecond(service, id) {
  const { lineViews } = await service.get(`/returns/${id}`)
  const seen = Object.fromEntries(lineViews.map(({ ref, currentRevision }) => [ref, currentRevision]))
  const began = performance.now()
  const { state } = await service.post(`/returns/${id}/accept`, { seen })
  const took = performance.now() - began
  assert.equal(state, 'accepted')
  return (lines / took) * 1000
}

/** Makes an agency partner of 200 actions, and of each round a return of it that was sent. */
async function prepare(folder) {
  const load = (...parts) => import(inProject('dist', ...parts))
  const { FirstAccount } = await load('accounts', 'first-account.js')
  const { PeopleService } = await load('accounts', 'people.service.js')
  const { Ledger } = await load('audit', 'ledger.service.js')
  const { AgenciesService } = await load('agencies', 'agencies.service.js')
  const { ActionsService } = await load('actions', 'actions.service.js')
  const { RegisterService } = await load('register', 'register.service.js')
  const { CommissionsService } = await load('commissions', 'commission', 'commissions.service.js')
  const { proposedCalendar } = await load('commissions', 'commission', 'commission-calendar.js')
  const { ReturnsService } = await load('commissions', 'returns', 'returns.service.js')
  const { byAccount } = await load('commissions', 'returns', 'answerer.js')
  const { noAnswer } = await load('commissions', 'returns', 'return-lines.js')
  const { addDays, londonDay } = await load('clock', 'dates.js')
  await withApp(folder, async (app) => {
    await app.get(FirstAccount).make()
    const people = app.get(PeopleService)
    const office = await people.find(await people.firstAccount(), 'session')
    const { items } = await app.get(RegisterService).list({ status: 'in_progress' }, null, 1, lines)
    const assigned = { agency, asWritten: 'Bench service', provisional: false }
    await app.get(Ledger).write(office, async (write) => {
      const named = { slug: agency, name: 'Bench service', abbreviation: null, aliases: [], parent: null }
      await app.get(AgenciesService).register(write, named)
      for (const { ref, revision, leads, partners } of items) {
        const assignments = { leads, partners: [...partners, assigned] }
        await app.get(ActionsService).revise(write, ref, revision, { assignments }, write.now, 'Bench')
      }
    })
    const commissions = app.get(CommissionsService)
    const returns = app.get(ReturnsService)
    const today = londonDay(new Date())
    for (let round = 0; round < rounds + warmUps; round += 1) {
      const id = await commissions.make(office, {
        ...{ ...proposedCalendar(addDays(today, 90)), opensOn: today, title: `Round ${round}` },
        ...{ periodStart: addDays(today, -90), periodEnd: today, questions: [] },
        scope: { plans: [], agencies: [agency], openOnly: true, filter: '' },
      })
      await commissions.move(office, id, 'open')
      const [{ id: returnId }] = (await commissions.round(office, id)).returns
      const { lineViews } = await returns.one(byAccount(office), returnId)
      assert.equal(lineViews.length, lines)
      const answers = lineViews.map(({ ref }) => ({
        part: ref,
        after: 0,
        answer: { ...noAnswer, narrative },
      }))
      await returns.saveAll(byAccount(office), returnId, answers)
      await returns.submit(byAccount(office), returnId)
    }
  })
}
