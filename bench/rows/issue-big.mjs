/**
 * From "issue" to the bytes with 10,000 actions, against raw Chromium printing the same HTML once; then each document
 * beside the paper. A print of this size takes minutes, so there is one of each.
 */
import { bigCutOff } from '../big-register.mjs'
import { startChromium } from '../tools/chromium.mjs'
import { approvedEdition, documentTimes, issue, pageOf, twoPeople } from '../tools/issuing.mjs'
import { workFolder } from '../tools/places.mjs'
import { bigRegister, withApp } from '../tools/registers.mjs'
import { timeOf } from '../tools/reports.mjs'
import { documentRow } from './issue.mjs'

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

export default async function issuedBig() {
  const folder = workFolder(await bigRegister())
  const chromium = await startChromium()
  try {
    return await withApp(folder, async (app) => {
      const people = await twoPeople(app)
      const id = await approvedEdition(app, people, `${bigCutOff}T22:59:59.999Z`)
      const html = await pageOf(app, people, id)
      const ours = await timeOf(() => issue(app, people, id))
      const theirs = await timeOf(() => chromium.print(html))
      return [
        {
          what: 'IMG report with 10,000 actions, from “issue” to the kept bytes, all its files',
          against: 'raw Chromium printing the same HTML once',
          ...{ ours: seconds(ours), theirs: seconds(theirs), ratio: ours / theirs },
        },
        documentRow('documents of that report', await documentTimes(app, id)),
      ]
    })
  } finally {
    await chromium.stop()
  }
}
