import { type FlagCode, flagLabel, flagRules } from '../../register/flags.js'
import type { ActionView } from '../../register/views.js'
import type { PageLink } from '../../web/pages/frame.js'

/** An assurance flag with its rule, the facts that it rests on, and where these stand. */
export interface FlagModel {
  label: string
  rule: string
  reason: string
  facts: PageLink
}

const agencies = { text: 'Leads and partners', href: '#agencies' }
const timescale = { text: 'Timescale', href: '#timescale' }
const updates = { text: 'Updates', href: '#updates' }

/** The part of the page that shows the facts of each flag. */
const factsOf: Record<FlagCode, PageLink> = {
  'no-lead': agencies,
  'provisional-lead': agencies,
  'no-timescale': timescale,
  'vague-timescale': timescale,
  'past-its-date-without-an-update': updates,
  'silent-for-two-quarters': updates,
  'complete-without-evidence': updates,
  'complete-with-open-steps': { text: 'Steps', href: '#steps' },
  'date-moved-three-times': timescale,
  'green-and-overdue': { text: 'Where it stands', href: '#standing' },
  'narrative-unchanged-for-three-quarters': updates,
  'partner-never-confirmed': agencies,
}

export function flagModels({ flags }: Pick<ActionView, 'flags'>): FlagModel[] {
  return flags.map(({ code, reason }) => ({
    label: flagLabel(code),
    rule: flagRules[code],
    reason,
    facts: factsOf[code],
  }))
}
