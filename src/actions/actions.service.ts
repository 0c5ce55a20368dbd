import { Injectable } from '@nestjs/common'
import { AgenciesService } from '../agencies/agencies.service.js'
import type { Write } from '../audit/ledger.service.js'
import type { Instant } from '../clock/dates.js'
import { changeRows, findRow, insertRow } from '../database/rows.js'
import type { PlanHandle } from '../plans/plans.service.js'
import { Action, ActionPriority, Relation, Step } from './action.entity.js'
import { ActionNotFound, ChangeRefused, RevisionConflict } from './action-errors.js'
import type { Change, NewAssignment, NewTimescale } from './change.js'
import { enterPromises, type NewAction } from './enter-promises.js'
import { Assignment, type assignmentRoles, Revision, StepState, Timescale } from './revision.entity.js'
import { Priority } from '../plans/plan.entity.js'

export type { NewAction } from './enter-promises.js'

/** An action with its newest revision. */
export interface CurrentAction {
  action: Action
  revision: Revision
}

/** Enters promises and revises their state. Every change of a tracked field is a new revision; nothing is overwritten. */
@Injectable()
export class ActionsService {
  constructor(private readonly agencies: AgenciesService) {}

  /** Enters an action as its plan makes it, as revision 1, known from when its plan is. */
  async promise(write: Write, plan: PlanHandle, position: number, action: NewAction): Promise<void> {
    await this.promiseAll(write, plan, position, [action])
  }

  /** The same of actions that follow each other in the plan: many of them with few statements. */
  async promiseAll(
    write: Write,
    plan: PlanHandle,
    first: number,
    actions: readonly NewAction[],
  ): Promise<void> {
    await enterPromises(write, this.agencies, plan, first, actions)
  }

  /** The action with that ref and its newest revision. */
  async current(write: Write, ref: string): Promise<CurrentAction> {
    const action = await findRow(write.manager, Action, { ref })
    if (!action) throw new ActionNotFound(ref)
    const newest = { actionId: action.id, number: action.revision }
    const revision = await findRow(write.manager, Revision, newest)
    if (!revision) throw new Error(`${ref} has no revision ${action.revision}.`)
    return { action, revision }
  }

  /**
   * Stores the state of an action after a change and answers with the number of the new revision.
   *
   * @param expected the revision that the author read; `null` where nobody read one (a document is entered)
   * @param knownFrom when the programme could know it; never before the revision that it follows
   * @throws RevisionConflict when the action has moved on
   */
  async revise(
    write: Write,
    ref: string,
    expected: number | null,
    change: Change,
    knownFrom: Instant,
    reason: string | null,
  ): Promise<number> {
    return this.reviseCurrent(write, await this.current(write, ref), expected, change, knownFrom, reason)
  }

  /** The same, of an action that was read in this write. */
  async reviseCurrent(
    write: Write,
    { action, revision: before }: CurrentAction,
    expected: number | null,
    change: Change,
    knownFrom: Instant,
    reason: string | null,
  ): Promise<number> {
    const { ref } = action
    if (expected !== null && expected !== before.number)
      throw new RevisionConflict(ref, expected, before.number)
    if (knownFrom < before.knownFrom) {
      throw new ChangeRefused([
        { field: 'knownFrom', message: `${ref} already has a revision known from ${before.knownFrom}.` },
      ])
    }
    const number = before.number + 1
    const asRead = { id: action.id, revision: before.number }
    const moved = await changeRows(write.manager, Action, asRead, { revision: number })
    if (moved !== 1) throw new RevisionConflict(ref, before.number, number)

    const timescaleId = change.timescale
      ? await this.insertTimescale(write, action.id, change.timescale, before.timescaleId)
      : before.timescaleId
    await insertRow(write.manager, Revision, {
      actionId: action.id,
      number,
      title: change.title ?? before.title,
      status: change.status ?? before.status,
      statusReason: change.statusReason === undefined ? before.statusReason : change.statusReason,
      completedOn: change.completedOn === undefined ? before.completedOn : change.completedOn,
      confidence: change.confidence ?? before.confidence,
      timescaleId,
      assignmentsSetIn: change.assignments ? number : before.assignmentsSetIn,
      saidIn: change.said ? number : before.saidIn,
      author: write.author.name,
      reason,
      knownFrom,
      recordedAt: write.now,
    })
    if (change.assignments) await this.assign(write, action.id, number, change.assignments)
    await this.moveSteps(write, action, number, change.steps ?? [])
    write.tell({
      kind: 'action.revised',
      subject: ref,
      details: { revision: number, changed: { ...change } },
    })
    return number
  }

