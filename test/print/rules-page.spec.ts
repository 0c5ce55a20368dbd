import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from '@jest/globals'
import { ruleNames, rules, standardChecked } from '../../src/print/checks/rules.js'

const path = join(process.cwd(), 'docs', 'pdf-checks.md')

/** A table as prettier lays it out. */
function table(rows: [string, string][]): string {
  const width = (column: 0 | 1): number => Math.max(...rows.map((row) => row[column].length))
  const line = ([one, two]: [string, string]): string =>
    `| ${one.padEnd(width(0))} | ${two.padEnd(width(1))} |`
  const [head = ['', ''], ...others] = rows
  return [line(head), `| ${'-'.repeat(width(0))} | ${'-'.repeat(width(1))} |`, ...others.map(line)].join('\n')
}

const page = `# What every printed PDF is checked for

Made from \`src/print/checks/rules.ts\`; \`RULES_PAGE=write npm test -- test/print/rules-page.spec.ts\` writes it anew.

${standardChecked}

${table([['clause', 'what must be so'], ...ruleNames.map((name): [string, string] => [rules[name].clause, rules[name].rule])])}

Which clauses are not checked: [decision 0023](decisions/0023-our-own-pdf-checker.md).
`

it('lists every rule of the checks in the documentation', () => {
  if (process.env['RULES_PAGE'] === 'write') writeFileSync(path, page)
  expect(readFileSync(path, 'utf8')).toBe(page)
})

it('says each rule once', () => {
  const said = ruleNames.map((name) => rules[name].rule)
  expect(new Set(said).size).toBe(said.length)
})
