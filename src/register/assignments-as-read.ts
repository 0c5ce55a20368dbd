import type { AgenciesAsRead } from '../agencies/merged-agencies.js'

/** A row of `assignmentsSql`. */
export interface AssignmentRow {
  action_id: number
  set_in_revision: number
  role: 'lead' | 'partner'
  provisional: boolean | number
  as_written: string
  slug: string
  name: string
}

/**
 * Leads and partners under the names that their agencies are read as. Two agencies of one action that were merged since
 * are one, in the place of the first, with the words that the plan has for both.
 */
export function assignmentsAsRead(rows: AssignmentRow[], asRead: AgenciesAsRead): AssignmentRow[] {
  if (asRead.merged.length === 0) return rows
  const kept: AssignmentRow[] = []
  const firstOf = new Map<string, { registered: string; row: AssignmentRow }>()
  for (const given of rows) {
    const row = { ...given, slug: asRead.slugOf(given.slug), name: asRead.nameOf(given.slug, given.name) }
    const key = [row.action_id, row.set_in_revision, row.role, row.slug].join(' ')
    const first = firstOf.get(key)
    // What a plan names twice over under one agency stands twice, as it did before any merge.
    if (!first || first.registered === given.slug) {
      if (!first) firstOf.set(key, { registered: given.slug, row })
      kept.push(row)
      continue
    }
    first.row.as_written = `${first.row.as_written}; ${row.as_written}`
    first.row.provisional = Boolean(first.row.provisional) && Boolean(row.provisional)
  }
  return kept
}
