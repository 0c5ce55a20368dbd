import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { canSpeakFor, canUpdateAll, updatingRole } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { type ActionStatus, statusFacts } from '../actions/action-status.js'
import { NotYours, RevisionConflict } from '../actions/action-errors.js'
import { ActionsService, type CurrentAction } from '../actions/actions.service.js'
import { ownedAction } from '../actions/owned-action.js'
import type { Change } from '../actions/change.js'
import { AgenciesService } from '../agencies/agencies.service.js'
import { Ledger, type Write } from '../audit/ledger.service.js'
import { type Day, type Instant, londonDay } from '../clock/dates.js'
import { findRow, insertRow } from '../database/rows.js'
import type { PlanHandle } from '../plans/plans.service.js'
import type { Span } from '../plans/span.js'
import { DateChanges, type DateMove } from './date-changes.service.js'
import type { NewUpdate, Voice } from './new-update.js'
import { UpdateRules } from './update-rules.js'
import { Update, UpdateAction } from './update.entity.js'

export type { NewUpdate, Voice } from './new-update.js'

/** What a document says has happened. */
export interface DocumentedUpdate {
  /** Refs of the actions that it speaks of. */
  actions: string[]
  theme: string | null
  on: Span
  status: ActionStatus | null
  narrative: string
  section: string
  saidBy: string
  note: string | null
}

/** Records statements about what has happened. An update is never altered; each makes a revision of its action. */
@Injectable()
export class UpdatesService {
  constructor(
    private readonly ledger: Ledger,
    private readonly actions: ActionsService,
    private readonly agencies: AgenciesService,
    private readonly rules: UpdateRules,
    private readonly dates: DateChanges,
    private readonly trail: SecurityTrail,
  ) {}

  /**
   * Records what a person says of an action, and the revision that it makes, in one transaction.
   *
   * @throws ActionNotFound, NotYours, RevisionConflict (somebody was first), ChangeRefused (with the sentence for the user)
   */
  async record(speaker: Person, ref: string, said: NewUpdate): Promise<number> {
    return this.noting(speaker, () =>
      this.ledger.write(speaker, (write) => this.recordIn(write, speaker, ref, said)),
    )
  }

  /**
   * Whether the update would be recorded, by the very rules that record it. Nothing is stored.
   *
   * @throws ActionNotFound, NotYours, RevisionConflict, ChangeRefused, as `record` would
   */
  async check(speaker: Person, ref: string, said: NewUpdate): Promise<void> {
    await this.noting(speaker, () =>
      this.ledger.rehearse(speaker, (write) => this.recordIn(write, speaker, ref, said)),
    )
  }

  /**
   * The same of many actions at once, all or none of them.
   *
   * @param first what is noted in the same transaction, before them
   * @returns their number
   */
  async recordAll(
    speaker: Person,
    all: { ref: string; said: NewUpdate }[],
    first?: (write: Write) => Promise<void>,
  ): Promise<number> {
    await this.noting(speaker, () =>
      this.ledger.write(speaker, async (write) => {
        await first?.(write)
        for (const { ref, said } of all) await this.recordIn(write, speaker, ref, said)
      }),
    )
    return all.length
  }

