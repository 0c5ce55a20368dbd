import { compose, type ReportRequest } from '../../src/reports/making/compose.js'
import { Database } from '../../src/database/database.js'
import { endOfDay } from '../../src/clock/dates.js'
import type { EditionStamp } from '../../src/reports/shared/frame.js'
import { nothingWritten, type Written } from '../../src/reports/writing/written.js'
import type { TestService } from '../support/service.js'

/** How the editions of these tests are known. */
export const stamp: EditionStamp = {
  id: 'scrutiny-merton-2013-2013-12-31-0123456789ab',
  sha256: '0123456789abcdef'.repeat(4),
  issued: null,
}

export const issuedStamp: EditionStamp = {
  ...stamp,
  issued: { on: '2014-02-03', approvedBy: 'Olive Office' },
}

/** The data of a report on the register of the source documents, as JSON text. */
export async function dataOf(service: TestService, asked: Partial<ReportRequest>): Promise<string> {
  const { data } = await compose(service.app.get(Database), {
    kind: 'img',
    ...{ plan: null, title: null, audience: 'ministers', marking: 'OFFICIAL', written: nothingWritten },
    knownBy: endOfDay('2013-12-31'),
    recordedBy: new Date().toISOString(),
    ...asked,
  })
  return data
}

/** Merton's own report, with some of its sections written and the others not. */
export const mertonAsked: Partial<ReportRequest> = {
  kind: 'scrutiny',
  plan: 'merton-2013',
  audience: 'panel',
}

export const someWritten: Written = {
  ...nothingWritten,
  recommendations: ['That the panel takes note of progress.', 'That it asks for an update in six months.'],
  texts: {
    'section.3': [
      'No **other** options were considered, for *two* reasons:',
      '- they cost more\n- they take longer',
      'See [the Act](https://www.legislation.gov.uk/ukpga/2000/22).',
      '1. first this\n2. then that',
    ].join('\n\n'),
    'section.6': 'There are none.',
  },
}
