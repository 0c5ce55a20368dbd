import type { Person } from '../../accounts/person.js'
import type { Write } from '../../audit/ledger.service.js'
import { insertRow } from '../../database/rows.js'
import { EditionStep } from './edition.entity.js'

/** A step that is being made. */
export type NewStep = Pick<EditionStep, 'editionId' | 'from' | 'to' | 'reason' | 'successorId' | 'dataSha256'>

/** Adds the step to those of the edition and tells the trail. */
export async function appendStep(write: Write, { accountId, name }: Person, step: NewStep): Promise<void> {
  const { manager, now } = write
  const { editionId, from, to, reason, dataSha256 } = step
  const last = await manager.getRepository(EditionStep).maximum('number', { editionId })
  await insertRow(manager, EditionStep, {
    ...{ ...step, number: (last ?? 0) + 1, accountId, author: name, at: now },
  })
  write.tell({ kind: 'report.moved', subject: editionId, details: { from, to, reason, dataSha256 } })
}
