import { type Instant, inWords, londonDay } from '../../clock/dates.js'
import type { Database } from '../../database/database.js'
import { Plan } from '../../plans/plan.entity.js'
import type { Audience, ReportKind } from '../editions/edition.entity.js'
import { editionMarkings, mayStandIn } from '../editions/marking.js'
import { ReportRefused } from '../report-errors.js'

export interface NewReport {
  kind: ReportKind
  plan: string | null
  title: string | null
  /** The instant of the cut-off. */
  knownBy: string
  /** Without it the ministers' for an IMG report, the panel's for a council's. */
  audience?: Audience
  /** Without it OFFICIAL; a public edition has none. */
  marking?: string | null
  /** Id of an earlier edition of the same kind and plan whose words the new one begins with. */
  wordsOf?: string | null
}

/** Whom the report is for, and its marking, where they were not said. */
export function audienceOf(report: NewReport): { audience: Audience; marking: string | null } {
  const audience = report.audience ?? (report.kind === 'img' ? 'ministers' : 'panel')
  return { audience, marking: audience === 'public' ? null : (report.marking ?? 'OFFICIAL') }
}

/**
 * Whether the register can give such a report.
 *
 * @returns the plan of a scrutiny report, or null
 * @throws ReportRefused naming the field and what is allowed
 */
export async function checkRequest(
  database: Database,
  report: NewReport,
  now: Instant,
): Promise<Plan | null> {
  const day = inWords(londonDay(report.knownBy))
  // Today is allowed as a whole day: what is known by now is what the day gives.
  if (londonDay(report.knownBy) > londonDay(now)) {
    throw new ReportRefused('asAt', `asAt must not be in the future: ${day} has not come yet.`)
  }
  checkMarking(report)
  const plans = await database.reads.getRepository(Plan).find({ order: { id: 'ASC' } })
  const known = plans.filter((plan) => plan.knownFrom <= report.knownBy)
  const first = plans.map((plan) => plan.knownFrom).sort()[0]
  if (known.length === 0) {
    const from = first ? ` The first plan is known from ${inWords(londonDay(first))}.` : ''
    throw new ReportRefused('asAt', `Nothing was known by ${day}.${from}`)
  }
  if (report.kind === 'img') {
    if (report.plan !== null)
      throw new ReportRefused('plan', 'plan belongs to a scrutiny report; leave it out for img.')
    return null
  }
  const boroughs = plans.filter((plan) => plan.geography === 'borough')
  const plan = boroughs.find((borough) => borough.slug === report.plan)
  if (!plan) {
    const allowed = boroughs.map((borough) => borough.slug).join(', ')
    throw new ReportRefused('plan', `plan must be the plan of a council: ${allowed}.`)
  }
  if (plan.knownFrom > report.knownBy) {
    const from = inWords(londonDay(plan.knownFrom))
    throw new ReportRefused(
      'asAt',
      `${plan.slug} is known from ${from}: nothing can be reported of it as at ${day}.`,
    )
  }
  const { marking } = audienceOf(report)
  if (!mayStandIn(plan.marking, marking)) {
    const edition = marking === null ? 'a public edition' : `an edition marked ${marking}`
    throw new ReportRefused(
      'audience',
      `${plan.title} is marked ${plan.marking ?? ''}: ${edition} cannot be made of it.`,
    )
  }
  return plan
}

function checkMarking({ audience, marking }: NewReport): void {
  if (marking == null) return
  if (audience === 'public') {
    throw new ReportRefused('marking', 'A public edition has no marking: leave marking out.')
  }
  if (!(editionMarkings as readonly string[]).includes(marking)) {
    throw new ReportRefused('marking', `marking must be one of ${editionMarkings.join(', ')}.`)
  }
}
