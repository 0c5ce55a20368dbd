/**
 * A row: `what` and `against` in words, the figures of both (`ours`, `theirs`) in words, and the number that is held
 * against the reach: `ratio`, or `value` with its `unit`; `atLeast` or `atMost`, and the `aim` when there is one.
 */
const heads = ['What', 'Throughline', 'Against', 'Its figure', 'Ratio', 'Reach', '']

export function passes({ ratio, value, atLeast, atMost }) {
  const figure = ratio ?? value
  return (atLeast === undefined || figure >= atLeast) && (atMost === undefined || figure <= atMost)
}

export function table(rows) {
  const lines = rows.map((row) => [
    ...[row.what, row.ours, row.against ?? '', row.theirs ?? ''],
    ...[row.ratio === undefined ? '' : `${row.ratio.toFixed(2)} x`, reachOf(row), verdictOf(row)],
  ])
  const widths = heads.map((head, column) =>
    Math.max(3, head.length, ...lines.map((line) => line[column].length)),
  )
  const written = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`
  return [written(heads), written(widths.map((width) => '-'.repeat(width))), ...lines.map(written)].join('\n')
}

function reachOf({ ratio, atLeast, atMost, aim, unit = '' }) {
  const sign = ratio === undefined ? unit : ' x'
  if (atLeast !== undefined) return `at least ${atLeast}${sign}${aim ? `, aim ${aim}` : ''}`
  return atMost === undefined ? '' : `at most ${atMost}${sign}`
}

function verdictOf(row) {
  if (row.atLeast === undefined && row.atMost === undefined) return ''
  if (!passes(row)) return 'miss'
  return row.aim !== undefined && row.ratio >= row.aim ? 'pass, aim met' : 'pass'
}
