import type { ReportDetails, ReportView } from '../../src/reports/api/report.view.js'
import { type Answer, type TestService, token } from './service.js'

/** Asks for a report over HTTP and waits until it is printed or has failed. */
export async function printedReport(service: TestService, body: object): Promise<ReportView> {
  const asked = await service.post<ReportView>('/reports', body)
  let report = asked.body
  for (
    let tries = 0;
    tries < 600 && (report.state === 'queued' || report.state === 'rendering');
    tries += 1
  ) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    report = (await service.get<ReportView>(`/reports/${report.id}`)).body
  }
  return report
}

/** A report as the API tells of it once the check of its print has ended. */
export async function checkedReport(service: TestService, id: string): Promise<ReportDetails> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { body } = await service.get<ReportDetails>(`/reports/${id}`)
    if (body.checks !== null) return body
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${id} was not checked.`)
}

/** The bytes behind a link of the API. */
export async function bytesOf(service: TestService, path: string): Promise<Answer<Buffer>> {
  const response = await fetch(service.url + path, { headers: { Authorization: `Bearer ${token}` } })
  const body = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, body }
}
