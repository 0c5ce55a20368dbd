/**
 * The register as it is read: plain data, never an entity. `ActionView` is the shape that the API promises; reports and
 * pages are made from the same views.
 */
import type { ActionStatus } from '../actions/action-status.js'
import type { Confidence } from '../actions/confidence.js'
import type { Day, Instant } from '../clock/dates.js'
import type { Flag, FlagSetAsideView } from './flags.js'
import type { Timeliness } from './timeliness.js'

export type Precision = 'day' | 'month' | 'quarter' | 'season' | 'year' | 'open' | 'none'
export type Basis = 'stated' | 'inferred' | 'set'
export type ActionKind = 'action' | 'recommendation' | 'area_for_improvement' | 'next_step' | 'commitment'

export interface AssignmentView {
  /** Slug of the agency. */
  agency: string
  name: string
  asWritten: string
  provisional: boolean
}

export interface TimescaleView {
  /** Every wording of the plan that bears on the date, verbatim; empty where the plan is silent. */
  asWritten: string[]
  start: Day | null
  end: Day | null
  precision: Precision
  basis: Basis
  /** Why it is read so, where it is inferred or was set later. */
  reason: string | null
  /** The first end date that the action ever had. */
  firstEnd: Day | null
  timesRedated: number
  /** Days from the first end date to this one; 0 when it never moved. */
  daysSlipped: number
}

/** An end date that the action has or had. */
export interface DateView {
  end: Day | null
  /** The end date before it; null for the original. */
  from: Day | null
  setOn: Day
  by: string
  /** Why it was set; of the original, how the plan's words were read. */
  reason: string | null
  /** Who agreed to it; null where nobody's agreement was needed. */
  agreedBy: string | null
  /** Days from the first end date to this one. */
  daysSlipped: number
}

/** A new end date that waits for the programme office's agreement. */
export interface DateChangeView {
  id: number
  from: Day | null
  to: Day
  /** Days from the one to the other; null where there is none yet. */
  daysLater: number | null
  reason: string
  by: string
  askedAt: Instant
}

export interface EvidenceView {
  title: string
  url: string | null
}

export interface LatestUpdateView {
  narrative: string
  by: string
  /** The day of the statement: for a span ("Since November 2012") its last day. */
  on: Day | null
  /** The words of the document where it gives no day ("Since November 2012"). */
  onAsWritten: string | null
  evidence: EvidenceView[]
  nextStep: string | null
  /** The day from which the programme could know it. */
  knownFrom: Day
}

export interface ActionView {
  ref: string
  /** Slug of the plan. */
  plan: string
  /** The heading in the plan under which the action stands. */
  theme: string | null
  themeCode: string | null
  kind: ActionKind
  term: 'short' | 'long' | null
  title: string
  text: string
  status: ActionStatus
  /** Who agreed a pause, why it was closed, which action superseded it. */
  statusReason: string | null
  completedOn: Day | null
  confidence: Confidence
  timeliness: Timeliness
  timescale: TimescaleView
  leads: AssignmentView[]
  partners: AssignmentView[]
  /** Agencies that the wording names without making them lead or partner. */
  namedInText: AssignmentView[]
  steps: { ref: string; text: string; status: ActionStatus }[]
  source: {
    document: string
    section: string | null
    quotes: { section: string; quote: string; note: string | null }[]
  }
  /** Our reading of how plans answer each other. */
  related: { ref: string; relation: string; reason: string }[]
  /** Our reading of the priorities that the action serves. */
  priorities: { programme: string; code: string; title: string; reason: string }[]
  /** Those that count. */
  flags: Flag[]
  /** Those that the programme office has set aside: the facts of each, why it does not count, until when and by whom. */
  setAside: readonly FlagSetAsideView[]
  note: string | null
  revision: number
  recordedAt: Instant
  knownFrom: Day
  latestUpdate: LatestUpdateView | null
}

/** One action read by itself: with every end date that it had, the original first, and the one that waits. */
export interface ActionInFull extends ActionView {
  timescale: TimescaleView & { dates: DateView[] }
  dateChange: DateChangeView | null
}

export interface PlanView {
  slug: string
  programme: string
  title: string
  /** Name of the publishing agency. */
  publisher: string
  publishedOn: { asWritten: string | null; start: Day; end: Day; precision: Precision }
  standing: 'draft' | 'final'
  geography: 'national' | 'region' | 'borough'
  area: string | null
  marking: string | null
  licence: string
  actionCount: number
  themes: { code: string; title: string; actionCount: number }[]
  measures: { theme: string | null; kind: 'measure' | 'indicator'; text: string; section: string }[]
}

export interface AgencyView {
  slug: string
  name: string
  abbreviation: string | null
  aliases: string[]
  /** Slug of the parent agency. */
  parent: string | null
  leadCount: number
  partnerCount: number
}

export interface UpdateView {
  id: number
  plan: string
  /** Code of the theme, when it hangs on a theme rather than on actions. */
  theme: string | null
  /** Refs of the actions it speaks of. */
  actions: string[]
  narrative: string
  by: string
  on: Day | null
  onAsWritten: string | null
  status: ActionStatus | null
  section: string | null
  knownFrom: Day
}

export interface PriorityView {
  programme: string
  code: string
  title: string
}

/** All that was known by a cut-off and recorded by a moment. */
export interface RegisterSnapshot {
  /** The instant of the cut-off. */
  knownBy: Instant
  /** The London day of the cut-off: "today" for every figure. */
  cutOff: Day
  /** The number of revisions and updates known by the cut-off: it moves with every one. */
  registerRevision: number
  /** Those with a plan that was known, in the order in which they follow each other. */
  programmes: { code: string; name: string }[]
  plans: PlanView[]
  agencies: AgencyView[]
  priorities: PriorityView[]
  /** In the order of plans (national, region, borough), themes and refs. */
  actions: ActionView[]
  updates: UpdateView[]
}
