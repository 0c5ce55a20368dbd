import { type Answerer, byAccount } from '../../src/commissions/returns/answerer.js'
import { proposedCalendar } from '../../src/commissions/commission/commission-calendar.js'
import { CommissionsService } from '../../src/commissions/commission/commissions.service.js'
import { type LineAnswer, noAnswer } from '../../src/commissions/returns/return-lines.js'
import { ReturnsService } from '../../src/commissions/returns/returns.service.js'
import type { NewCommission, ReturnView } from '../../src/commissions/views.js'
import { addDays, type Day, endOfDay, startOfDay } from '../../src/clock/dates.js'
import { personOf } from './account-people.js'
import type { TestService } from './service.js'
import type { PersonName } from './visitor.js'

/** A quarter's commission of everything that is open, reported on that day. */
export function commissionFor(reportingDate: Day, more: Partial<NewCommission> = {}): NewCommission {
  return {
    ...{ title: `Round before ${reportingDate}`, periodStart: addDays(reportingDate, -120) },
    periodEnd: addDays(reportingDate, -31),
    ...proposedCalendar(reportingDate),
    questions: [],
    scope: { plans: [], agencies: [], openOnly: true, filter: '' },
    ...more,
  }
}

/** Something said of a line. */
export function saying(narrative: string, more: Partial<LineAnswer> = {}): LineAnswer {
  return { ...noAnswer, narrative, ...more }
}

/** A round of a service whose clock stands where it is put. */
export class Round {
  private constructor(
    readonly service: TestService,
    readonly id: number,
    readonly given: NewCommission,
  ) {}

  /** Plans a commission on the eve of its opening and opens it. */
  static async open(service: TestService, given: NewCommission): Promise<Round> {
    service.clock.instant = startOfDay(given.opensOn)
    const office = await personOf(service, 'office')
    const commissions = service.app.get(CommissionsService)
    const id = await commissions.make(office, given)
    await commissions.move(office, id, 'open')
    return new Round(service, id, given)
  }

  get returns(): ReturnsService {
    return this.service.app.get(ReturnsService)
  }

  /** Puts the clock to the last moment of a day. */
  endOf(day: Day): void {
    this.service.clock.instant = endOfDay(day)
  }

  async returnIdOf(agency: string): Promise<number> {
    const office = await personOf(this.service, 'office')
    const { returns } = await this.service.app.get(CommissionsService).round(office, this.id)
    const found = returns.find((one) => one.agency.slug === agency)
    if (!found) throw new Error(`${agency} was not asked.`)
    return found.id
  }

  async answerer(name: PersonName): Promise<Answerer> {
    return byAccount(await personOf(this.service, name))
  }

  async view(name: PersonName, id: number): Promise<ReturnView> {
    return this.returns.one(await this.answerer(name), id)
  }

  /** Saves words for every line that has no answer yet. */
  async answerAll(name: PersonName, id: number, words: (ref: string) => string): Promise<number> {
    const { lineViews } = await this.view(name, id)
    const answers = lineViews
      .filter(({ answer }) => answer === null)
      .map(({ ref, saved }) => ({ part: ref, after: saved, answer: saying(words(ref)) }))
    await this.returns.saveAll(await this.answerer(name), id, answers)
    return answers.length
  }

  /** Sends “nothing to report” for every unit of the agency, as the programme office on their behalf: those below first. */
  async unitsAnswer(id: number): Promise<string[]> {
    const { units } = await this.view('office', id)
    for (const unit of units) {
      if (unit.answeredAt !== null) continue
      await this.unitsAnswer(unit.id)
      if ((await this.view('office', unit.id)).state === 'open') await this.sendNothing('office', unit.id)
    }
    return units.map(({ agency }) => agency.name)
  }

  /** Sends the return with “nothing to report” of every line without an answer. */
  async sendNothing(name: PersonName, id: number): Promise<void> {
    const who = await this.answerer(name)
    await this.returns.nothingToReport(who, id)
    await this.returns.submit(who, id)
  }

  /** Accepts what the programme office sees. */
  async accept(id: number): Promise<number> {
    const office = await personOf(this.service, 'office')
    return this.returns.accept(office, id, seenIn(await this.view('office', id)))
  }
}

/** The revision of each action as the reader of the return is shown it. */
export function seenIn({ lineViews }: ReturnView): Record<string, number> {
  return Object.fromEntries(lineViews.map(({ ref, currentRevision }) => [ref, currentRevision]))
}
