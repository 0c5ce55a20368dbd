import { Injectable } from '@nestjs/common'
import { type ActionStatus, refuseMove, type Role, statusFacts } from '../actions/action-status.js'
import { Action } from '../actions/action.entity.js'
import { ActionNotFound, ChangeRefused, RevisionConflict } from '../actions/action-errors.js'
import { ActionsService, type CurrentAction } from '../actions/actions.service.js'
import type { Change } from '../actions/change.js'
import type { Confidence } from '../actions/confidence.js'
import { AgenciesService } from '../agencies/agencies.service.js'
import type { Author, Write } from '../audit/ledger.service.js'
import { Ledger } from '../audit/ledger.service.js'
import { type Day, type Instant, londonDay } from '../clock/dates.js'
import { findRow, insertRow } from '../database/rows.js'
import type { PlanHandle } from '../plans/plans.service.js'
import type { Span } from '../plans/span.js'
import { type Evidence, Update, UpdateAction } from './update.entity.js'

/** What a person says of one action, live. */
export interface NewUpdate {
  /** The revision that the author read. */
  revision: number
  status?: ActionStatus
  confidence?: Confidence
  narrative: string
  evidence?: Evidence[]
  nextStep?: string
  /** A new end date; needs a reason. */
  timescaleEnd?: Day
  reason?: string
  /** Ref of the action that takes this one's place. */
  supersededBy?: string
  steps?: { ref: string; status: ActionStatus }[]
  /** Slug of the agency that the statement is made for. */
  onBehalfOf?: string
}

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

export interface Speaker extends Author {
  role: Role
}

/** Records statements about what has happened. An update is never altered; each makes a revision of its action. */
@Injectable()
export class UpdatesService {
  constructor(
    private readonly ledger: Ledger,
    private readonly actions: ActionsService,
    private readonly agencies: AgenciesService,
  ) {}

  /**
   * Records what a person says of an action, and the revision that it makes, in one transaction.
   *
   * @throws ActionNotFound, RevisionConflict (somebody was first), ChangeRefused (with the sentence for the user)
   */
  async record(speaker: Speaker, ref: string, said: NewUpdate): Promise<number> {
    return this.ledger.write(speaker, async (write) => {
      const current = await this.actions.current(write, ref)
      const { action, revision } = current
      // Before anything else: what the rules say of a state that the author has not seen is of no use to them.
      if (said.revision !== revision.number) throw new RevisionConflict(ref, said.revision, revision.number)
      const change = await this.changeOf(write, speaker, current, said)
      const because = said.reason ?? null
      const number = await this.actions.reviseCurrent(
        write,
        current,
        said.revision,
        change,
        write.now,
        because,
      )
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
        saidBy: speaker.name,
        onBehalfOfId: said.onBehalfOf ? await this.agencies.idOf(write, said.onBehalfOf) : null,
        section: null,
        note: null,
        knownFrom: write.now,
        recordedAt: write.now,
      })
      await this.hang(write, updateId, action.id, number, said.narrative, revision.saidIn, write.now)
      write.tell({
        kind: 'update.recorded',
        subject: ref,
        details: { update: updateId, actions: [ref], by: speaker.name },
      })
      return updateId
    })
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

  /** What the update changes of the action, or the refusal. */
  private async changeOf(
    write: Write,
    speaker: Speaker,
    { action: { ref }, revision }: CurrentAction,
    said: NewUpdate,
  ): Promise<Change> {
    const to = said.status ?? revision.status
    const refusal = refuseMove(revision.status, to, {
      role: speaker.role,
      hasEvidence: (said.evidence ?? []).length > 0,
      reason: said.reason ?? null,
      supersededBy: said.supersededBy ?? null,
    })
    const errors: { field: string; message: string }[] = refusal ? [refusal] : []
    if (said.timescaleEnd && !said.reason?.trim()) {
      errors.push({ field: 'reason', message: `To move the end date of ${ref}, say why in the reason.` })
    }
    if (said.timescaleEnd && !statusFacts[to].open) {
      errors.push({ field: 'timescaleEnd', message: `${ref} is closed: its end date cannot move.` })
    }
    if (!refusal && said.supersededBy && to !== 'superseded') {
      errors.push({ field: 'supersededBy', message: 'supersededBy belongs to the status superseded.' })
    }
    if (said.supersededBy === ref) {
      errors.push({ field: 'supersededBy', message: `${ref} cannot take its own place.` })
    } else if (said.supersededBy && !(await write.manager.existsBy(Action, { ref: said.supersededBy }))) {
      errors.push({ field: 'supersededBy', message: new ActionNotFound(said.supersededBy).message })
    }
    if (said.onBehalfOf && (await this.agencies.find(write, said.onBehalfOf)) === null) {
      errors.push({ field: 'onBehalfOf', message: `No agency “${said.onBehalfOf}” is registered.` })
    }
    if (errors.length > 0) throw new ChangeRefused(errors)

    const moves = to !== revision.status
    return {
      said: true,
      ...(moves ? { status: to, ...closing(to, said, londonDay(write.now)) } : {}),
      ...(said.confidence ? { confidence: said.confidence } : {}),
      ...(said.steps ? { steps: said.steps } : {}),
      ...(said.timescaleEnd
        ? {
            timescale: {
              asWritten: [],
              start: null,
              end: said.timescaleEnd,
              precision: 'day',
              basis: 'set',
              reason: said.reason ?? null,
            },
          }
        : {}),
    }
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

function documentedChange(status: ActionStatus, on: Day | null, knownFrom: Instant): Change {
  const completedOn = statusFacts[status].complete ? (on ?? londonDay(knownFrom)) : null
  const needsReason = status === 'paused' || status === 'closed_not_delivered' || status === 'superseded'
  return { status, completedOn, statusReason: needsReason ? 'Stated in the document' : null }
}
