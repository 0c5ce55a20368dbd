import { type Day, daysBetween, type Instant, inWords, londonDay, momentInWords } from '../../clock/dates.js'
import type { PlanHeading, StatementView } from '../../register/story.service.js'
import type { ActionKind, TimescaleView } from '../../register/views.js'
import { figure } from '../../reports/shared/words.js'

/** What an action is called in its plan. */
export const kindWords: Record<ActionKind, string> = {
  action: 'Action',
  recommendation: 'Recommendation',
  area_for_improvement: 'Area for improvement',
  next_step: 'Next step',
  commitment: 'Commitment',
}

/** "National", "Regional: London", "Local: Merton" */
export function levelInWords({ geography, area }: PlanHeading): string {
  if (geography === 'national') return 'National'
  const level = geography === 'region' ? 'Regional' : 'Local'
  return area === null ? level : `${level}: ${area}`
}

/** How another action hangs together with the one that is read, seen from this one. */
const relations: Record<string, string> = {
  feeds: 'This action feeds it',
  feeds_by: 'It feeds this action',
  answers: 'This action answers it',
  answers_by: 'It answers this action',
  delivers_locally: 'This action delivers it locally',
  delivers_locally_by: 'It delivers this action locally',
  continues: 'This action continues it',
  continues_by: 'It continues this action',
  overlaps: 'It promises largely the same',
  overlaps_by: 'It promises largely the same',
}

/** "This action delivers it locally" */
export function relationInWords(relation: string): string {
  return relations[relation] ?? relation.replaceAll('_', ' ')
}

const basisWords: Record<TimescaleView['basis'], string> = {
  stated: 'As the plan states it.',
  inferred: 'Our reading of the plan’s words.',
  set: 'Set later by a person.',
}

const precisionWords: Record<TimescaleView['precision'], string> = {
  day: 'Known to the day.',
  month: 'Known to the month.',
  quarter: 'Known to the quarter of a year.',
  season: 'Known only to the season.',
  year: 'Known only to the year.',
  open: 'Without an end.',
  none: 'The plan gives no date.',
}

/** How closely a date is known, and who says so: "Known to the day. Set later by a person." */
export function knownInWords({ basis, precision }: TimescaleView): string {
  const known = precisionWords[precision]
  return precision === 'none' && basis === 'stated' ? known : `${known} ${basisWords[basis]}`
}

/** "1 day", "91 days" */
export function daysInWords(days: number): string {
  return `${figure(days)} ${days === 1 ? 'day' : 'days'}`
}

/** "31 March 2014 to 30 June 2014, 91 days later" */
export function moveOfDay(from: Day, to: Day): string {
  const days = daysBetween(from, to)
  return `${inWords(from)} to ${inWords(to)}, ${daysInWords(Math.abs(days))} ${days < 0 ? 'earlier' : 'later'}`
}

/** "Moved twice, 91 days later in all", "Never" */
export function redatedInWords({ timesRedated, daysSlipped }: TimescaleView): string {
  if (timesRedated === 0) return 'Never moved'
  const times = ['', 'once', 'twice'][timesRedated] ?? `${timesRedated} times`
  return `Moved ${times}, ${daysInWords(Math.abs(daysSlipped))} ${daysSlipped < 0 ? 'earlier' : 'later'} in all`
}

/** When a statement was made: the day, or the words of the document that gives none. */
export function saidWhen(statement: Pick<StatementView, 'on' | 'onAsWritten' | 'knownFrom'>): string {
  const { on, onAsWritten, knownFrom } = statement
  if (onAsWritten !== null) return `“${onAsWritten}”`
  return on === null ? momentInWords(knownFrom) : inWords(on)
}

/** "Amir Owner, for the Metropolitan Police Service" */
export function saidByInWords({ by, onBehalfOf }: Pick<StatementView, 'by' | 'onBehalfOf'>): string {
  return onBehalfOf === null ? by : `${by}, for ${onBehalfOf.name}`
}

/** From when a statement was known: the moment it was entered, or the day its document was published. */
export function knownWhen({ knownFrom, recordedAt }: { knownFrom: Instant; recordedAt: Instant }): string {
  return knownFrom === recordedAt ? momentInWords(knownFrom) : inWords(londonDay(knownFrom))
}

/** "850 bytes", "14 KB", "1.2 MB", "10 MB" */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1).replace('.0', '')} MB`
}
