import type { UpdatingRole } from '../../accounts/rights.js'
import { type Day, inWords, londonDay } from '../../clock/dates.js'
import type { ActionInFull, ActionView } from '../../register/views.js'
import { needsAgreement } from '../../updates/date-changes.service.js'
import { redatedInWords } from './action-words.js'

/** Whether a new end date by somebody in this role waits for the agreement of the programme office. */
export function waitsForAgreement(role: UpdatingRole, { timescale }: ActionView, to: Day): boolean {
  return role !== 'programme_office' && needsAgreement(timescale, to)
}

/** What somebody is told who is about to move the date once more; null where no agreement is needed. */
export function agreementNeeded(role: UpdatingRole, { timescale, dateChange }: ActionInFull): string | null {
  if (role === 'programme_office' || timescale.timesRedated === 0) return null
  const moved = redatedInWords(timescale).replace(/,.*$/u, '').toLowerCase()
  const needed = `The date was ${moved} before: another one needs the agreement of the programme office. Until then the date stays as it is; all else that you say is recorded at once.`
  if (dateChange === null) return needed
  const { by, to, askedAt } = dateChange
  return `${needed} ${by} asked on ${inWords(londonDay(askedAt))} for ${inWords(to)}, which waits: what you ask for takes its place.`
}
