import { count } from '../../reports/shared/words.js'
import { paths } from '../paths.js'

/** Something that waits for the decision of the programme office. */
export interface ToDecide {
  /** "2 completions to verify" */
  text: string
  href: string
}

/** What waits for the programme office besides the rounds; nothing where nothing does. */
export function toDecide(waiting: { completions: number; dates: number }): ToDecide[] {
  const { completions, dates } = waiting
  return [
    ...(completions > 0
      ? [{ text: `${count(completions, 'completion')} to verify`, href: paths.completions() }]
      : []),
    ...(dates > 0 ? [{ text: `${count(dates, 'new date')} to agree`, href: paths.dateChanges() }] : []),
  ]
}
