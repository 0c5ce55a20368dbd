import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { canApproveReport, canMakeReport } from '../../accounts/rights.js'
import { Ledger } from '../../audit/ledger.service.js'
import { changeRows } from '../../database/rows.js'
import { Conflict, type FieldError, Refused } from '../../web/problems.js'
import type { Blocker } from './blocker.js'
import { EditionChecks } from '../making/edition-checks.service.js'
import { EditionBlockers } from './edition-blockers.service.js'
import { EditionIssuing } from './edition-issuing.service.js'
import { appendStep } from '../editions/edition-steps.js'
import {
  type EditionMove,
  editionMoveOf,
  editionMoves,
  type EditionState,
  editionStateFacts,
  type MoveRequirement,
} from '../editions/edition-state.js'
import { type EditionFacts, EditionStore } from '../editions/edition-store.js'
import { Edition, type EditionStep } from '../editions/edition.entity.js'
import { refusalOf, shortestReason } from './move-refusals.js'
import { ownedOf, ReportDoor, type ReportStanding } from '../report-door.js'

/** A move that an edition can make from where it stands, and whether this person may make it now. */
export interface PossibleMove {
  to: EditionState
  /** The words on the button: "Send for review". */
  label: string
  requires: readonly MoveRequirement[]
  /** The sentence that says why not; null when it can be made. */
  refusal: string | null
}

export interface AskedMove {
  to: EditionState
  /** At least ten characters, where the move asks for it. */
  reason?: string | null
  /** The id of an issued edition that takes the place of a withdrawn one. */
  successor?: string | null
}

/** The way of an edition from draft to issue. */
@Injectable()
export class EditionMoves {
  constructor(
    private readonly door: ReportDoor,
    private readonly ledger: Ledger,
    private readonly store: EditionStore,
    private readonly editionBlockers: EditionBlockers,
    private readonly issuing: EditionIssuing,
    private readonly checks: EditionChecks,
  ) {}

  /** The moves of the table from where it stands. @throws EditionNotFound, NotAllowed */
  async moves(person: Person, id: string): Promise<PossibleMove[]> {
    const report = await this.door.standing(person, id)
    const edition = await this.store.facts(id)
    const blockers = await this.editionBlockers.of(edition)
    const steps = await this.store.steps(id)
    const drafters = await this.drafters(edition, steps)
    return editionMoves
      .filter(({ from }) => from === report.state)
      .map((move) => ({
        ...{ to: move.to, label: move.label, requires: move.requires },
        refusal: this.refusal(person, report, move, { blockers, steps, drafters }),
      }))
  }

  /** How it moved so far, the first step first. */
  async steps(person: Person, id: string): Promise<EditionStep[]> {
    await this.door.standing(person, id)
    return this.store.steps(id)
  }

  /** Issued editions of the same kind, plan and audience that can take the place of this one. */
  async successors(person: Person, id: string): Promise<ReportStanding[]> {
    const report = await this.door.standing(person, id)
    const all = await this.door.list(person)
    return all.filter((other) => other.id !== id && other.state === 'issued' && alike(report, other))
  }

  /**
   * Makes a move. Issue is a long one: it begins here (`printState` is "rendering") and ends in `work`; whether it went well
   * is read from the edition (`state` issued, or `failure`).
   *
   * @throws Refused (422: field "reason", "successor" or "to"), NotAllowed (403), Conflict (409: it moved meanwhile)
   */
  async move(person: Person, id: string, asked: AskedMove): Promise<{ work: Promise<Edition> }> {
    const report = await this.door.standing(person, id)
    await this.demandRight(person, report, asked)
    const move = editionMoveOf(report.state, asked.to)
    if (!move) throw new Refused([{ field: 'to', message: noMove(report.state) }])
    // Nobody is refused for a check that ends in a moment.
    await this.checks.ended(await this.store.facts(id))
    const refusal = (await this.moves(person, id)).find(({ to }) => to === asked.to)?.refusal
    if (refusal != null) throw new Refused([{ field: 'to', message: refusal }])
    const reason = asked.reason?.trim() ?? ''
    const errors = [
      ...reasonErrors(move, reason),
      ...(await this.successorErrors(person, move, id, asked.successor ?? null)),
    ]
    if (errors.length > 0) throw new Refused(errors)
    const edition = await this.store.get(id)
    if (edition.state !== move.from) throw new Conflict(movedOn(edition.state))
    if (move.to === 'issued') return this.issuing.begin(person, edition)
    await this.step(person, edition, move, reason === '' ? null : reason, asked.successor ?? null)
    return { work: Promise.resolve({ ...edition, state: move.to }) }
  }

