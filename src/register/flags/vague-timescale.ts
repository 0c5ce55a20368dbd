import { flagRule } from './rule.js'

export const vagueTimescale = flagRule({
  code: 'vague-timescale',
  sentence: 'The timescale has no end date, or only a season or a year.',
  restsOn: 'timescale',
  raise({ precision, end }) {
    // Where nothing is given at all, another rule says so.
    if (precision === 'none') return null
    if (end === null) return 'It has no end date.'
    return precision === 'season' || precision === 'year' ? `Known only to the ${precision}.` : null
  },
})
