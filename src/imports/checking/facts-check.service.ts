import { Injectable } from '@nestjs/common'
import { Clock } from '../../clock/clock.js'
import { Database } from '../../database/database.js'
import type { FieldError } from '../../web/problems.js'
import { type PlanFacts, wrongWithFacts } from './plan-facts.js'

/** Holds the facts of a plan against the register: no two plans have one address, or one prefix. */
@Injectable()
export class FactsCheck {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async programmes(): Promise<{ code: string; name: string }[]> {
    return this.database.select('SELECT code, name FROM programme ORDER BY id')
  }

  async wrongWith(facts: PlanFacts): Promise<FieldError[]> {
    const plans = await this.database.select<{ slug: string }>('SELECT slug FROM plan')
    const [taken] = await this.database.select<{ ref: string }>(
      'SELECT ref FROM action WHERE ref LIKE ? LIMIT 1',
      [`${facts.prefix.replaceAll(/[%_\\]/gu, '')}-%`],
    )
    return wrongWithFacts(facts, {
      programmes: (await this.programmes()).map(({ code }) => code),
      takenSlugs: new Set(plans.map(({ slug }) => slug)),
      prefixTaken: (prefix) => taken?.ref.startsWith(`${prefix}-`) ?? false,
      today: this.clock.today(),
    })
  }
}
