import type { Sight } from '../accounts/rights.js'
import type { FlagCode } from './flags.js'
import type { Timeliness } from './timeliness.js'

/** What a list of actions may be narrowed by. Each is one value; together they narrow further. */
export interface ActionFilter {
  /** What the reader sees of the register; left out, all of it. */
  sight?: Sight
  ref?: string
  /** Only these. */
  refs?: readonly string[]
  /** Slug of a plan. */
  plan?: string
  /** Code or title of a theme. */
  theme?: string
  kind?: string
  /** Slug of an agency that leads. */
  lead?: string
  partner?: string
  /** Slug of an agency that leads or is partner. */
  agency?: string
  status?: string
  confidence?: string
  timeliness?: Timeliness
  flag?: FlagCode
  /** Code of a priority. */
  priority?: string
  /** End date on or before this day. */
  dueBefore?: string
  /** End date on or after this day. */
  dueAfter?: string
  /** Words looked for in ref, title, text, steps, quotes and updates. */
  q?: string
  sort?: string
}
