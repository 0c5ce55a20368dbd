import { ActionsService } from '../../src/actions/actions.service.js'
import { Ledger } from '../../src/audit/ledger.service.js'
import type { DatabaseKind } from './places.js'
import { action } from './register.js'
import { seededAt, TestService } from './service.js'

/** The moment at which the scene is read. */
export const sceneNow = '2017-02-20T09:00:00.000Z'

/** A register in which a few things have happened, to the same millisecond on both databases. */
export async function startScene(kind: DatabaseKind): Promise<TestService> {
  const service = await TestService.start(kind, { at: seededAt })
  const on = async (moment: string, ref: string, said: object) => {
    // Read before the clock moves on: the read of a marked action is a line of the trail, with a moment of its own.
    const { revision } = await action(service, ref)
    service.clock.instant = moment
    const update = { revision, narrative: 'Work goes on.', ...said }
    const { status } = await service.post(`/actions/${ref}/updates`, update)
    if (status !== 201) throw new Error(`${ref} was not updated: ${status}.`)
  }
  await on('2017-02-01T09:00:00.000Z', 'MER13-7.1', {
    ...{ status: 'in_progress', confidence: 'amber', nextStep: 'Print the leaflet.' },
    narrative: 'Fully 100% of wards_visited agreed, C:\\reports says; the café “ÉCOLE” too.',
    evidence: [{ title: 'Leaflet', url: 'https://www.example.org/leaflet.pdf' }, { title: 'Letter' }],
  })
  await on('2017-02-02T09:00:00.000Z', 'MER13-7.2', {
    ...{ status: 'complete_reported', confidence: 'green', narrative: 'The zebra crossing is painted.' },
    evidence: [{ title: 'Photograph' }],
  })
  await on('2017-02-03T09:00:00.000Z', 'BRO12-S3', { status: 'paused', reason: 'Agreed by the board' })
  await on('2017-02-04T09:00:00.000Z', 'AR13-PW-08', {
    ...{ timescaleEnd: '2017-06-30', reason: 'The venue was not available.', confidence: 'red' },
  })
  await on('2017-02-05T09:00:00.000Z', 'BRO12-S4', { timescaleEnd: '2017-03-31', reason: 'Agreed' })
  await on('2017-02-05T10:00:00.000Z', 'BRO12-S4', {
    status: 'complete_reported',
    evidence: [{ title: 'Note' }],
  })
  await on('2017-02-06T09:00:00.000Z', 'MER13-7.4', { timescaleEnd: '2017-03-31', reason: 'Agreed' })
  await on('2017-02-06T10:00:00.000Z', 'MER13-7.5', { timescaleEnd: '2017-01-31', reason: 'Agreed' })
  await on('2017-02-06T11:00:00.000Z', 'MER13-7.5', {
    status: 'complete_reported',
    evidence: [{ title: 'Note' }],
  })
  await on('2017-02-07T09:00:00.000Z', 'MER13-7.6', { status: 'closed_not_delivered', reason: 'No money' })
  await on('2017-02-08T09:00:00.000Z', 'MER13-7.7', { status: 'superseded', supersededBy: 'MER13-7.8' })
  service.clock.instant = '2017-02-10T09:00:00.000Z'
  const actions = service.app.get(ActionsService)
  const assignments = {
    leads: [{ agency: 'london-borough-of-merton', asWritten: 'Merton', provisional: false }],
    partners: [{ agency: 'mopac', asWritten: 'MOPAC', provisional: false }],
  }
  await service.app
    .get(Ledger)
    .write({ name: 'Programme office' }, (write) =>
      actions.revise(
        write,
        'MER13-7.3',
        null,
        { assignments, title: 'Ask MOPAC' },
        write.now,
        'Agreed with MOPAC',
      ),
    )
  service.clock.instant = sceneNow
  return service
}
