import { flagRule } from './rule.js'

export const noLead = flagRule({
  code: 'no-lead',
  sentence: 'The plan names no agency as lead.',
  restsOn: 'agencies',
  raise: ({ leads }) => (leads.length === 0 ? 'No agency is named as lead.' : null),
})
