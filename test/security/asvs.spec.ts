import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { projectFolder } from '../../src/prepare.js'

const read = (path: string) => readFileSync(join(projectFolder, path), 'utf8')

/** The numbers of OWASP ASVS 5.0.0, by level. */
const standard = JSON.parse(read('test/security/asvs-requirements.json')) as {
  level1: string[]
  level2: string[]
}
const page = read('docs/security.md')

interface Row {
  numbers: string[]
  level: string
  asks: string
  here: string
  tests: string
}

/** The rows of the tables, by the numbers in their first cells. */
const rows: Row[] = page.split('\n').flatMap((line) => {
  const [, first = '', level = '', asks = '', here = '', tests = ''] = line
    .split('|')
    .map((cell) => cell.trim())
  const numbers = first.match(/^V\d+\.\d+\.\d+(?:, V\d+\.\d+\.\d+)*$/u)?.[0].split(', ')
  return numbers ? [{ numbers, level, asks, here, tests }] : []
})

const wrongIf = (test: (row: Row) => boolean) => rows.filter(test).map(({ numbers }) => numbers.join(', '))

describe('the page on security', () => {
  it('says of each requirement of levels 1 and 2, once, how it stands', () => {
    const told = rows.flatMap(({ numbers }) => numbers)
    expect(told.sort()).toEqual([...standard.level1, ...standard.level2].sort())
  })

  it('tells the level of each', () => {
    const level1 = new Set(standard.level1)
    const levelOf = (number: string) => (level1.has(number) ? '1' : '2')
    expect(
      wrongIf(({ numbers, level }) => [...new Set(numbers.map(levelOf))].sort().join(' and ') !== level),
    ).toEqual([])
  })

  it('begins each answer with a word that it explains', () => {
    expect(wrongIf(({ here }) => !/^(?:Met|Partly|Not met|Not relevant|Operator)\b/u.test(here))).toEqual([])
    expect(wrongIf(({ here }) => /^(?:Not relevant|Partly)(?!.*:)/u.test(here))).toEqual([])
  })

  it('names files that there are', () => {
    const named = [...page.matchAll(/`((?:src|test|templates|docs|scripts)\/[^`]*)`/gu)].map(
      ([, path = '']) => path,
    )
    expect(named.length).toBeGreaterThan(100)
    expect([...new Set(named)].filter((path) => !existsSync(join(projectFolder, path)))).toEqual([])
  })

  it('names tests as tests', () => {
    const tests = rows.flatMap(({ tests: cell }) => (cell === '–' ? [] : cell.split(', ')))
    expect([...new Set(tests)].filter((path) => !/^`(?:src|test)\/\S+\.spec\.ts`$/u.test(path))).toEqual([])
  })

  it('links to pages that there are', () => {
    const links = [...page.matchAll(/\]\(([^)#]+\.md)\)/gu)].map(([, path = '']) => path)
    expect(links.filter((path) => !existsSync(join(projectFolder, 'docs', path)))).toEqual([])
  })

  it('lists at its beginning what is not met', () => {
    const summary = page.slice(page.indexOf('## What is not met'), page.indexOf('## The rules that'))
    const unmet = rows.filter(({ here }) => here.startsWith('Not met')).flatMap(({ numbers }) => numbers)
    expect(unmet.filter((number) => !summary.includes(number))).toEqual([])
  })
})
