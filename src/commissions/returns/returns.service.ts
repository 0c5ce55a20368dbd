import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { canReadReturn } from '../../accounts/rights.js'
import { Ledger, type Write } from '../../audit/ledger.service.js'
import { Clock } from '../../clock/clock.js'
import type { Instant } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import { NotFound } from '../../web/problems.js'
import type { Answerer } from './answerer.js'
import { readCommissions } from '../commission/commission-reader.js'
import { MarkedLines } from '../marked-lines.js'
import { type GivenAnswer, NothingNew, saveAnswers } from './return-answers.js'
import { ownedReturns, ReturnDoor } from './return-door.js'
import { type Colleague, ReturnHandover } from './return-handover.js'
import { type LineAnswer, nilAnswer, type SubmittedReturn, type WholeAnswer } from './return-lines.js'
import { ReturnMoves } from './return-moves.js'
import { ReturnReader } from './return-reader.js'
import type { ReturnState } from './return-state.js'
import { readReturns } from './return-summaries.js'
import type { ReturnSummary, ReturnView } from '../views.js'

/** Closed commissions whose returns stand in the list beside those of the open ones. */
const closedInList = 4

/** A submission as it was sent. */
export type Submission = SubmittedReturn & { author: string; submittedAt: Instant; sha256: string }

