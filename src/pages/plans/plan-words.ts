import { inWords } from '../../clock/dates.js'
import type { PlanView } from '../../register/views.js'

/** "Final", "Draft" */
export const standingWords: Record<PlanView['standing'], string> = { draft: 'Draft', final: 'Final' }

/**
 * When a plan was published, as closely as it says: "4 July 2013, written “4th July 2013”", "December 2013, known to the
 * month". Where it bears no date, the days between which it must lie, and whose reading that is.
 */
export function publishedInWords({ asWritten, start, end, precision }: PlanView['publishedOn']): string {
  if (asWritten === null) return `Undated; by our reading between ${inWords(start)} and ${inWords(end)}`
  if (precision !== 'day') return `${asWritten}, known to the ${precision}`
  return asWritten === inWords(end) ? asWritten : `${inWords(end)}, written “${asWritten}”`
}
