import { flagRule, isComplete } from './rule.js'

export const completeWithoutEvidence = flagRule({
  code: 'complete-without-evidence',
  sentence: 'The action is complete and no evidence was given.',
  restsOn: 'updates',
  raise: (facts) => (isComplete(facts) && !facts.hasEvidence ? 'No evidence is on the register.' : null),
})