/** The returns as whoever speaks for them may read and answer them: the door for every page and every call of the API. */
@Injectable()
export class ReturnsService {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly door: ReturnDoor,
    private readonly reader: ReturnReader,
    private readonly moves: ReturnMoves,
    private readonly handover: ReturnHandover,
    private readonly marked: MarkedLines,
  ) {}

  /** Those that the person may read, of the open commissions and the newest closed ones, the newest first. */
  async list(person: Person): Promise<ReturnSummary[]> {
    const commissions = await readCommissions(this.database)
    const closed = commissions.filter(({ state }) => state === 'closed').slice(0, closedInList)
    const shown = [...commissions.filter(({ state }) => state === 'open'), ...closed].map(({ id }) => id)
    const { rows, summaries, tree } = await readReturns(this.database, shown, this.clock.today())
    const owned = await ownedReturns(
      this.database,
      tree,
      rows.map((row) => row.agency_id),
    )
    const readable = new Set(
      rows.filter((_, index) => owned[index] && canReadReturn(person, owned[index])).map(({ id }) => id),
    )
    const place = (summary: ReturnSummary) => shown.indexOf(summary.commission.id)
    return summaries
      .filter(({ id }) => readable.has(id))
      .sort((one, other) => place(one) - place(other) || one.id - other.id)
  }

  /** That lines of a marked plan were read stands in the trail. @throws NotFound, NotAllowed */
  async one(who: Answerer, id: number): Promise<ReturnView> {
    const view = await this.reader.view(who, await this.door.open(who, id, 'read'))
    await this.marked.note(who, id)
    return view
  }

  /**
   * Saves the answer of one part: the ref of a line, or `whole`.
   *
   * @param after the saving of the part that was read; 0 where there was none
   * @returns the number of this saving
   * @throws AnsweredMeanwhile where somebody else has saved since, Conflict, Refused, NotFound, NotAllowed
   */
  async save(
    who: Answerer,
    id: number,
    part: string,
    after: number,
    answer: LineAnswer | WholeAnswer,
  ): Promise<number> {
    const [number = after] = await this.saveThose(who, id, [{ part, after, answer }])
    return number
  }

  /** The same of many parts, all or none. @param first what is noted in the same transaction, before them */
  async saveAll(
    who: Answerer,
    id: number,
    answers: GivenAnswer[],
    first?: (write: Write) => Promise<void>,
  ): Promise<void> {
    if (answers.length > 0) await this.saveThose(who, id, answers, first)
  }

  /** Says of every line without an answer that there is nothing to report; answers with their number. */
  async nothingToReport(who: Answerer, id: number): Promise<number> {
    const { lineViews } = await this.reader.view(who, await this.door.open(who, id, 'answer'))
    const answers = lineViews
      .filter(({ answer }) => answer === null)
      .map(({ ref, saved }) => ({ part: ref, after: saved, answer: nilAnswer }))
    await this.saveAll(who, id, answers)
    return answers.length
  }

  /** Those who answer for the agency with an account. */
  async colleagues(who: Answerer, id: number): Promise<Colleague[]> {
    const opened = await this.door.open(who, id, 'answer')
    return who.person ? this.handover.colleagues(opened) : []
  }

  /**
   * Hands lines to a colleague, or back to everybody.
   *
   * @throws Refused where the colleague does not answer for the agency, Conflict where it takes no more answers
   */
  async hand(who: Answerer, id: number, refs: string[], to: number | null): Promise<void> {
    const opened = await this.door.open(who, id, 'answer')
    await this.handover.hand(who, opened, refs, to)
  }

  /**
   * Sends the return: to the second person of the agency where it wants one, else to the programme office.
   *
   * @throws Refused naming what keeps it from being sent, Conflict where it has been sent
   */
  async submit(who: Answerer, id: number): Promise<ReturnState> {
    return this.moves.submit(who, await this.door.open(who, id, 'answer'))
  }

  /** A second person of the agency sends it to the programme office. @throws Refused, Conflict */
  async signOff(who: Answerer, id: number): Promise<void> {
    await this.moves.signOff(who, await this.door.open(who, id, 'answer'))
  }

  /** A second person of the agency gives it back to the first, with the reason. @throws Refused, Conflict */
  async signBack(who: Answerer, id: number, reason: string): Promise<void> {
    await this.moves.signBack(who, await this.door.open(who, id, 'answer'), reason)
  }

  /**
   * Takes the return: every line as it was sent becomes an update, all in one transaction.
   *
   * @param seen by ref, the revision of each action that the programme office was shown
   * @returns the number of updates
   * @throws Conflict naming the lines whose actions have moved on, Refused naming those that the rules refuse
   */
  async accept(person: Person, id: number, seen: Record<string, number>): Promise<number> {
    return this.moves.accept(person, await this.door.find(id), seen)
  }

  /**
   * Sends the return back with a question: of the whole return, of single lines, or both.
   *
   * @throws Refused, Conflict
   */
  async sendBack(
    person: Person,
    id: number,
    reason: string | null,
    questions: Record<string, string>,
  ): Promise<void> {
    await this.moves.sendBack(person, await this.door.find(id), reason, questions)
  }

  /** A return as it was sent; the trail has it as it has the return. @throws NotFound, NotAllowed */
  async submission(who: Answerer, id: number, number: number): Promise<Submission> {
    await this.door.open(who, id, 'read')
    const sent = await this.sentOf({ id }, number)
    await this.marked.note(who, id)
    return sent
  }

  /** The same beside the return itself, for whoever was shown that. @throws NotFound */
  async sentOf({ id }: Pick<ReturnView, 'id'>, number: number): Promise<Submission> {
    const [row] = await this.database.select<{
      content: string
      author: string
      submitted_at: Instant
      sha256: string
    }>(
      'SELECT content, author, submitted_at, sha256 FROM return_submission WHERE return_id = ? AND "number" = ?',
      [id, number],
    )
    if (!row) throw new NotFound('This return was not sent that often.')
    const { content, author, submitted_at: submittedAt, sha256 } = row
    return { ...(JSON.parse(content) as SubmittedReturn), author, submittedAt, sha256 }
  }

  private async saveThose(
    who: Answerer,
    id: number,
    given: GivenAnswer[],
    first?: (write: Write) => Promise<void>,
  ): Promise<number[]> {
    await this.door.open(who, id, 'answer')
    try {
      return await this.ledger.write(who, async (write) => {
        await first?.(write)
        return saveAnswers(write, who, id, given)
      })
    } catch (error) {
      if (error instanceof NothingNew) return given.map(({ after }) => after)
      throw error
    }
  }
}
