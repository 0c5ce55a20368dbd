import { flagRule } from './rule.js'

export const noTimescale = flagRule({
  code: 'no-timescale',
  sentence: 'The plan gives no timescale and none has been set.',
  restsOn: 'timescale',
  raise: ({ precision }) => (precision === 'none' ? 'No timescale is given.' : null),
})
