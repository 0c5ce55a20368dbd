import { inWords, quarterAfter } from '../../clock/dates.js'
import { flagRule, isOpen } from './rule.js'

export const narrativeUnchangedForThreeQuarters = flagRule({
  code: 'narrative-unchanged-for-three-quarters',
  sentence: 'The same words have been reported for three quarters or more.',
  restsOn: 'updates',
  raise(facts, today) {
    const { sameWordsSince } = facts
    if (!isOpen(facts) || sameWordsSince === null || quarterAfter(sameWordsSince, 3).start > today)
      return null
    return `The same words since ${inWords(sameWordsSince)}.`
  },
})
