import { inWords, quarterAfter } from '../../clock/dates.js'
import { flagRule, isOpen } from './rule.js'

export const silentForTwoQuarters = flagRule({
  code: 'silent-for-two-quarters',
  sentence: 'The action is open and nothing has been said for two whole quarters.',
  restsOn: 'updates',
  raise(facts, today) {
    const lastWord = facts.lastSaid ?? facts.knownFrom
    if (!isOpen(facts) || quarterAfter(lastWord, 2).end >= today) return null
    const what = facts.lastSaid ? 'Last statement known' : 'No statement since publication'
    return `${what}: ${inWords(lastWord)}.`
  },
})
