/**
 * The IMG report of a register of 10,000 actions over HTTP against raw Chromium printing the same HTML; what the service
 * holds in memory for it (the browser is a process of its own); and whether the API still answers meanwhile: one action
 * is asked for twenty times a second while the report is made and printed.
 *
 * The same questions are asked while raw Chromium prints, so that both print on an equally busy machine.
 *
 * A print of this size takes minutes, so there is one of each, and what is noise in a second is not in a minute.
 */
import { setTimeout as after } from 'node:timers/promises'
import { bigCutOff } from '../big-register.mjs'
import { startChromium } from '../tools/chromium.mjs'
import { memoryOf } from '../tools/memory.mjs'
import { inPairs, median, quantile } from '../tools/pairs.mjs'
import { bigRegister } from '../tools/registers.mjs'
import { checked, reportOver, timeOf } from '../tools/reports.mjs'
import { startService } from '../tools/service.mjs'

/** A cut-off at which the register holds little: a small report. */
const early = '2013-12-31'

export default async function reportBig() {
  const service = await startService(await bigRegister())
  const chromium = await startChromium()
  const answers = []
  let html = ''
  let size = 0
  const ours = async () => {
    let id = ''
    const taken = await timeOf(async () => {
      const report = await whileAsking(service, answers, () => reportOver(service, bigCutOff))
      ;({ id } = report)
      html = await (await service.call(`/reports/${id}/html`)).text()
      size = report.pdf.length
    })
    await checked(service, id)
    return taken
  }
  try {
    // Warms both browsers: one report more of this size would take minutes.
    const first = await reportOver(service, early)
    await chromium.print(await (await service.call(`/reports/${first.id}/html`)).text())
    await checked(service, first.id)
    const made = await inPairs(
      1,
      ours,
      () => timeOf(() => whileAsking(service, [], () => chromium.print(html))),
      0,
    )
    return rowsOf(made, { html, size, answers, peak: memoryOf(service.pid).peak })
  } finally {
    await chromium.stop()
    await service.stop()
  }
}

function rowsOf({ ours, theirs, ratio }, { html, size, answers, peak }) {
  const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`
  const [page, pdf] = [html.length, size].map((length) => (length / 1e6).toFixed(1))
  return [
    {
      what: `IMG report with 10,000 actions (${page} MB of HTML, ${pdf} MB of PDF)`,
      against: 'raw Chromium printing the same HTML',
      ...{ ours: seconds(ours), theirs: seconds(theirs), ratio, atMost: 1.25 },
    },
    {
      what: 'memory of the service in the making of it, without the browser',
      ours: `${peak.toFixed(0)} MB at most`,
    },
    {
      what: `\`GET /actions/REF\` meanwhile, ${answers.length} times`,
      ours: `p99 ${quantile(answers, 0.99).toFixed(0)} ms, median ${median(answers).toFixed(0)} ms`,
    },
  ]
}

/** Asks for one action again and again until the work is done, and notes how long each answer took. */
async function whileAsking(service, answers, work) {
  let done = false
  const finished = work().finally(() => (done = true))
  while (!done) {
    answers.push(await timeOf(() => service.get('/actions/B03-120')))
    await after(50)
  }
  return finished
}
