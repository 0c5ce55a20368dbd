import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { canCommission } from '../../accounts/rights.js'
import { Ledger, type Write } from '../../audit/ledger.service.js'
import { Clock } from '../../clock/clock.js'
import { londonDay } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import { Conflict, NotAllowed, Refused } from '../../web/problems.js'
import { type Answerer, byAccount } from './answerer.js'
import { blockersOf, type AskedUnit } from './return-blockers.js'
import { ReturnAcceptance } from './return-acceptance.js'
import { isOfItsAgency, type OpenedReturn, ReturnDoor } from './return-door.js'
import { type ReadAnswers, readAnswers } from './return-lines.reading.js'
import type { SubmittedReturn } from './return-lines.js'
import { asUnits, unitsOf } from './return-reader.js'
import type { ReturnMover, ReturnState } from './return-state.js'
import { freezeSubmission } from './return-submission.js'
import { readReturns } from './return-summaries.js'
import { isSecondPerson, voicesOf } from '../second-person.js'
import { selectIn } from '../select-in-write.js'
import { moveReturn, refuseUnwritable, stepsOf, takeReturn, type TakenReturn } from './taken-return.js'

/** Moves returns: to the programme office, through the second person, and back with questions. */
@Injectable()
export class ReturnMoves {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly door: ReturnDoor,
    private readonly acceptance: ReturnAcceptance,
  ) {}

  /** @returns where it now stands */
  async submit(who: Answerer, opened: OpenedReturn): Promise<ReturnState> {
    const units = await this.unitsOf(opened)
    return this.ledger.write(who, async (write) => {
      const taken = await takeReturn(write, opened.id)
      refuseUnwritable(taken)
      const answers = await readAnswers(selectIn(write.manager), opened.id)
      refuseBlocked(write, taken, answers, units)
      const to = taken.needsSecondPerson ? 'awaiting_sign_off' : 'submitted'
      if (to === 'submitted') await freezeSubmission(write, who, taken, answers, units)
      await moveReturn(write, taken, to, { who, as: ['agency'], reason: null })
      return to
    })
  }

  async signOff(who: Answerer, opened: OpenedReturn): Promise<void> {
    const units = await this.unitsOf(opened)
    await this.ledger.write(who, async (write) => {
      const taken = await takeReturn(write, opened.id)
      refuseClosed(taken)
      const as = await secondPerson(write, who, opened)
      if (taken.state === 'awaiting_sign_off' && as.length > 0) {
        const answers = await readAnswers(selectIn(write.manager), opened.id)
        refuseBlocked(write, taken, answers, units)
        await freezeSubmission(write, who, taken, answers, units)
      }
      await moveReturn(write, taken, 'submitted', { who, as, reason: null })
    })
  }

  async signBack(who: Answerer, opened: OpenedReturn, reason: string): Promise<void> {
    await this.ledger.write(who, async (write) => {
      const taken = await takeReturn(write, opened.id)
      refuseClosed(taken)
      const as = await secondPerson(write, who, opened)
      // What the programme office has sent back goes back to where the first person changes it.
      const to = taken.answeredAt === null ? 'open' : 'sent_back'
      await moveReturn(write, taken, to, { who, as, reason: reason.trim() || null })
    })
  }

  async accept(person: Person, opened: OpenedReturn, seen: Record<string, number>): Promise<number> {
    await this.refuseOthers(person, `accept the return ${opened.id}`)
    return this.ledger.write(person, async (write) => {
      const taken = await takeReturn(write, opened.id)
      const moving = { who: byAccount(person), as: office, reason: null }
      await moveReturn(write, taken, 'accepted', moving)
      return this.acceptance.record(write, opened.id, await lastSubmission(write, opened.id), seen)
    })
  }

  async sendBack(
    person: Person,
    opened: OpenedReturn,
    reason: string | null,
    questions: Record<string, string>,
  ): Promise<void> {
    await this.refuseOthers(person, `send back the return ${opened.id}`)
    await this.ledger.write(person, async (write) => {
      const taken = await takeReturn(write, opened.id)
      refuseClosed(taken)
      const moving = { who: byAccount(person), as: office, reason: reason?.trim() || null }
      const asked = tidy(questions)
      await moveReturn(write, taken, 'sent_back', { ...moving, questions: asked })
      const { lines } = await lastSubmission(write, opened.id)
      for (const ref of Object.keys(asked)) {
        if (lines.some((line) => line.ref === ref)) continue
        const message = `${ref} is not a line of the return of ${taken.agency.name}.`
        throw new Refused([{ field: `questions.${ref}`, message }])
      }
    })
  }

  private async refuseOthers(person: Person, wish: string): Promise<void> {
    if (canCommission(person)) return
    await this.door.refuse(byAccount(person), wish)
    throw new NotAllowed('Only the programme office accepts returns and sends them back.')
  }

  private async unitsOf({ id, commissionId }: OpenedReturn): Promise<AskedUnit[]> {
    return asUnits(unitsOf(await readReturns(this.database, [commissionId], this.clock.today()), id))
  }
}

const office: readonly ReturnMover[] = ['programme office']
const longestQuestion = 5000

function tidy(questions: Record<string, string>): Record<string, string> {
  const asked = Object.entries(questions)
    .map(([ref, text]) => [ref, text.trim()] as const)
    .filter(([, text]) => text !== '')
  const wrong = asked
    .filter(([, text]) => text.length > longestQuestion)
    .map(([ref]) => ({
      field: `questions.${ref}`,
      message: `The question about ${ref} must have at most ${longestQuestion} characters.`,
    }))
  if (wrong.length > 0) throw new Refused(wrong)
  return Object.fromEntries(asked)
}

/** @throws Refused naming each line, or `whole`, that keeps it from being sent */
function refuseBlocked(
  write: Write,
  { commission }: TakenReturn,
  answers: ReadAnswers,
  units: readonly AskedUnit[],
): void {
  const days = { dueOn: commission.dueOn, today: londonDay(write.now) }
  const blockers = blockersOf(answers, commission.questions, units, days)
  if (blockers.length === 0) return
  throw new Refused(blockers.map(({ part, sentence }) => ({ field: part ?? 'units', message: sentence })))
}

function refuseClosed({ commission }: TakenReturn): void {
  if (commission.state === 'open') return
  throw new Conflict('The commission is closed: its returns take no more answers.', 'Not open')
}

/** As whom somebody signs off: as nobody where they sent the return on, or are not of the agency. */
async function secondPerson(
  write: Write,
  who: Answerer,
  opened: OpenedReturn,
): Promise<readonly ReturnMover[]> {
  if (!isOfItsAgency(who, opened)) return []
  const voices = await voicesOf(selectIn(write.manager), who, opened.id)
  return isSecondPerson(voices, await stepsOf(write, opened.id)) ? ['second person'] : []
}

/** What the return was sent with the last time. */
async function lastSubmission({ manager }: Write, returnId: number): Promise<SubmittedReturn> {
  const [row] = await selectIn(manager)<{ content: string }>(
    'SELECT content FROM return_submission WHERE return_id = ? ORDER BY "number" DESC LIMIT 1',
    [returnId],
  )
  if (!row) throw new Error(`The return ${returnId} was submitted without a submission.`)
  return JSON.parse(row.content) as SubmittedReturn
}
