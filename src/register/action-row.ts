import { type ActionStatus, statusFacts } from '../actions/action-status.js'
import type { Confidence } from '../actions/confidence.js'
import { type Day, daysBetween, londonDay } from '../clock/dates.js'
import type { Evidence } from '../updates/update.entity.js'
import { flagsOf, partSetAside, type SetAside } from './flags.js'
import { timelinessOf } from './timeliness.js'
import type {
  ActionKind,
  ActionView,
  AssignmentView,
  Basis,
  LatestUpdateView,
  Precision,
  TimescaleView,
} from './views.js'

/** A row of `selectActions`. */
export interface ActionRow {
  id: number
  ref: string
  kind: ActionKind
  term: 'short' | 'long' | null
  text: string
  note: string | null
  action_known_from: string
  plan: string
  document: string
  theme: string | null
  theme_code: string | null
  revision: number
  title: string
  status: ActionStatus
  status_reason: string | null
  completed_on: Day | null
  confidence: Confidence
  recorded_at: string
  assignments_set_in: number
  as_written: string
  starts: Day | null
  ends: Day | null
  precision: Precision
  basis: Basis
  timescale_reason: string | null
  first_end: Day | null
  times_redated: number
  narrative: string | null
  said_by: string | null
  on_end: Day | null
  on_as_written: string | null
  evidence: string | null
  next_step: string | null
  said_known_from: string | null
  same_words_since: string | null
}

/** What hangs on an action besides its own row, gathered for many actions at once. */
export interface Belongings {
  leads: AssignmentView[]
  partners: AssignmentView[]
  mentions: AssignmentView[]
  steps: { ref: string; text: string; status: ActionStatus }[]
  quotes: { section: string; quote: string; note: string | null }[]
  related: ActionView['related']
  priorities: ActionView['priorities']
  hasEvidence: boolean
  spokenFor: Set<string>
  /** Newest decision for each flag, by the moment. */
  setAside: SetAside[]
}

/** The view of an action: its row, what hangs on it, and all that is computed from them. */
export function presentAction(row: ActionRow, belongings: Belongings, today: Day): ActionView {
  const timeliness = timelinessOf(row.status, row.ends, row.completed_on, today)
  const timescale = timescaleOf(row)
  const latestUpdate = latestUpdateOf(row)
  const knownFrom = londonDay(row.action_known_from)
  const repeated = row.same_words_since !== null && row.same_words_since !== row.said_known_from
  const raised = flagsOf(
    {
      status: row.status,
      confidence: row.confidence,
      timeliness,
      end: row.ends,
      precision: row.precision,
      timesRedated: row.times_redated,
      leads: belongings.leads,
      partners: belongings.partners,
      openSteps: belongings.steps.filter((step) => statusFacts[step.status].open).map((step) => step.ref),
      hasEvidence: belongings.hasEvidence,
      spokenFor: belongings.spokenFor,
      knownFrom,
      lastSaid: latestUpdate?.knownFrom ?? null,
      sameWordsSince: repeated && row.same_words_since ? londonDay(row.same_words_since) : null,
    },
    today,
  )
  const { flags, setAside } = partSetAside(raised, belongings.setAside, today)
  // Spelled out: to put it together from smaller objects would take most of the time of a list.
  return {
    ref: row.ref,
    plan: row.plan,
    theme: row.theme,
    themeCode: row.theme_code,
    kind: row.kind,
    term: row.term,
    title: row.title,
    text: row.text,
    status: row.status,
    statusReason: row.status_reason,
    completedOn: row.completed_on,
    confidence: row.confidence,
    timeliness,
    timescale,
    leads: belongings.leads,
    partners: belongings.partners,
    namedInText: belongings.mentions,
    steps: belongings.steps,
    source: {
      document: row.document,
      section: belongings.quotes[0]?.section ?? null,
      quotes: belongings.quotes,
    },
    related: belongings.related,
    priorities: belongings.priorities,
    flags,
    setAside,
    note: row.note,
    revision: row.revision,
    recordedAt: row.recorded_at,
    knownFrom,
    latestUpdate,
  }
}

function timescaleOf(row: ActionRow): TimescaleView {
  return {
    asWritten: JSON.parse(row.as_written) as string[],
    start: row.starts,
    end: row.ends,
    precision: row.precision,
    basis: row.basis,
    reason: row.timescale_reason,
    firstEnd: row.first_end,
    timesRedated: row.times_redated,
    daysSlipped: row.first_end && row.ends ? daysBetween(row.first_end, row.ends) : 0,
  }
}

function latestUpdateOf(row: ActionRow): LatestUpdateView | null {
  if (row.narrative === null || row.said_by === null || row.said_known_from === null) return null
  return {
    narrative: row.narrative,
    by: row.said_by,
    on: row.on_end,
    onAsWritten: row.on_as_written,
    evidence: JSON.parse(row.evidence ?? '[]') as Evidence[],
    nextStep: row.next_step,
    knownFrom: londonDay(row.said_known_from),
  }
}
