/** Editions on their whole way: made, written, sent for review, approved by another person and issued. */
import { setTimeout as after } from 'node:timers/promises'
import { inProject } from './places.mjs'

const built = (...path) => import(inProject('dist', ...path))
let asked = 0

/** Two people of the programme office of a register: who drafts may not approve. */
export async function twoPeople(app) {
  const { AccountsService } = await built('accounts', 'accounts.service.js')
  const { PeopleService } = await built('accounts', 'people.service.js')
  const make = async (name) => {
    const account = {
      ...{ email: `${name}@example.org`, name: `Benchmark ${name}`, roles: [{ role: 'programme_office' }] },
      ...{ state: 'active', passwordHash: null, mustChangePassword: false },
    }
    const id = await app.get(AccountsService).make({ name: 'Benchmark' }, account)
    return app.get(PeopleService).find(id, 'session')
  }
  return { drafter: await make('drafter'), approver: await make('approver') }
}

/** A new edition that waits for nothing but its issue. Each has a title of its own, so that none is there already. */
export async function approvedEdition(app, { drafter, approver }, knownBy) {
  const { ReportsService } = await built('reports', 'reports.service.js')
  const { EditionWriting } = await built('reports', 'writing', 'edition-writing.service.js')
  const { EditionMoves } = await built('reports', 'issuing', 'edition-moves.service.js')
  asked += 1
  const report = { kind: 'img', plan: null, title: `Progress report, issue ${asked}`, knownBy }
  const { edition, print } = await app.get(ReportsService).make(drafter, report)
  await print
  const nothingSought = { revision: 0, content: { items: [] } }
  await (
    await app.get(EditionWriting).save(drafter, edition.id, 'decisions', nothingSought)
  ).print
  await checkedIn(app, drafter, edition.id)
  for (const [person, to] of [
    [drafter, 'in_review'],
    [approver, 'approved'],
  ]) {
    await (
      await app.get(EditionMoves).move(person, edition.id, { to })
    ).work
  }
  return edition.id
}

/** Waits until the print is checked: of 10,000 actions that takes longer than a move waits. */
async function checkedIn(app, person, id) {
  const { ReportsService } = await built('reports', 'reports.service.js')
  while ((await app.get(ReportsService).checks(person, id)) === null) await after(100)
}

/** Issues it and answers with the bytes of its PDF. */
export async function issue(app, { approver }, id) {
  const { EditionMoves } = await built('reports', 'issuing', 'edition-moves.service.js')
  const { ReportsService } = await built('reports', 'reports.service.js')
  await (
    await app.get(EditionMoves).move(approver, id, { to: 'issued' })
  ).work
  return (await app.get(ReportsService).pdf(approver, id)).bytes
}

/** The page that was printed. */
export async function pageOf(app, { approver }, id) {
  const { ReportsService } = await built('reports', 'reports.service.js')
  return app.get(ReportsService).html(approver, id)
}

/** Makes one document of an edition after the other; milliseconds and bytes of each. */
export async function documentTimes(app, id) {
  const { EditionStore } = await built('reports', 'editions', 'edition-store.js')
  const { documentNamesOf, editionDocument } = await built('reports', 'documents', 'edition-documents.js')
  const store = app.get(EditionStore)
  const edition = await store.get(id)
  const stamp = await store.stamp(edition)
  const times = []
  for (const name of documentNamesOf(edition.kind)) {
    const rounds = []
    let size = 0
    for (let round = 0; round < 4; round += 1) {
      const began = performance.now()
      size = (await editionDocument(edition.kind, edition.data, stamp, name)).bytes.length
      // The first warms.
      if (round > 0) rounds.push(performance.now() - began)
    }
    times.push({ name, ms: Math.min(...rounds), size })
  }
  return times
}
