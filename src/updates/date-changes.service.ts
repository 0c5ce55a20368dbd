import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { canCommission } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { Action } from '../actions/action.entity.js'
import { ChangeRefused } from '../actions/action-errors.js'
import { type ActionStatus, statusFacts } from '../actions/action-status.js'
import { ActionsService, type CurrentAction } from '../actions/actions.service.js'
import { Revision, Timescale } from '../actions/revision.entity.js'
import { Ledger, type Write } from '../audit/ledger.service.js'
import type { Day } from '../clock/dates.js'
import { changeRows, findRow, insertRow } from '../database/rows.js'
import { Conflict, NotAllowed, NotFound } from '../web/problems.js'
import { DateChange } from './date-change.entity.js'
import type { NewUpdate, Voice } from './new-update.js'
import { dateReasonOf, setLater } from './update-rules.js'

/** A new end date that an update asks for, and whether it may be set at once. */
export interface DateMove {
  from: Day | null
  to: Day
  reason: string
  /** Whether somebody's agreement is needed before it is set. */
  waits: boolean
  /** Who agreed to it at once; null where nobody's agreement is needed, or none is given yet. */
  agreedBy: string | null
}

/** Whether a new end date needs the programme office's agreement: from the second move on, it does. */
export function needsAgreement(
  { end, timesRedated }: { end: Day | null; timesRedated: number },
  to: Day,
): boolean {
  return timesRedated >= 1 && end !== to
}

/**
 * New end dates: the first move takes a reason, from the second on the programme office must agree as well. What waits for
 * it is one for each action; it is overtaken by whatever moves the date, or closes the action, meanwhile.
 */
@Injectable()
export class DateChanges {
  constructor(
    private readonly ledger: Ledger,
    private readonly actions: ActionsService,
    private readonly trail: SecurityTrail,
  ) {}

  /** The move of the end date in what somebody says; null where the date stays as it is. */
  async moveOf(
    { manager }: Write,
    voice: Voice,
    { revision }: CurrentAction,
    said: NewUpdate,
  ): Promise<DateMove | null> {
    const to = said.timescaleEnd
    if (to === undefined) return null
    const now = await findRow(manager, Timescale, { id: revision.timescaleId })
    if (!now || now.end === to) return null
    const needed = needsAgreement(now, to)
    const agreedBy = needed ? agreementIn(voice) : null
    return {
      ...{ from: now.end, to, reason: dateReasonOf(said)?.trim() ?? '' },
      ...{ waits: needed && agreedBy === null, agreedBy },
    }
  }

  /** Stores what becomes of a move, and of one that waited, after the revision that the update made. */
  async note(
    write: Write,
    voice: Pick<Voice, 'name' | 'accountId'>,
    { action, number, status }: { action: Action; number: number; status: ActionStatus },
    move: DateMove | null,
  ): Promise<void> {
    if (!statusFacts[status].open) await this.overtake(write, action, 'The action was closed.')
    if (move === null) return
    await this.overtake(write, action, move.waits ? 'Another date was asked for.' : 'Another date was set.')
    const { from, to, reason, waits, agreedBy } = move
    await insertRow(write.manager, DateChange, {
      ...{ actionId: action.id, fromEnd: from, toEnd: to, reason },
      ...{ accountId: voice.accountId ?? null, author: voice.name, askedAt: write.now },
      ...{ state: waits ? 'waiting' : 'agreed', decidedBy: agreedBy, decisionReason: null },
      decidedAt: waits ? null : write.now,
      timescaleId: waits ? null : await timescaleOf(write, action.id, number),
    })
    if (waits) write.tell({ kind: 'date-change.asked', subject: action.ref, details: { from, to, reason } })
    else if (agreedBy !== null) tellDecided(write, action.ref, to, 'agreed', null)
  }

