import { inWords } from '../../clock/dates.js'
import { flagRule } from './rule.js'

export const greenAndOverdue = flagRule({
  code: 'green-and-overdue',
  sentence: 'Confidence is green although the end date has passed.',
  restsOn: 'standing',
  raise({ confidence, timeliness, end }) {
    if (confidence !== 'green' || timeliness !== 'overdue') return null
    return `Rated green; due by ${end ? inWords(end) : 'no date'}.`
  },
})
