import { inWords } from '../../clock/dates.js'
import { flagRule, isOpen } from './rule.js'

export const pastItsDateWithoutAnUpdate = flagRule({
  code: 'past-its-date-without-an-update',
  sentence: 'The end date has passed and nothing has been said since.',
  restsOn: 'updates',
  raise(facts, today) {
    const { end, lastSaid } = facts
    if (!isOpen(facts) || end === null || end >= today || (lastSaid ?? '') > end) return null
    return `Due by ${inWords(end)}; nothing said since.`
  },
})
