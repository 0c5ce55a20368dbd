/**
 * `npm run bench`, or `npm run bench -- NAME ...`: measures each row and prints one table, in Markdown, with the machine.
 * Exit code 1 when a row misses its reach. Every ratio is of one run, measured in turns.
 */
import { machine } from './tools/machine.mjs'
import { passes, table } from './tools/table.mjs'

const names = [
  ...['report', 'issue', 'list', 'list-big', 'pages', 'pages-big', 'updates', 'memory'],
  ...['returns', 'workbook-read', 'imports', 'report-big', 'issue-big'],
]
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !names.includes(name))
if (unknown) {
  console.error(`There is no row “${unknown}”: the rows are ${names.join(', ')}.`)
  process.exit(2)
}

// To exit is to tidy up: what was started is stopped and what was written is removed.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))

const rows = []
for (const name of wanted.length > 0 ? wanted : names) {
  console.error(`Measuring ${name} ...`)
  const { default: measure } = await import(`./rows/${name}.mjs`)
  rows.push(...[await measure()].flat())
}
console.log(`${table(rows)}\n\n${machine()}`)
process.exitCode = rows.every(passes) ? 0 : 1
