/**
 * The IMG report of the full seed over HTTP, from the request to the last byte of the PDF, against raw Chromium printing
 * the same HTML. Both are warm and take turns. The service's figure has everything in it: reading the register twice,
 * making the report's data and page, writing the edition with its audit lines, printing, keeping the files, fetching; not
 * the check of the print by machine, which begins when the bytes are there.
 */
import assert from 'node:assert/strict'
import { startChromium } from '../tools/chromium.mjs'
import { inPairs } from '../tools/pairs.mjs'
import { seedRegister } from '../tools/registers.mjs'
import { checked, reportOver, timeOf, timeOfReport } from '../tools/reports.mjs'
import { startService } from '../tools/service.mjs'

const cutOff = '2013-12-31'

export default async function report() {
  const service = await startService(await seedRegister())
  const chromium = await startChromium()
  try {
    const first = await reportOver(service, cutOff)
    await checked(service, first.id)
    const html = await (await service.call(`/reports/${first.id}/html`)).text()
    // Equal work: what raw Chromium makes of the page is as long as what the service prints.
    const raw = await chromium.print(html)
    assert.ok(
      Math.abs(raw.length / first.pdf.length - 1) < 0.02,
      `${raw.length} and ${first.pdf.length} bytes`,
    )
    const { ours, theirs, ratio } = await inPairs(
      9,
      () => timeOfReport(service, cutOff),
      () => timeOf(() => chromium.print(html)),
    )
    return {
      what: 'IMG report of the full seed over HTTP, warm',
      against: 'raw Chromium printing the same HTML',
      ours: `${ours.toFixed(0)} ms`,
      theirs: `${theirs.toFixed(0)} ms`,
      ...{ ratio, atMost: 1.25 },
    }
  } finally {
    await chromium.stop()
    await service.stop()
  }
}
