import { statusFacts } from '../actions/action-status.js'
import { confidenceFacts } from '../actions/confidence.js'
import { type Day, londonDay } from '../clock/dates.js'
import { flagLabel } from '../register/flags.js'
import { timelinessFacts } from '../register/timeliness.js'
import type { ActionView, AssignmentView } from '../register/views.js'
import { basisFacts, kindLabel, precisionFacts, relationWords } from './state-words.js'

/** What a cell says. Null is an empty cell: the plan or the register says nothing. */
export type Value = string | number | { day: Day } | null

/** A column of the downloads: the same in the CSV and in the spreadsheet. */
export interface ActionColumn {
  heading: string
  /** Width in the spreadsheet, in characters. */
  width: number
  of: (action: ActionView) => Value
}

const column = (heading: string, width: number, of: ActionColumn['of']): ActionColumn => ({
  heading,
  width,
  of,
})

const day = (value: Day | null): Value => (value === null ? null : { day: value })

const names = (assigned: readonly AssignmentView[]) =>
  joined(assigned.map(({ name, provisional }) => (provisional ? `${name} (proposed)` : name)))

/** Several things in one cell: "; " between them. */
function joined(parts: readonly string[]): string | null {
  return parts.length > 0 ? parts.join('; ') : null
}

/** Several paragraphs in one cell, each on a line of its own. */
function paragraphs(parts: readonly string[]): string | null {
  return parts.length > 0 ? parts.join('\n') : null
}

/** Every column, in order. The headings are names that others rely on: a new column is added at the end. */
export const actionColumns: readonly ActionColumn[] = [
  column('Ref', 15, ({ ref }) => ref),
  column('Plan', 30, ({ source }) => source.document),
  column('Theme', 28, ({ theme }) => theme),
  column('Kind', 16, ({ kind }) => kindLabel(kind)),
  column('Title', 40, ({ title }) => title),
  column('Text of the plan', 60, ({ text }) => text),
  column('Leads', 30, ({ leads }) => names(leads)),
  column('Partners', 30, ({ partners }) => names(partners)),
  column('Timescale as written', 28, ({ timescale }) => joined(timescale.asWritten)),
  column('Target date', 20, ({ timescale }) => day(timescale.end)),
  column('Precision', 12, ({ timescale }) => precisionFacts[timescale.precision].label),
  column('Basis', 12, ({ timescale }) => basisFacts[timescale.basis].label),
  column('Reason of the date', 40, ({ timescale }) => timescale.reason),
  column('Status', 20, ({ status }) => statusFacts[status].label),
  column('Reason of the status', 30, ({ statusReason }) => statusReason),
  column('Completed on', 20, ({ completedOn }) => day(completedOn)),
  column('Confidence', 14, ({ confidence }) => confidenceFacts[confidence].label),
  column('Timeliness', 20, ({ timeliness }) => timelinessFacts[timeliness].label),
  column('First target date', 20, ({ timescale }) => day(timescale.firstEnd)),
  column('Times redated', 11, ({ timescale }) => timescale.timesRedated),
  column('Days slipped', 11, ({ timescale }) => timescale.daysSlipped),
  column('Latest update', 60, ({ latestUpdate }) => latestUpdate?.narrative ?? null),
  column('Said by', 24, ({ latestUpdate }) => latestUpdate?.by ?? null),
  column('Said on', 20, ({ latestUpdate }) => day(latestUpdate?.on ?? null)),
  column('Said on, as written', 24, ({ latestUpdate }) => latestUpdate?.onAsWritten ?? null),
  column('Evidence', 40, ({ latestUpdate }) =>
    joined(
      (latestUpdate?.evidence ?? []).map(({ title, url }) => (url === null ? title : `${title} (${url})`)),
    ),
  ),
  column('Next step', 40, ({ latestUpdate }) => latestUpdate?.nextStep ?? null),
  column('Flags', 28, ({ flags }) => joined(flags.map(({ code }) => flagLabel(code)))),
  column('Reasons of the flags', 50, ({ flags }) => paragraphs(flags.map(({ reason }) => reason))),
  column('Priorities', 30, ({ priorities }) => joined(priorities.map(({ title }) => title))),
  column('Related actions', 30, ({ related }) =>
    joined(related.map(({ ref, relation }) => `${relationWords(relation)} ${ref}`)),
  ),
  column('Steps', 60, ({ steps }) =>
    paragraphs(steps.map(({ ref, text, status }) => `${ref} (${statusFacts[status].label}): ${text}`)),
  ),
  column('Note', 40, ({ note }) => note),
  column('Revision', 10, ({ revision }) => revision),
  column('Recorded on', 20, ({ recordedAt }) => day(londonDay(recordedAt))),
  column('Source section', 30, ({ source }) => paragraphs(source.quotes.map(({ section }) => section))),
  column('Source quote', 60, ({ source }) => paragraphs(source.quotes.map(({ quote }) => quote))),
]

/** A step in the spreadsheet's second table. */
export const stepColumns = [
  { heading: 'Action', width: 15 },
  { heading: 'Step', width: 17 },
  { heading: 'Text of the plan', width: 90 },
  { heading: 'Status', width: 22 },
] as const

/** The steps of an action as rows of that table. */
export function stepRows({ ref, steps }: ActionView): string[][] {
  return steps.map((step) => [ref, step.ref, step.text, statusFacts[step.status].label])
}
