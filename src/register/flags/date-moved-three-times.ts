import { flagRule } from './rule.js'

export const dateMovedThreeTimes = flagRule({
  code: 'date-moved-three-times',
  sentence: 'The end date has moved three times or more.',
  restsOn: 'timescale',
  raise: ({ timesRedated }) => (timesRedated >= 3 ? `Moved ${timesRedated} times.` : null),
})
