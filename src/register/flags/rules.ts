import { completeWithOpenSteps } from './complete-with-open-steps.js'
import { completeWithoutEvidence } from './complete-without-evidence.js'
import { dateMovedThreeTimes } from './date-moved-three-times.js'
import { greenAndOverdue } from './green-and-overdue.js'
import { narrativeUnchangedForThreeQuarters } from './narrative-unchanged-for-three-quarters.js'
import { noLead } from './no-lead.js'
import { noTimescale } from './no-timescale.js'
import { partnerNeverConfirmed } from './partner-never-confirmed.js'
import { pastItsDateWithoutAnUpdate } from './past-its-date-without-an-update.js'
import { provisionalLead } from './provisional-lead.js'
import { silentForTwoQuarters } from './silent-for-two-quarters.js'
import { vagueTimescale } from './vague-timescale.js'

/** Every rule, in the order in which pages and reports name them. */
export const rules = [
  noLead,
  provisionalLead,
  noTimescale,
  vagueTimescale,
  pastItsDateWithoutAnUpdate,
  silentForTwoQuarters,
  completeWithoutEvidence,
  completeWithOpenSteps,
  dateMovedThreeTimes,
  greenAndOverdue,
  narrativeUnchangedForThreeQuarters,
  partnerNeverConfirmed,
] as const
