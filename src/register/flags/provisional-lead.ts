import { flagRule } from './rule.js'

export const provisionalLead = flagRule({
  code: 'provisional-lead',
  sentence: 'The plan only proposes the lead ("tbc", "proposed").',
  restsOn: 'agencies',
  raise({ leads }) {
    const proposed = leads.filter(({ provisional }) => provisional).map(({ name }) => name)
    return proposed.length > 0 ? `Proposed only: ${proposed.join(', ')}.` : null
  },
})