  /** A refusal by rights stands in the trail, though the write that met it is undone. */
  private async noting<T>(speaker: Person, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof NotYours) await this.trail.refused(speaker, `update ${error.ref}`)
      throw error
    }
  }

  private async recordIn(write: Write, speaker: Person, ref: string, said: NewUpdate): Promise<number> {
    const current = await this.actions.current(write, ref)
    const role = canUpdateAll(speaker)
      ? 'programme_office'
      : updatingRole(speaker, await ownedAction(write, current))
    if (role === null) throw new NotYours(ref, 'update')
    const speaksFor = (agency: string) => canSpeakFor(speaker, agency)
    const { name, accountId } = speaker
    return this.recordOf(write, { name, role, speaksFor, accountId }, current, said)
  }

  /**
   * Records inside another write what somebody says of an action: whoever calls has made sure of the rights.
   *
   * A new date that needs the programme office's agreement waits for it, unless the voice brings it.
   *
   * @returns the id of the update
   * @throws ActionNotFound, RevisionConflict, ChangeRefused
   */
  async recordAs(write: Write, voice: Voice, ref: string, said: NewUpdate): Promise<number> {
    return this.recordOf(write, voice, await this.actions.current(write, ref), said)
  }

  private async recordOf(
    write: Write,
    voice: Voice,
    current: CurrentAction,
    said: NewUpdate,
  ): Promise<number> {
    const { action, revision } = current
    const { ref } = action
    // Before anything else: what the rules say of a state that the author has not seen is of no use to them.
    if (said.revision !== revision.number) throw new RevisionConflict(ref, said.revision, revision.number)
    const asked = await this.rules.changeOf(write, voice, current, said)
    const move = await this.dates.moveOf(write, voice, current, said)
    const { change, because } = atOnce(asked, said, move)
    const number = await this.actions.reviseCurrent(write, current, said.revision, change, write.now, because)
    const today = londonDay(write.now)
    const updateId = await insertRow(write.manager, Update, {
      planId: action.planId,
      themeId: null,
      onAsWritten: null,
      onStart: today,
      onEnd: today,
      onPrecision: 'day',
      status: change.status ?? revision.status,
      confidence: change.confidence ?? revision.confidence,
      narrative: said.narrative,
      nextStep: said.nextStep ?? null,
      evidence: said.evidence ?? [],
      saidBy: voice.name,
      onBehalfOfId: said.onBehalfOf ? await this.agencies.idOf(write, said.onBehalfOf) : null,
      section: null,
      note: null,
      knownFrom: write.now,
      recordedAt: write.now,
    })
    await this.hang(write, updateId, action.id, number, said.narrative, revision.saidIn, write.now)
    const status = change.status ?? revision.status
    await this.dates.note(write, voice, { action, number, status }, move)
    write.tell({
      kind: 'update.recorded',
      subject: ref,
      details: { update: updateId, actions: [ref], by: voice.name },
    })
    return updateId
  }

  /** Enters a statement of a published document, known from the document's publication. */
  async enterDocumented(
    write: Write,
    plan: PlanHandle,
    documentTitle: string,
    said: DocumentedUpdate,
  ): Promise<void> {
    const themeId = said.theme === null ? null : plan.themeIds.get(said.theme)
    if (themeId === undefined)
      throw new Error(`${plan.slug} has no theme “${said.theme ?? ''}” for an update.`)
    const updateId = await insertRow(write.manager, Update, {
      planId: plan.id,
      themeId,
      onAsWritten: said.on.asWritten,
      onStart: said.on.start,
      onEnd: said.on.end,
      onPrecision: said.on.precision,
      status: said.status,
      confidence: null,
      narrative: said.narrative,
      nextStep: null,
      evidence: [{ title: `${documentTitle}, ${said.section}`, url: null }],
      saidBy: said.saidBy,
      onBehalfOfId: null,
      section: said.section,
      note: said.note,
      knownFrom: plan.knownFrom,
      recordedAt: write.now,
    })
    for (const ref of said.actions) {
      const change = said.status ? documentedChange(said.status, said.on.end, plan.knownFrom) : {}
      const current = await this.actions.current(write, ref)
      const revised = { ...change, said: true }
      const because = 'Stated in the document'
      const number = await this.actions.reviseCurrent(write, current, null, revised, plan.knownFrom, because)
      const { action, revision: before } = current
      await this.hang(write, updateId, action.id, number, said.narrative, before.saidIn, plan.knownFrom)
    }
    const subject = said.actions[0] ?? plan.slug
    write.tell({
      kind: 'update.recorded',
      subject,
      details: { update: updateId, actions: said.actions, by: said.saidBy },
    })
  }

  /** Joins an update to an action, and notes since when the same words have been said of it. */
  private async hang(
    write: Write,
    updateId: number,
    actionId: number,
    revision: number,
    narrative: string,
    saidBeforeIn: number | null,
    knownFrom: Instant,
  ): Promise<void> {
    const before =
      saidBeforeIn === null
        ? null
        : await findRow(write.manager, UpdateAction, { actionId, revision: saidBeforeIn })
    const words = before ? await findRow(write.manager, Update, { id: before.updateId }) : null
    const sameWordsSince =
      before && words?.narrative.trim() === narrative.trim() ? before.sameWordsSince : knownFrom
    await insertRow(write.manager, UpdateAction, { updateId, actionId, revision, sameWordsSince })
  }
}

/** What of an update is recorded at once, and why: a date that waits for agreement moves nothing yet. */
function atOnce(
  asked: Change,
  said: NewUpdate,
  move: DateMove | null,
): { change: Change; because: string | null } {
  if (!move?.waits) return { change: asked, because: becauseOf(said) }
  const change = { ...asked }
  delete change.timescale
  return { change, because: change.status === undefined ? null : (said.reason ?? null) }
}

/** Why the revision was made: the reason of the status and that of the date, where they are two. */
function becauseOf({ reason, timescaleReason }: NewUpdate): string | null {
  if (timescaleReason === undefined || timescaleReason === reason) return reason ?? null
  return reason
    ? `${reason.trim().replace(/[.!?]?$/u, (stop) => stop || '.')} ${timescaleReason}`
    : timescaleReason
}

function documentedChange(status: ActionStatus, on: Day | null, knownFrom: Instant): Change {
  const completedOn = statusFacts[status].complete ? (on ?? londonDay(knownFrom)) : null
  const needsReason = status === 'paused' || status === 'closed_not_delivered' || status === 'superseded'
  return { status, completedOn, statusReason: needsReason ? 'Stated in the document' : null }
}
