import { type ActionStatus } from '../../src/actions/action-status.js'
import type { Confidence } from '../../src/actions/confidence.js'
import { type Day, daysBetween, endOfDay } from '../../src/clock/dates.js'
import { flagsOf } from '../../src/register/flags.js'
import { timelinessOf } from '../../src/register/timeliness.js'
import type {
  ActionView,
  AssignmentView,
  PlanView,
  RegisterSnapshot,
  UpdateView,
} from '../../src/register/views.js'

/**
 * Registers for tests, written as sentences with fixed values:
 * `aSnapshot('2013-12-31').with(anAction('AR13-PW-01').ledBy('Home Office').dueBy('2014-03-31')).build()`.
 * Timeliness and flags are computed by the real rules for the day of the snapshot.
 */
export function anAction(ref: string): ActionBuilder {
  return new ActionBuilder(ref)
}

export function aSnapshot(cutOff: Day): SnapshotBuilder {
  return new SnapshotBuilder(cutOff)
}

/** "Home Office" is kept as `home-office`. */
const slugOf = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')

const assignment = (name: string, provisional: boolean): AssignmentView => ({
  agency: slugOf(name),
  name,
  asWritten: name,
  provisional,
})

interface Said {
  narrative: string
  by: string
  on: Day
  evidence: boolean
}

export class ActionBuilder {
  private plan = 'annual-report-2013'
  private theme: { code: string; title: string } | null = { code: 'PW', title: 'Partnership working' }
  private title = 'Share what is known'
  private status: ActionStatus = 'not_started'
  private statusReason: string | null = null
  private completedOn: Day | null = null
  private confidence: Confidence = 'none'
  private end: Day | null = null
  private firstEnd: Day | null = null
  private timesRedated = 0
  private dateReason: string | null = null
  private knownFrom: Day = '2013-01-01'
  private readonly leads: AssignmentView[] = []
  private readonly partners: AssignmentView[] = []
  private readonly related: ActionView['related'] = []
  private said: Said | null = null

  constructor(private readonly ref: string) {}

  inPlan(slug: string): this {
    this.plan = slug
    return this
  }

  underTheme(code: string, title: string): this {
    this.theme = { code, title }
    return this
  }

  underNoTheme(): this {
    this.theme = null
    return this
  }

  titled(title: string): this {
    this.title = title
    return this
  }

  ledBy(name: string): this {
    this.leads.push(assignment(name, false))
    return this
  }

  perhapsLedBy(name: string): this {
    this.leads.push(assignment(name, true))
    return this
  }

  partneredBy(name: string): this {
    this.partners.push(assignment(name, false))
    return this
  }

  dueBy(end: Day): this {
    this.end = end
    this.firstEnd ??= end
    return this
  }

  /** Moves the date once more. */
  redatedTo(end: Day, reason: string): this {
    this.timesRedated += 1
    this.dateReason = reason
    return this.dueBy(end)
  }

  at(status: ActionStatus, reason: string | null = null): this {
    this.status = status
    this.statusReason = reason
    return this
  }

  completed(on: Day): this {
    this.completedOn = on
    return this.at('complete_reported')
  }

  rated(confidence: Confidence): this {
    this.confidence = confidence
    return this
  }

  knownSince(day: Day): this {
    this.knownFrom = day
    return this
  }

  saying(narrative: string, on: Day, by = 'Home Office'): this {
    this.said = { narrative, by, on, evidence: false }
    return this
  }

  answering(ref: string): this {
    this.related.push({ ref, relation: 'delivers_locally', reason: 'Both speak of the same thing.' })
    return this
  }

  /** The update that holds what was said, if anything was. */
  updateOf(id: number): UpdateView | null {
    if (!this.said) return null
    const { narrative, by, on } = this.said
    return {
      id,
      plan: this.plan,
      theme: null,
      actions: [this.ref],
      narrative,
      by,
      on,
      onAsWritten: null,
      status: null,
      section: null,
      knownFrom: on,
    }
  }

