import type { Person } from '../accounts/person.js'
import { updatingRole } from '../accounts/rights.js'
import { movesOf, statusFacts } from '../actions/action-status.js'
import { confidenceFacts } from '../actions/confidence.js'
import { noAnswer } from '../commissions/returns/return-lines.js'
import type { Cell } from '../documents/workbook/sheet.js'
import { ownersOf } from '../register/reading.service.js'
import type { ActionView } from '../register/views.js'
import type { AnswerLine, AnswerSheet, ReferenceColumn } from './answer-line.js'

/** The locked columns of a list of actions. */
const columns: readonly (ReferenceColumn & { of: (action: ActionView) => Cell })[] = [
  { heading: 'Ref', width: 15, of: ({ ref }) => ref },
  { heading: 'Action', width: 46, of: ({ text }) => text },
  { heading: 'Plan', width: 18, of: ({ source }) => source.document },
  { heading: 'Lead', width: 20, of: ({ leads }) => leads.map(({ name }) => name).join('; ') },
  { heading: 'Status now', width: 14, of: ({ status }) => statusFacts[status].label },
  { heading: 'Confidence now', width: 17, of: ({ confidence }) => confidenceFacts[confidence].label },
  { heading: 'Target date now', width: 18, of: ({ timescale: { end } }) => end && { day: end } },
  { heading: 'Last update', width: 44, of: ({ latestUpdate }) => latestUpdate?.narrative ?? null },
  {
    heading: 'Said on',
    width: 18,
    of: ({ latestUpdate }) => (latestUpdate?.on ? { day: latestUpdate.on } : null),
  },
]

/** The actions that the person may update, as lines; each begins without an answer. */
export function listSheet(person: Person, actions: readonly ActionView[]): AnswerSheet {
  return {
    ...{ kind: 'list', references: columns, questions: [], whole: [], wholeVersion: 0 },
    lines: actions.flatMap((action) => lineOf(person, action) ?? []),
  }
}

/** Null where the person may not update it. */
function lineOf(person: Person, action: ActionView): AnswerLine | null {
  const role = updatingRole(person, ownersOf(action))
  if (role === null) return null
  const { ref, status, confidence } = action
  return {
    ...{ ref, status, confidence, role, end: action.timescale.end, version: action.revision, judges: true },
    reference: columns.map((column) => column.of(action) ?? null),
    moves: movesOf(role, status)
      .filter(({ requires }) => !requires.includes('superseding action'))
      .map(({ to }) => to),
    answer: noAnswer,
  }
}

/** Whom somebody speaks for who answers for agencies: the first of the action's own; others speak in their own name. */
export function speaksFor(person: Person, action: ActionView): string | null {
  if (updatingRole(person, ownersOf(action)) !== 'agency_owner') return null
  const named = [...action.leads, ...action.partners, ...action.namedInText].map(({ agency }) => agency)
  return named.find((slug) => person.agencies.includes(slug)) ?? null
}
