import type { Day } from '../../clock/dates.js'
import { geographies, type Plan, standings } from '../../plans/plan.entity.js'
import type { NewPlan } from '../../plans/plans.service.js'
import type { FieldError } from '../../web/problems.js'
import { readTimescale, type Period, type TimescaleContext } from '../timescales/timescale.js'

/** What somebody says of a plan that its rows do not: as typed. */
export interface PlanFacts {
  title: string
  slug: string
  /** Stands before the council's own references: "ALD14" makes ALD14-1.2 of 1.2. */
  prefix: string
  programme: string
  geography: string
  area: string
  /** When it was published, as the document says: "14 March 2014", "March 2014". */
  published: string
  standing: string
  marking: string
  /** By what licence or whose permission its words are used. */
  licence: string
  /** What the plan covers, as it says: "2013-14". */
  period: string
  note: string
}

export type PlanField = keyof PlanFacts

export const noFacts: PlanFacts = {
  ...{ title: '', slug: '', prefix: '', programme: '', geography: 'borough', area: '', published: '' },
  ...{ period: '', standing: 'final', marking: '', licence: '', note: '' },
}

export const planFields = Object.keys(noFacts) as PlanField[]

const longest: Record<PlanField, number> = {
  ...{
    title: 300,
    slug: 80,
    prefix: 10,
    programme: 20,
    geography: 10,
    area: 120,
    published: 100,
    standing: 10,
  },
  ...{ marking: 200, licence: 500, period: 100, note: 5000 },
}

const names: Record<PlanField, string> = {
  ...{
    title: 'The title',
    slug: 'The address',
    prefix: 'The prefix',
    programme: 'The programme',
    geography: 'The level',
  },
  ...{
    area: 'The area',
    published: 'The day of publication',
    standing: 'The standing',
    marking: 'The marking',
  },
  ...{ licence: 'The licence', period: 'The period', note: 'The note' },
}

/** What the facts are held against. */
export interface FactsContext {
  programmes: readonly string[]
  takenSlugs: ReadonlySet<string>
  /** Whether a reference of the register begins with it. */
  prefixTaken: (prefix: string) => boolean
  today: Day
}

/** What is wrong with the facts of a plan, field by field, in the words of the page. */
export function wrongWithFacts(facts: PlanFacts, context: FactsContext): FieldError[] {
  const errors: FieldError[] = []
  const refuse = (field: PlanField, message: string) => errors.push({ field, message })
  if (facts.title === '') refuse('title', 'Enter the title of the plan')
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(facts.slug)) {
    refuse('slug', 'The address must be small letters, digits and single hyphens, such as alderbrook-2014')
  } else if (context.takenSlugs.has(facts.slug)) {
    refuse('slug', `Another plan has the address “${facts.slug}”: choose another one`)
  }
  if (!/^[A-Z][A-Z0-9]{1,9}$/u.test(facts.prefix)) {
    refuse('prefix', 'The prefix must be 2 to 10 capital letters and digits, such as ALD14')
  } else if (context.prefixTaken(facts.prefix)) {
    refuse('prefix', `Actions of another plan begin with “${facts.prefix}-”: choose another prefix`)
  }
  if (!context.programmes.includes(facts.programme)) refuse('programme', 'Choose the programme')
  if (!geographies.some((one) => one === facts.geography))
    refuse('geography', 'Choose national, region or borough')
  if (!standings.some((one) => one === facts.standing)) refuse('standing', 'Choose draft or final')
  const published = publishedOf(facts.published)
  if (published === null) {
    refuse('published', 'Enter when the plan was published, such as 14 March 2014 or March 2014')
  } else if (published.start > context.today)
    refuse('published', 'The plan must have been published by today')
  if (facts.licence === '')
    refuse('licence', 'Say by what licence or whose permission the words of the plan are used')
  if (facts.period !== '' && periodOf(facts.period) === null) {
    refuse(
      'period',
      'Enter the period as years or months, such as 2013-14 or April 2013 to March 2015, or leave it empty',
    )
  }
  for (const field of planFields) {
    if (facts[field].length > longest[field]) {
      refuse(field, `${names[field]} must have at most ${longest[field]} characters`)
    }
  }
  return errors
}

/** The publication as its words say it; null where they name no time, or no end of it. */
export function publishedOf(words: string): NewPlan['published'] | null {
  const { asWritten, start, end, precision, reason } = readTimescale(words, { period: null, published: null })
  if (end === null) return null
  return { asWritten, start: start ?? end, end, precision, note: reason }
}

export function periodOf(words: string): Period | null {
  const { start, end } = readTimescale(words, { period: null, published: null })
  return start === null || end === null ? null : { start, end }
}

/** What the timescales of a plan may be read by. */
export function contextOf(facts: PlanFacts | null): TimescaleContext {
  if (facts === null) return { period: null, published: null }
  return { period: periodOf(facts.period), published: publishedOf(facts.published) }
}

/** The plan as it would be published, themes and measures aside. The facts must have been found right. */
export function newPlanOf(facts: PlanFacts, publisher: string): Omit<NewPlan, 'themes' | 'measures'> {
  const published = publishedOf(facts.published)
  if (published === null) throw new Error(`“${facts.published}” is no day of publication.`)
  return {
    ...{ slug: facts.slug, programme: facts.programme, title: facts.title, publisher, published },
    ...{ publisherAsWritten: null, licence: facts.licence },
    standing: facts.standing as Plan['standing'],
    geography: facts.geography as Plan['geography'],
    area: facts.area || null,
    marking: facts.marking || null,
    note: facts.note || null,
  }
}