  build(today: Day): ActionView {
    const { end, firstEnd, status, confidence, timesRedated, leads, partners, said } = this
    const timeliness = timelinessOf(status, end, this.completedOn, today)
    const precision = end === null ? 'none' : 'day'
    return {
      ref: this.ref,
      plan: this.plan,
      theme: this.theme?.title ?? null,
      themeCode: this.theme?.code ?? null,
      kind: 'action',
      term: null,
      title: this.title,
      text: `${this.title}, as the plan says.`,
      status,
      statusReason: this.statusReason,
      completedOn: this.completedOn,
      confidence,
      timeliness,
      timescale: {
        asWritten: end === null ? [] : [`by ${end}`],
        start: null,
        end,
        precision,
        basis: 'stated',
        reason: this.dateReason,
        firstEnd,
        timesRedated,
        daysSlipped: end !== null && firstEnd !== null ? daysBetween(firstEnd, end) : 0,
      },
      leads,
      partners,
      namedInText: [],
      steps: [],
      source: { document: 'A plan', section: null, quotes: [] },
      related: this.related,
      priorities: [],
      flags: flagsOf(
        {
          status,
          confidence,
          timeliness,
          end,
          precision,
          timesRedated,
          leads,
          partners,
          openSteps: [],
          hasEvidence: said?.evidence ?? false,
          knownFrom: this.knownFrom,
          lastSaid: said?.on ?? null,
          sameWordsSince: null,
          spokenFor: new Set(),
        },
        today,
      ),
      setAside: [],
      note: null,
      revision: 1,
      recordedAt: endOfDay(this.knownFrom),
      knownFrom: this.knownFrom,
      latestUpdate: said
        ? {
            narrative: said.narrative,
            by: said.by,
            on: said.on,
            onAsWritten: null,
            evidence: [],
            nextStep: null,
            knownFrom: said.on,
          }
        : null,
    }
  }
}

/** Where a plan of a test stands; plans that no test describes are national. */
interface PlanFacts {
  title: string
  geography: PlanView['geography']
  publisher: string
  area: string | null
}

export class SnapshotBuilder {
  private readonly actions: ActionBuilder[] = []
  private readonly plans = new Map<string, PlanFacts>()

  constructor(private readonly cutOff: Day) {}

  with(...actions: ActionBuilder[]): this {
    this.actions.push(...actions)
    return this
  }

  /** Describes a plan; it is in the snapshot even if no action is. */
  under(slug: string, facts: Partial<PlanFacts>): this {
    const standard: PlanFacts = { title: slug, geography: 'national', publisher: 'Home Office', area: null }
    this.plans.set(slug, { ...standard, ...facts })
    return this
  }

  build(): RegisterSnapshot {
    const actions = this.actions.map((action) => action.build(this.cutOff))
    for (const { plan } of actions) if (!this.plans.has(plan)) this.under(plan, {})
    const updates = this.actions
      .map((action, index) => action.updateOf(index + 1))
      .filter((update) => update !== null)
    return {
      knownBy: endOfDay(this.cutOff),
      cutOff: this.cutOff,
      registerRevision: actions.length + updates.length,
      programmes: [{ code: 'EGYV', name: 'Ending Gang and Youth Violence' }],
      plans: [...this.plans].map(([slug, facts]) => planView(slug, facts, actions)),
      agencies: [],
      priorities: [],
      actions,
      updates,
    }
  }
}

function planView(slug: string, facts: PlanFacts, all: readonly ActionView[]): PlanView {
  const actions = all.filter((action) => action.plan === slug)
  const themes = new Map(actions.map((action) => [action.themeCode, action.theme]))
  return {
    slug,
    programme: 'EGYV',
    title: facts.title,
    publisher: facts.publisher,
    publishedOn: { asWritten: 'January 2013', start: '2013-01-01', end: '2013-01-31', precision: 'month' },
    standing: 'final',
    geography: facts.geography,
    area: facts.area,
    marking: null,
    licence: 'None stated in the document',
    actionCount: actions.length,
    themes: [...themes].flatMap(([code, title]) =>
      code === null || title === null
        ? []
        : [{ code, title, actionCount: actions.filter((action) => action.themeCode === code).length }],
    ),
    measures: [],
  }
}