  /** Notes our reading of how two actions hang together. */
  async relate(
    write: Write,
    from: string,
    to: string,
    kind: Relation['kind'],
    reason: string,
  ): Promise<void> {
    const { action: source } = await this.current(write, from)
    const { action: target } = await this.current(write, to)
    await write.manager.insert(Relation, {
      ...{ fromId: source.id, toId: target.id, kind, reason },
      recordedAt: write.now,
    })
    write.tell({ kind: 'relation.read', subject: from, details: { to, relation: kind } })
  }

  /** Notes our reading of a priority that an action serves. */
  async serve(write: Write, ref: string, programme: string, priority: string, reason: string): Promise<void> {
    const { action } = await this.current(write, ref)
    const found = await write.manager
      .createQueryBuilder(Priority, 'priority')
      .innerJoin('programme', 'programme', 'programme.id = priority.programme_id')
      .where('programme.code = :programme AND priority.code = :priority', { programme, priority })
      .getOne()
    if (!found) throw new Error(`${programme} has no priority “${priority}”.`)
    await write.manager.insert(ActionPriority, {
      ...{ actionId: action.id, priorityId: found.id, reason },
      recordedAt: write.now,
    })
    write.tell({ kind: 'priority.read', subject: ref, details: { programme, priority } })
  }

  private async insertTimescale(
    write: Write,
    actionId: number,
    timescale: NewTimescale,
    beforeId: number | null,
  ): Promise<number> {
    const before = beforeId === null ? null : await write.manager.findOneByOrFail(Timescale, { id: beforeId })
    const redated = before?.end != null && before.end !== timescale.end
    const row = await write.manager.insert(Timescale, {
      ...timescale,
      // A date that was set later does not take the plan's words away.
      asWritten: timescale.basis === 'set' && before ? before.asWritten : timescale.asWritten,
      actionId,
      firstEnd: before?.firstEnd ?? timescale.end,
      timesRedated: (before?.timesRedated ?? 0) + (redated ? 1 : 0),
    })
    return Number(row.identifiers[0]?.id)
  }

  private async assign(
    write: Write,
    actionId: number,
    setInRevision: number,
    assignments: { leads: NewAssignment[]; partners: NewAssignment[] },
  ): Promise<void> {
    const rows: Omit<Assignment, 'id'>[] = []
    const add = async (role: (typeof assignmentRoles)[number], list: NewAssignment[]) => {
      for (const [index, { agency, asWritten, provisional }] of list.entries()) {
        const agencyId = await this.agencies.idOf(write, agency)
        rows.push({ actionId, setInRevision, role, position: index + 1, agencyId, provisional, asWritten })
      }
    }
    await add('lead', assignments.leads)
    await add('partner', assignments.partners)
    await insertAll(write, Assignment, rows)
  }

  private async moveSteps(
    write: Write,
    action: Action,
    setInRevision: number,
    steps: NonNullable<Change['steps']>,
  ) {
    const named = new Set<string>()
    for (const { ref, status } of steps) {
      if (named.has(ref)) {
        throw new ChangeRefused([{ field: 'steps', message: `The step “${ref}” is named twice.` }])
      }
      named.add(ref)
      const step = await write.manager.findOneBy(Step, { ref, actionId: action.id })
      if (!step) throw new ChangeRefused([{ field: 'steps', message: `${action.ref} has no step “${ref}”.` }])
      await write.manager.insert(StepState, { stepId: step.id, setInRevision, status })
    }
  }
}

async function insertAll(write: Write, entity: new () => object, rows: object[]): Promise<void> {
  if (rows.length > 0) await write.manager.insert(entity, rows)
}
