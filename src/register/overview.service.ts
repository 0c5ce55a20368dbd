import { Injectable } from '@nestjs/common'
import type { Sight } from '../accounts/rights.js'
import { Clock } from '../clock/clock.js'
import { londonDay } from '../clock/dates.js'
import type { Moment } from './moment.js'
import { type ActionFact, seesFact } from './overview-fact.js'
import { OverviewReader } from './overview-reader.js'
import { type Facts, OverviewTable } from './overview-table.js'

/** Past moments that are kept: a few people look at a few days. */
const keptMoments = 3

/**
 * A fact for every action of the register, as it is now or as known on a past moment: what home, plans, agencies and
 * priorities are counted from. Held in memory, and asked of the database each time whether it has moved on, so that
 * several instances on one database never tell of different registers.
 */
@Injectable()
export class OverviewService {
  private readonly present: OverviewTable
  /** The one that was asked for last stands last. */
  private readonly past = new Map<string, OverviewTable>()

  constructor(
    private readonly reader: OverviewReader,
    clock: Clock,
  ) {
    this.present = new OverviewTable(reader, null, () => clock.today())
  }

  /** Every fact of a moment by the id of its action, in the register's order. */
  facts(moment: Moment): Promise<Facts> {
    return this.tableOf(moment).upToDate()
  }

  /** The facts of a moment that somebody with this sight sees, in the register's order. */
  async seenBy(sight: Sight, moment: Moment): Promise<ActionFact[]> {
    const facts = [...(await this.facts(moment)).values()]
    return sight === 'everything' ? facts : facts.filter((fact) => seesFact(sight, fact))
  }

  private tableOf(moment: Moment): OverviewTable {
    if (moment === null) return this.present
    const key = `${moment.knownBy} ${moment.recordedBy}`
    const day = londonDay(moment.knownBy)
    const table = this.past.get(key) ?? new OverviewTable(this.reader, moment, () => day)
    this.past.delete(key)
    this.past.set(key, table)
    const [oldest] = this.past.keys()
    if (this.past.size > keptMoments && oldest !== undefined) this.past.delete(oldest)
    return table
  }
}