  /**
   * Agrees to a date that waits, and sets it, in the name of the programme office.
   *
   * @param remark what the programme office says of it, or null
   * @throws NotAllowed, NotFound, Conflict where it waits no longer, ChangeRefused where the action is closed
   */
  async agree(person: Person, id: number, remark: string | null): Promise<string> {
    return this.decide(person, id, async (write, asked, { ref }) => {
      const current = await this.actions.current(write, ref)
      if (!statusFacts[current.revision.status].open) {
        throw new ChangeRefused([
          { field: 'decision', message: `${ref} is closed: its end date cannot move.` },
        ])
      }
      const timescale = setLater(asked.toEnd, asked.reason)
      const number = await this.actions.reviseCurrent(
        write,
        current,
        null,
        { timescale },
        write.now,
        asked.reason,
      )
      const timescaleId = await timescaleOf(write, asked.actionId, number)
      return { state: 'agreed', decisionReason: remark, timescaleId }
    })
  }

  /**
   * Refuses a date that waits: the date that is set stays.
   *
   * @throws NotAllowed, NotFound, Conflict where it waits no longer
   */
  async refuse(person: Person, id: number, reason: string): Promise<string> {
    if (reason.trim() === '') {
      throw new ChangeRefused([{ field: 'reason', message: 'Say why the new date is refused.' }])
    }
    return this.decide(person, id, () => Promise.resolve({ state: 'refused', decisionReason: reason }))
  }

  /** @returns the ref of the action */
  private async decide(
    person: Person,
    id: number,
    outcome: (
      write: Write,
      asked: DateChange,
      action: Action,
    ) => Promise<Partial<DateChange> & Pick<DateChange, 'state' | 'decisionReason'>>,
  ): Promise<string> {
    if (!canCommission(person)) {
      await this.trail.refused(person, `decide the new date ${id}`)
      throw new NotAllowed('Only the programme office agrees to new dates.')
    }
    return this.ledger.write(person, async (write) => {
      const asked = await findRow(write.manager, DateChange, { id })
      const action = asked && (await findRow(write.manager, Action, { id: asked.actionId }))
      if (!asked || !action) throw new NotFound('Nobody has asked for this date.')
      if (asked.state !== 'waiting') throw new Conflict(decidedMeanwhile(asked))
      const decided = await outcome(write, asked, action)
      const by = { decidedBy: write.author.name, decidedAt: write.now }
      await changeRows(write.manager, DateChange, { id }, { ...decided, ...by })
      tellDecided(write, action.ref, asked.toEnd, decided.state, decided.decisionReason)
      return action.ref
    })
  }

  private async overtake(write: Write, { id, ref }: Action, why: string): Promise<void> {
    const waiting = await findRow(write.manager, DateChange, { actionId: id, state: 'waiting' })
    if (!waiting) return
    const overtaken = { state: 'overtaken', decisionReason: why, decidedAt: write.now } as const
    await changeRows(write.manager, DateChange, { id: waiting.id }, overtaken)
    tellDecided(write, ref, waiting.toEnd, 'overtaken', why)
  }
}

/** The programme office agrees by saying it; of what others say, whoever accepted it for the office. */
function agreementIn({ role, name, agreesToDates }: Voice): string | null {
  return agreesToDates ?? (role === 'programme_office' ? name : null)
}

async function timescaleOf({ manager }: Write, actionId: number, number: number): Promise<number> {
  const revision = await findRow(manager, Revision, { actionId, number })
  if (!revision) throw new Error(`The revision ${number} of a new date is not there.`)
  return revision.timescaleId
}

function tellDecided(write: Write, ref: string, to: Day, state: string, reason: string | null): void {
  write.tell({ kind: 'date-change.decided', subject: ref, details: { to, state, reason } })
}

const becameOf: Record<DateChange['state'], string> = {
  waiting: 'waits',
  agreed: 'has been agreed',
  refused: 'has been refused',
  overtaken: 'was overtaken',
}

function decidedMeanwhile({ state, decidedBy, decisionReason }: DateChange): string {
  const by = decidedBy === null ? '' : ` by ${decidedBy}`
  const why = decisionReason === null || decisionReason === '' ? '' : `: ${decisionReason}`
  return `This date no longer waits. It ${becameOf[state]}${by}${why}`.replace(/[.]?$/u, '.')
}
