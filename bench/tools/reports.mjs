/** A report over HTTP, as any client gets one: ask, wait, fetch the PDF. */
import { setTimeout as after } from 'node:timers/promises'

let asked = 0

/**
 * Has an IMG report printed and answers with its id and bytes. Each has a title of its own: of the same the service has
 * an edition already, and would print nothing.
 */
export async function reportOver(service, asAt) {
  asked += 1
  const body = { kind: 'img', asAt, title: `Progress report, copy ${asked}` }
  const { id, state: first } = await service.post('/reports', body, { Prefer: 'wait=60' })
  for (let state = first; state !== 'draft'; await after(100)) {
    ;({ state } = await service.get(`/reports/${id}`))
    if (state === 'failed') throw new Error(`${id} was not printed.`)
  }
  const pdf = Buffer.from(await (await service.call(`/reports/${id}/pdf`)).arrayBuffer())
  return { id, pdf }
}

/**
 * Milliseconds from the request to the last byte of the PDF. The machine's check of the print, which nobody who reads waits
 * for, is waited for after that: it must slow neither what is measured next nor what it is measured against.
 */
export async function timeOfReport(service, asAt) {
  let report
  const taken = await timeOf(async () => (report = await reportOver(service, asAt)))
  await checked(service, report.id)
  return taken
}

/** Waits until a print is checked. */
export async function checked(service, id) {
  while ((await service.get(`/reports/${id}`)).checks === null) await after(100)
}

/** Milliseconds that some work took. */
export async function timeOf(work) {
  const began = performance.now()
  await work()
  return performance.now() - began
}
