import { figure } from '../reports/shared/words.js'
import { type Counts, countsOf } from '../register/overview-counts.js'
import type { ActionFact } from '../register/overview-fact.js'
import { paths } from './paths.js'

/** Counts in a table, a row for each part and one for the whole: what `partials/count-table` shows. */
export interface CountTable {
  caption: string
  /** What the rows are: "Plan", "Theme". */
  of: string
  columns: { key: string; text: string }[]
  rows: CountRow[]
  total: CountRow | null
}

export interface CountRow {
  name: string
  /** A word before the name, such as a code. */
  mark: string | null
  /** A second line under the name. */
  note: string | null
  href: string | null
  /** `said` tells who only hears a link what its number counts. */
  cells: { label: string; text: string; href: string | null; said: string }[]
}

/** A part of the whole. */
export interface CountedPart {
  name: string
  mark?: string
  note?: string
  href: string | null
  facts: readonly ActionFact[]
  /** The filters by which the list of actions shows the same part; left out, where none does. */
  filters?: Record<string, string | undefined>
}

interface Column {
  text: string
  value: (counts: Counts) => number
  /** Adds to the filters of the part those of the column. */
  filters?: Record<string, string>
}

/** The first column is the whole of a row, the next four are its parts, the rest is about time and trust. */
const columns: Record<string, Column> = {
  total: { text: 'Actions', value: ({ total }) => total, filters: {} },
  complete: { text: 'Complete', value: ({ complete }) => complete },
  inProgress: {
    text: 'In progress',
    value: ({ byStatus }) => byStatus.in_progress,
    filters: { status: 'in_progress' },
  },
  notStarted: {
    text: 'Not started',
    value: ({ byStatus }) => byStatus.not_started,
    filters: { status: 'not_started' },
  },
  otherwise: {
    text: 'Paused or closed',
    value: ({ byStatus, closedOtherwise }) => byStatus.paused + closedOtherwise,
  },
  overdue: {
    text: 'Overdue',
    value: ({ byTimeliness }) => byTimeliness.overdue,
    filters: { timeliness: 'overdue' },
  },
  due: {
    text: 'Due this quarter',
    value: ({ byTimeliness }) => byTimeliness.due_this_quarter,
    filters: { timeliness: 'due_this_quarter' },
  },
  flagged: { text: 'Flagged', value: ({ flagged }) => flagged },
}

/**
 * Counts parts of the register beside each other.
 *
 * @param whole a name for the row of the total; null where the parts share actions and do not add up
 */
export function countTable(
  head: { caption: string; of: string },
  parts: readonly CountedPart[],
  whole: Omit<CountedPart, 'href'> | null,
  asAt: string | undefined,
): CountTable {
  return {
    ...head,
    columns: Object.entries(columns).map(([key, { text }]) => ({ key, text })),
    rows: parts.map((part) => rowOf(part, asAt)),
    total: whole === null ? null : rowOf({ ...whole, href: null }, asAt),
  }
}

function rowOf({ name, mark, note, href, facts, filters }: CountedPart, asAt: string | undefined): CountRow {
  const counts = countsOf(facts)
  return {
    ...{ name, href, mark: mark ?? null, note: note ?? null },
    cells: Object.values(columns).map((column) => {
      const value = column.value(counts)
      const leads = value > 0 && filters !== undefined && column.filters !== undefined
      return {
        ...{ label: column.text, text: figure(value) },
        href: leads ? paths.actions({ ...filters, ...column.filters, asAt }) : null,
        said: `, ${name}: ${column.text.toLowerCase()}`,
      }
    }),
  }
}