  /** Who may not make such reports is refused as such, and noted; so is who approves what is their own. */
  private async demandRight(person: Person, report: ReportStanding, { to }: AskedMove): Promise<void> {
    const what = `move the report ${report.id} to ${to}`
    const sentence = 'Your account does not let you move this report.'
    await this.door.demandMaking(person, ownedOf(report), what, sentence)
    if (to !== 'approved' || report.state !== 'in_review') return
    const edition = await this.store.facts(report.id)
    const drafters = await this.drafters(edition, await this.store.steps(report.id))
    if (canApproveReport(person, ownedOf(report), drafters)) return
    const own = 'You made this report, wrote into it or sent it for review: somebody else must approve it.'
    await this.door.refuse(person, what, own)
  }

  private refusal(
    person: Person,
    report: ReportStanding,
    move: EditionMove,
    known: { blockers: Blocker[]; steps: EditionStep[]; drafters: number[] },
  ): string | null {
    const owned = ownedOf(report)
    return refusalOf(move, {
      ...{ printState: report.printState, dataSha256: report.dataSha256, blockers: known.blockers },
      approvedSha256: known.steps.findLast(({ to }) => to === 'approved')?.dataSha256 ?? null,
      mayMake: canMakeReport(person, owned),
      mayApprove: canApproveReport(person, owned, known.drafters),
    })
  }

  /** The accounts of those who made it, wrote into it or sent it for review, in any round. */
  private async drafters({ id, accountId }: EditionFacts, steps: readonly EditionStep[]): Promise<number[]> {
    const writers = (await this.store.allParts(id)).map((part) => part.accountId)
    const senders = steps.filter(({ to }) => to === 'in_review').map((step) => step.accountId)
    return [...new Set([accountId, ...writers, ...senders])].filter((each) => each !== null)
  }

  private async successorErrors(
    person: Person,
    { to }: EditionMove,
    id: string,
    successor: string | null,
  ): Promise<FieldError[]> {
    if (successor === null) return []
    const field = 'successor'
    if (to !== 'withdrawn') return [{ field, message: 'Only a withdrawn report has a successor.' }]
    if ((await this.successors(person, id)).some((each) => each.id === successor)) return []
    return [
      {
        field,
        message: `The successor must be an issued report of the same kind, plan and audience: ${successor} is none.`,
      },
    ]
  }

  private async step(
    person: Person,
    { id, dataSha256, printState }: Edition,
    { from, to }: EditionMove,
    reason: string | null,
    successorId: string | null,
  ): Promise<void> {
    await this.ledger.write(person, async (write) => {
      // What was looked at must still be so: where it stands, the very data and where their print stands.
      const seen = { id, state: from, dataSha256, printState }
      const changed = await changeRows(write.manager, Edition, seen, { state: to })
      if (changed === 0) throw new Conflict('The report was changed in this moment. Look at it again.')
      await appendStep(write, person, { editionId: id, from, to, reason, successorId, dataSha256 })
    })
  }
}

function reasonErrors({ requires }: EditionMove, reason: string): FieldError[] {
  if (!requires.includes('reason') && reason === '') return []
  if (requires.includes('reason') && reason.length < shortestReason) {
    return [{ field: 'reason', message: `Give the reason, in at least ${shortestReason} characters.` }]
  }
  if (reason.length <= 2_000) return []
  return [{ field: 'reason', message: 'The reason must have at most 2,000 characters.' }]
}

const alike = (one: ReportStanding, other: ReportStanding) =>
  one.kind === other.kind && one.audience === other.audience && one.plan?.slug === other.plan?.slug

const movedOn = (state: EditionState) =>
  `The report has moved on: it stands at “${editionStateFacts[state].label}”.`

function noMove(from: EditionState): string {
  const allowed = editionMoves
    .filter((move) => move.from === from)
    .map(({ to }) => `“${editionStateFacts[to].label}”`)
  const list = allowed.length === 0 ? 'nowhere' : `to ${allowed.join(' or ')}`
  return `From “${editionStateFacts[from].label}” a report can move ${list}.`
}
