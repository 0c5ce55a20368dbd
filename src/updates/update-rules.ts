import { Injectable } from '@nestjs/common'
import type { UpdatingRole } from '../accounts/rights.js'
import { Action } from '../actions/action.entity.js'
import { ActionNotFound, ChangeRefused } from '../actions/action-errors.js'
import { type ActionStatus, refuseMove, statusFacts } from '../actions/action-status.js'
import type { CurrentAction } from '../actions/actions.service.js'
import type { Change } from '../actions/change.js'
import { AgenciesService } from '../agencies/agencies.service.js'
import type { Write } from '../audit/ledger.service.js'
import { type Day, londonDay } from '../clock/dates.js'
import { findRow } from '../database/rows.js'
import { evidenceIdOf } from './evidence-files.address.js'
import { EvidenceFile } from './evidence-file.entity.js'
import type { NewUpdate, Voice } from './new-update.js'

interface FieldRefusal {
  field: string
  message: string
}

/** What an update may change, and the sentence for whoever asks for more. */
@Injectable()
export class UpdateRules {
  constructor(private readonly agencies: AgenciesService) {}

  /**
   * What the update changes of the action.
   *
   * @throws ChangeRefused naming every field that the rules refuse
   */
  async changeOf(
    write: Write,
    { role, speaksFor }: Pick<Voice, 'role' | 'speaksFor'>,
    { action: { ref }, revision }: CurrentAction,
    said: NewUpdate,
  ): Promise<Change> {
    const to = said.status ?? revision.status
    const errors = [
      ...refusedMoves(ref, revision.status, to, role, said),
      ...(await this.refusedSuperseding(write, ref, said)),
      ...(await this.refusedSpeaking(write, speaksFor, said)),
      ...(await refusedEvidence(write, ref, said)),
    ]
    if (errors.length > 0) throw new ChangeRefused(errors)
    const moves = to !== revision.status
    return {
      said: true,
      ...(moves ? { status: to, ...closing(to, said, londonDay(write.now)) } : {}),
      ...(said.confidence ? { confidence: said.confidence } : {}),
      ...(said.steps ? { steps: said.steps } : {}),
      ...(said.timescaleEnd ? { timescale: setLater(said.timescaleEnd, dateReasonOf(said) ?? null) } : {}),
    }
  }

  private async refusedSuperseding(write: Write, ref: string, said: NewUpdate): Promise<FieldRefusal[]> {
    const by = said.supersededBy
    if (!by) return []
    if (by === ref) return [{ field: 'supersededBy', message: `${ref} cannot take its own place.` }]
    if (await write.manager.existsBy(Action, { ref: by })) return []
    return [{ field: 'supersededBy', message: new ActionNotFound(by).message }]
  }

  private async refusedSpeaking(
    write: Write,
    speaksFor: Voice['speaksFor'],
    said: NewUpdate,
  ): Promise<FieldRefusal[]> {
    const agency = said.onBehalfOf
    if (!agency) return []
    if ((await this.agencies.find(write, agency)) === null) {
      return [{ field: 'onBehalfOf', message: `No agency “${agency}” is registered.` }]
    }
    if (speaksFor(agency)) return []
    return [{ field: 'onBehalfOf', message: `Your account does not speak for ${agency}.` }]
  }
}

/** What the table of moves and the rules of a date say. */
function refusedMoves(
  ref: string,
  from: ActionStatus,
  to: ActionStatus,
  role: UpdatingRole,
  said: NewUpdate,
): FieldRefusal[] {
  const refusal = refuseMove(from, to, {
    role,
    hasEvidence: (said.evidence ?? []).length > 0,
    reason: said.reason ?? null,
    supersededBy: said.supersededBy ?? null,
  })
  const errors: FieldRefusal[] = refusal ? [refusal] : []
  if (said.timescaleEnd && !dateReasonOf(said)?.trim()) {
    errors.push({ field: 'reason', message: `To move the end date of ${ref}, say why in the reason.` })
  }
  if (said.timescaleEnd && !statusFacts[to].open) {
    errors.push({ field: 'timescaleEnd', message: `${ref} is closed: its end date cannot move.` })
  }
  if (!refusal && said.supersededBy && to !== 'superseded') {
    errors.push({ field: 'supersededBy', message: 'supersededBy belongs to the status superseded.' })
  }
  return errors
}

/** A file of this service is evidence for the action that it was given for, and for no other. */
async function refusedEvidence(write: Write, ref: string, said: NewUpdate): Promise<FieldRefusal[]> {
  const errors: FieldRefusal[] = []
  for (const { title, url } of said.evidence ?? []) {
    const id = evidenceIdOf(url)
    if (id === null) continue
    const file = await findRow(write.manager, EvidenceFile, { id })
    if (file?.ref !== ref) {
      errors.push({ field: 'evidence', message: `“${title}” is not a file that was given for ${ref}.` })
    }
  }
  return errors
}

/** Why the end date moves. */
export const dateReasonOf = (said: NewUpdate) => said.timescaleReason ?? said.reason

/** An end date that somebody sets after the plan was published. */
export function setLater(end: Day, reason: string | null): NonNullable<Change['timescale']> {
  return {
    asWritten: [],
    start: null,
    end,
    precision: 'day',
    basis: 'set',
    reason,
  }
}

/** What goes with a new status: the day of completion, the reason of a pause or a closure. */
function closing(
  to: ActionStatus,
  said: NewUpdate,
  today: Day,
): Pick<Change, 'completedOn' | 'statusReason'> {
  switch (to) {
    case 'complete_reported':
      return { completedOn: today, statusReason: null }
    case 'complete_verified':
      return { statusReason: null }
    case 'superseded':
      return { completedOn: null, statusReason: said.supersededBy ?? null }
    case 'paused':
    case 'closed_not_delivered':
      return { completedOn: null, statusReason: said.reason ?? null }
    case 'not_started':
    case 'in_progress':
      return { completedOn: null, statusReason: null }
  }
}
