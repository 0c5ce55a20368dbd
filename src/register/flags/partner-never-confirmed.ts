import { flagRule } from './rule.js'

export const partnerNeverConfirmed = flagRule({
  code: 'partner-never-confirmed',
  sentence: 'A partner is named and has never spoken in an update.',
  restsOn: 'agencies',
  raise({ partners, spokenFor }) {
    const unheard = partners.filter(({ agency }) => !spokenFor.has(agency)).map(({ name }) => name)
    return unheard.length > 0 ? `Not heard from: ${unheard.join(', ')}.` : null
  },
})
