import { statusFacts } from '../../actions/action-status.js'
import { confidenceFacts } from '../../actions/confidence.js'
import { timelinessFacts } from '../../register/timeliness.js'
import type { ActionPlan, PlanColumn, PlanRow } from './scrutiny.model.js'

/** The words of a cell of the action plan, without their form: for documents that have no tags and no lists in a cell. */
export function planCell(
  row: PlanRow,
  { holds }: PlanColumn,
  plan: Pick<ActionPlan, 'confidenceApart'>,
): string {
  switch (holds) {
    case 'ref':
      return row.ref
    case 'title':
      return row.title
    case 'text':
      return row.text
    case 'recommendation':
      return [row.text, ...(row.stepsInText ? [stepRefs(row)] : stepLines(row))].filter(Boolean).join('\n')
    case 'steps':
      return stepLines(row).join('\n') || 'None'
    case 'lead':
      return row.leads
    case 'partners':
      return row.partners
    case 'timescale-as-written':
      return row.timescaleAsWritten
    case 'timescale':
      return row.timescale
    case 'status':
      return statusLines(row, plan).join('\n')
    case 'confidence':
      return confidenceFacts[row.confidence ?? 'none'].label
    case 'statement':
      return statementWords(row)
  }
}

/** Status, what is to be said of the date, and the confidence where it has no column of its own. */
function statusLines(
  row: PlanRow,
  { confidenceApart: apart }: Pick<ActionPlan, 'confidenceApart'>,
): string[] {
  return [
    statusFacts[row.status].label,
    ...(row.timeliness === null ? [] : [timelinessFacts[row.timeliness].label]),
    ...(row.confidence === null || apart ? [] : [confidenceFacts[row.confidence].label]),
  ]
}

function stepLines({ steps }: PlanRow): string[] {
  return steps.map(({ ref, text, status }) => {
    return `${ref} ${text}${status === null ? '' : ` (${statusFacts[status].label})`}`
  })
}

function stepRefs({ steps }: PlanRow): string {
  return steps.length === 0 ? '' : `Steps: ${steps.map(({ ref }) => ref).join(', ')}`
}

function statementWords({ statement, sameAs, earlier }: PlanRow): string {
  if (sameAs !== null) return `As for ${sameAs}.`
  if (statement === null) return 'None'
  const told = `“${statement.words}” ${statement.by}, ${statement.said}.`
  return earlier === null ? told : `${told} ${earlier}`
}
