import { actionKinds } from '../../actions/action.entity.js'
import { actionStatuses, statusFacts } from '../../actions/action-status.js'
import { confidences, confidenceFacts } from '../../actions/confidence.js'
import { kindLabel } from '../../exports/state-words.js'
import { sortColumns } from '../../register/action-query.js'
import { flagCodes, flagLabel } from '../../register/flags.js'
import { timelinesses, timelinessFacts } from '../../register/timeliness.js'
import type { Choice } from './list-choices.js'

/** The filters whose values are fixed: they are the register's own scales. */
export const scales = {
  status: actionStatuses.map((value) => ({ value, text: statusFacts[value].label })),
  timeliness: timelinesses.map((value) => ({ value, text: timelinessFacts[value].label })),
  confidence: confidences.map((value) => ({ value, text: confidenceFacts[value].label })),
  flag: flagCodes.map((value) => ({ value, text: flagLabel(value) })),
  kind: actionKinds.map((value) => ({ value, text: kindLabel(value) })),
} as const satisfies Record<string, readonly Choice[]>
export type ScaleName = keyof typeof scales

/** Every filter of the list, by the name that the API has for it too, in the order of the form. */
export const filterLabels = {
  q: 'Search',
  plan: 'Plan',
  theme: 'Theme',
  priority: 'Priority',
  lead: 'Lead',
  partner: 'Partner',
  agency: 'Lead or partner',
  status: 'Status',
  timeliness: 'Timeliness',
  confidence: 'Confidence',
  flag: 'Flag',
  kind: 'Kind',
  dueAfter: 'Due from',
  dueBefore: 'Due to',
} as const
export type FilterName = keyof typeof filterLabels
export const filterNames = Object.keys(filterLabels) as FilterName[]

/** The filters that are in force. */
export type Filters = Partial<Record<FilterName, string>>

/** What the list is sorted by, up and down. */
export const sortNames: readonly string[] = Object.keys(sortColumns).flatMap((name) => [name, `-${name}`])

export const pageSizes = [25, 50, 100] as const
export const usualPageSize = 50
