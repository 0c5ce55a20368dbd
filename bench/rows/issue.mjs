/**
 * From "issue" to the bytes, for the full seed: drawing with the date of issue and the approver, printing, checking the
 * print by machine, the one page for the box, the data files, and the transaction that keeps them all, against raw
 * Chromium printing the same HTML once. Then each document beside the paper by itself.
 */
import { startChromium } from '../tools/chromium.mjs'
import { approvedEdition, documentTimes, issue, pageOf, twoPeople } from '../tools/issuing.mjs'
import { inPairs } from '../tools/pairs.mjs'
import { workFolder } from '../tools/places.mjs'
import { seedRegister, withApp } from '../tools/registers.mjs'
import { timeOf } from '../tools/reports.mjs'

const knownBy = '2013-12-31T23:59:59.999Z'
const rounds = 5

export default async function issued() {
  const folder = workFolder(await seedRegister())
  const chromium = await startChromium()
  try {
    return await withApp(folder, async (app) => {
      const people = await twoPeople(app)
      const waiting = []
      for (let round = 0; round <= rounds; round += 1) {
        waiting.push(await approvedEdition(app, people, knownBy))
      }
      const html = await pageOf(app, people, waiting[0])
      const { ours, theirs, ratio } = await inPairs(
        rounds,
        () => timeOf(() => issue(app, people, waiting.pop())),
        () => timeOf(() => chromium.print(html)),
      )
      const council = await councilsEdition(app, people)
      return [
        {
          what: 'IMG report of the full seed, from “issue” to the kept bytes, all its files',
          against: 'raw Chromium printing the same HTML once',
          ...{ ours: `${ours.toFixed(0)} ms`, theirs: `${theirs.toFixed(0)} ms`, ratio },
        },
        documentRow('documents of Merton’s scrutiny report', await documentTimes(app, council)),
      ]
    })
  } finally {
    await chromium.stop()
  }
}

async function councilsEdition(app, { drafter }) {
  const { ReportsService } = await import('../../dist/reports/reports.service.js')
  const asked = { kind: 'scrutiny', plan: 'merton-2013', title: null, knownBy: '2013-07-04T22:59:59.999Z' }
  const { edition, print } = await app.get(ReportsService).make(drafter, asked)
  await print
  return edition.id
}

/** A row of the time and size of each document. */
export function documentRow(what, times) {
  const told = times.map(
    ({ name, ms, size }) => `${name} ${ms.toFixed(0)} ms (${(size / 1000).toFixed(0)} kB)`,
  )
  return { what, ours: told.join(', ') }
}
