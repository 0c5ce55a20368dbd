import { flagRule, isComplete } from './rule.js'

export const completeWithOpenSteps = flagRule({
  code: 'complete-with-open-steps',
  sentence: 'The action is complete and one of its steps is still open.',
  restsOn: 'steps',
  raise(facts) {
    const { openSteps } = facts
    return isComplete(facts) && openSteps.length > 0 ? `Still open: ${openSteps.join(', ')}.` : null
  },
})
