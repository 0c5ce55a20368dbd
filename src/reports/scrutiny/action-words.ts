import { statusFacts } from '../../actions/action-status.js'
import { type Day, daysBetween, inWords } from '../../clock/dates.js'
import type { Timeliness } from '../../register/timeliness.js'
import type { ActionView, AssignmentView } from '../../register/views.js'
import { statementOf } from '../shared/statements.js'
import { count, inList } from '../shared/words.js'
import type { CouncilPlan } from './council-plan.js'
import type { ActionLine } from './scrutiny.model.js'

/** Whether the plan only proposes its leads: then the report says so once, and not at every name. */
export function allProposed(actions: readonly ActionView[]): boolean {
  const leads = actions.flatMap((action) => action.leads)
  return leads.length > 0 && leads.every((lead) => lead.provisional)
}

/** Names of leads, each marked where the plan only proposes it, unless the report says so of all. */
export function leadNames(leads: readonly AssignmentView[], saidOfAll: boolean): string[] {
  return leads.map((lead) => (lead.provisional && !saidOfAll ? `${lead.name} (proposed)` : lead.name))
}

/** "By 4 October 2013 (our reading)", "Long term, no end date", "None given". */
export function timescaleInWords({ timescale, term }: ActionView): string {
  const { end, basis, precision } = timescale
  if (end !== null) return `By ${inWords(end)}${basis === 'inferred' ? ' (our reading)' : ''}`
  if (precision === 'none' && timescale.asWritten.length === 0) return 'None given'
  return term === null ? 'No end date' : `${term === 'short' ? 'Short' : 'Long'} term, no end date`
}

/** "88 days late", or null. */
export function lateInWords({ timeliness, timescale }: ActionView, today: Day): string | null {
  if (timeliness !== 'overdue' || timescale.end === null) return null
  return `${count(daysBetween(timescale.end, today), 'day')} late`
}

/** "First due 1 May 2013; moved twice, 90 days later in all.", or null where the date never moved. */
export function movesInWords({ timescale }: ActionView): string | null {
  const { firstEnd, timesRedated, daysSlipped } = timescale
  if (timesRedated === 0 || firstEnd === null) return null
  const times = timesRedated === 1 ? 'once' : timesRedated === 2 ? 'twice' : `${timesRedated} times`
  const slip = Math.abs(daysSlipped)
  const by = `${count(slip, 'day')} ${daysSlipped < 0 ? 'earlier' : 'later'}`
  return `First due ${inWords(firstEnd)}; moved ${times}, ${by} in all.`
}

/** Whether the date is worth a word beside the status. */
export function tellingTimeliness(action: ActionView): Timeliness | null {
  const quiet = action.timeliness === 'no_date' || action.timeliness === 'not_yet_due'
  return quiet ? null : action.timeliness
}

/** An action as one line of the body. */
export function actionLine(
  action: ActionView,
  council: CouncilPlan,
  saidOfAll: boolean,
  today: Day,
): ActionLine {
  const { ref, title, status, timescale } = action
  const line = {
    ref,
    title,
    status,
    timeliness: tellingTimeliness(action),
    leads: leadNames(action.leads, saidOfAll),
    end: timescale.end,
    feeds: council.feeds.get(ref) ?? [],
    fedBy: council.fedBy.get(ref) ?? [],
    serves: council.serves.get(ref) ?? [],
  }
  const begun = status !== 'not_started' || action.timeliness === 'overdue'
  const told = begun && action.latestUpdate !== null ? statementOf(action.latestUpdate, today) : null
  return { ...line, says: inWordsOf(action, line.leads, today), statement: told }
}

function inWordsOf(action: ActionView, leads: readonly string[], today: Day): string | null {
  const sentences: string[] = []
  if (leads.length > 0) sentences.push(`${leads.length > 1 ? 'Leads' : 'Lead'}: ${inList(leads)}.`)
  if (statusFacts[action.status].open && action.timescale.end !== null) {
    const late = lateInWords(action, today)
    sentences.push(`${timescaleInWords(action)}${late === null ? '' : `, ${late}`}.`)
  }
  if (action.completedOn !== null) sentences.push(`Completed ${inWords(action.completedOn)}.`)
  if (action.statusReason) sentences.push(endWithStop(action.statusReason))
  return sentences.length > 0 ? sentences.join(' ') : null
}

function endWithStop(words: string): string {
  return /[.!?]$/u.test(words) ? words : `${words}.`
}
