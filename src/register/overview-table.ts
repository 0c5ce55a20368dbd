import type { Day } from '../clock/dates.js'
import type { Moment } from './moment.js'
import { type ActionFact, FactMaker } from './overview-fact.js'
import type { Marks, OverviewReader } from './overview-reader.js'

/** What changes single facts. A new day and a merger change any of them, and so does the end of a flag's setting aside. */
const changing = ['revision', 'priority', 'setAside'] as const

export type Facts = ReadonlyMap<number, ActionFact>

interface State {
  marks: Marks
  day: Day
  maker: FactMaker
  facts: Map<number, ActionFact>
}

/** The facts of one moment: read once, then only those of actions that have changed since. */
export class OverviewTable {
  private state: State | null = null
  private running: Promise<Facts> | null = null
  private waiting: Promise<Facts> | null = null

  /** @param today the London day of the moment, which goes on where the moment is now */
  constructor(
    private readonly reader: OverviewReader,
    private readonly moment: Moment,
    private readonly today: () => Day,
  ) {}

  /**
   * Every fact by the id of its action, in the register's order, with all that was stored before the call.
   *
   * Who calls while others are served is served with the next turn, not with theirs: what the caller has just stored may
   * not be in it.
   */
  upToDate(): Promise<Facts> {
    if (this.waiting !== null) return this.waiting
    if (this.running === null) return this.run()
    this.waiting = this.running.then(next, next).then(() => {
      this.waiting = null
      return this.run()
    })
    return this.waiting
  }

  private run(): Promise<Facts> {
    const turn = this.refresh().finally(() => (this.running = null))
    this.running = turn
    return turn
  }

  private async refresh(): Promise<Facts> {
    // Read before anything else: what is stored meanwhile is read again next time rather than missed.
    const marks = await this.reader.marks()
    const day = this.today()
    const { state } = this
    if (state === null || state.day !== day || state.marks.merge !== marks.merge) {
      return this.readAll(marks, day)
    }
    if (changing.some((mark) => state.marks[mark] !== marks[mark])) await this.readChanged(state, marks)
    return state.facts
  }

  private async readAll(marks: Marks, day: Day): Promise<Facts> {
    const maker = new FactMaker()
    const facts = new Map<number, ActionFact>()
    const ids = await this.reader.everyId()
    await this.reader.read(ids, this.moment, day, maker, (fact) => facts.set(fact.id, fact))
    this.state = { marks, day, maker, facts: inOrder(facts) }
    return this.state.facts
  }

  /** Whoever still goes through the facts of before keeps them as they were. */
  private async readChanged(state: State, marks: Marks): Promise<void> {
    const facts = new Map(state.facts)
    const ids = await this.reader.changedSince(state.marks)
    await this.reader.read(ids, this.moment, state.day, state.maker, (fact) => facts.set(fact.id, fact))
    state.facts = facts.size === state.facts.size ? facts : inOrder(facts)
    state.marks = marks
  }
}

const next = () => undefined

function inOrder(facts: Map<number, ActionFact>): Map<number, ActionFact> {
  return new Map([...facts].sort(([one], [other]) => one - other))
}
