import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { readSpreadsheet } from '../../src/documents/reading/read-spreadsheet.js'
import { AgencyCells } from '../../src/imports/agencies/agency-cells.js'
import { AgencyNames } from '../../src/imports/agencies/agency-names.js'
import { type CheckedPlan, checkPlan } from '../../src/imports/checking/check-plan.js'
import { guessColumns } from '../../src/imports/sheet/column-mapping.js'
import { findTable, headingsOf } from '../../src/imports/sheet/header-row.js'
import { keptBook } from '../../src/imports/sheet/kept-book.js'
import { noFacts } from '../../src/imports/checking/plan-facts.js'
import { makeFiles } from './make-files.js'

const agency = (slug: string, name: string, ...more: string[]) => ({
  ...{ slug, name, parent: null, above: [], names: [name], aliases: more, ofCouncil: false },
})
const names = new AgencyNames(
  [
    agency('alderbrook', 'Alderbrook Council'),
    agency('police', 'Alderbrook Police', 'Police'),
    agency('yot', 'Youth Offending Team', 'YOT'),
    agency('housing', 'Housing Options'),
  ],
  'alderbrook',
)
const facts = { ...noFacts, prefix: 'ALD13', published: '7 May 2013', period: '2013-14' }

interface Read extends CheckedPlan {
  /** "Plan!5: ref, text, lead" */
  table: string
  leftOutColumns: string[]
}

/** Reads a file as the service does before anybody has chosen anything. */
async function read(path: string): Promise<Read> {
  const bytes = readFileSync(new URL(path, import.meta.url))
  const book = keptBook(await readSpreadsheet({ name: path, bytes }))
  const found = findTable(book)
  const sheet = book.sheets[found?.sheet ?? 0]
  if (!found || !sheet) throw new Error('No table was found.')
  const headings = headingsOf(sheet, found.header)
  const choices = guessColumns(headings, null).map(({ choice }) => choice)
  const loneRows = choices.includes('theme') ? ('actions' as const) : ('themes' as const)
  const layout = { header: found.header, loneRows, choices, headings }
  const checked = await checkPlan({ sheet, layout, facts, cells: new AgencyCells(names, {}) })
  return {
    ...checked,
    table: `${sheet.name}!${found.header + 1}: ${choices.join(', ')}`,
    leftOutColumns: headings.filter((_, column) => choices[column] === 'left out'),
  }
}

/** "ALD13-1.1 T1 | police < yot | 2014-03-31 day" */
const linesOf = ({ actions }: Read) =>
  actions.map(({ ref, theme, leads, partners, timescale, steps, flags }) => {
    const slugs = (list: typeof leads) =>
      list.map((one) => one.agency + (one.provisional ? '?' : '')).join('+')
    const time = timescale ? `${timescale.end ?? '-'} ${timescale.precision} ${timescale.basis}` : 'none'
    const rest = [...steps.map((step) => step.ref), ...flags].join(', ')
    return [`${ref} ${theme ?? '-'}`, `${slugs(leads)} < ${slugs(partners)}`, time, rest].join(' | ')
  })

const findingsOf = ({ findings }: Read, wanted: string) =>
  findings.filter(({ kind }) => kind === wanted).map(({ cell, words }) => `${cell}: ${words}`)

beforeAll(async () => {
  if (process.env.PLAN_FILES === 'write') await makeFiles()
})

describe('an action plan as councils keep theirs', () => {
  it.each<[string, string, string[]]>([
    [
      'plans/tidy.xlsx',
      'Action plan!1: ref, theme, text, lead, partners, timescale, note',
      [
        'ALD13-1.1 T1 | alderbrook < police+yot | 2014-03-31 day stated | ',
        'ALD13-1.2 T1 | police <  | 2014-05-31 season inferred | Vague timescale',
        'ALD13-1.3 T1 | yot <  | 2013-12-31 quarter inferred | ',
        'ALD13-2.1 T2 |  <  | - open stated | No lead, Vague timescale',
        'ALD13-2.2 T2 | police? <  | none | Provisional lead, No timescale',
        'ALD13-2.3 T2 |  < alderbrook | 2013-11-30 month inferred | No lead',
      ],
    ],
    [
      'plans/titles-and-merged-headers.xlsx',
      'Plan!5: ref, text, lead, partners, timescale, measure',
      [
        'ALD13-1 - | police < alderbrook | 2013-12-31 month inferred | ',
        'ALD13-2 - | alderbrook <  | 2014-03-31 month stated | ',
        'ALD13-3 - | alderbrook < police | 2014-03-31 year stated | Vague timescale',
      ],
    ],
    [
      'plans/themes-as-rows.ods',
      'Plan!2: ref, text, lead, timescale',
      [
        'ALD13-A1 1 | police <  | 2014-03-31 month stated | ',
        'ALD13-A2 1 | police+yot <  | 2014-08-31 season inferred | Vague timescale',
        'ALD13-B1 2 | alderbrook <  | - open stated | Vague timescale',
      ],
    ],
    [
      'plans/semicolons.csv',
      'CSV!1: ref, text, lead, timescale, left out',
      [
        'ALD13-1 - | police <  | 2014-03-31 day stated | ',
        'ALD13-2 - | police <  | 2014-03-31 day stated | ',
      ],
    ],
    [
      'plans/utf-16.csv',
      'CSV!1: ref, text, lead, timescale',
      [
        'ALD13-1 - | police <  | 2014-03-31 month stated | ',
        'ALD13-2 - | police <  | 2014-03-01 day stated | ',
      ],
    ],
    [
      'plans/lead-and-partners-in-one-cell.xlsx',
      'Sheet1!1: ref, theme, text, parties, timescale',
      [
        'ALD13-T1 T1 | police < yot+alderbrook | 2013-12-31 day stated | ',
        'ALD13-T2 T1 | alderbrook < police | 2013-12-31 quarter stated | ',
        'ALD13-T3 T1 | yot <  | - open stated | Vague timescale',
      ],
    ],
    [
      'plans/steps-as-rows-below.xlsx',
      'Plan!1: ref, theme, text, step, lead, timescale',
      [
        'ALD13-1 T1 | police <  | 2014-03-31 month stated | ALD13-1.a, ALD13-1.b, ALD13-1.c',
        'ALD13-2 T1 | police <  | 2014-06-30 month stated | ALD13-2.a, ALD13-2.b',
      ],
    ],
    [
      'plans/statuses.csv',
      'CSV!1: ref, text, kind, lead, timescale, status, left out',
      [
        'ALD13-R1 - | police <  | 2014-03-31 day stated | ',
        'ALD13-R2 - | police <  | 2014-06-30 day stated | ',
        'ALD13-R3 - | alderbrook <  | - none stated | No timescale',
      ],
    ],
  ])('%s is read whole, with no problem', async (path, table, lines) => {
    const found = await read(path)
    expect(found.table).toBe(table)
    expect(linesOf(found)).toEqual(lines)
    expect(findingsOf(found, 'problem')).toEqual([])
  })

  it('says what is left out, and quotes every cell that it rests on', async () => {
    const titled = await read('plans/titles-and-merged-headers.xlsx')
    expect(findingsOf(titled, 'left out')).toEqual([
      ...['row 9: A note or a total, and no action.', 'row 10: A note or a total, and no action.'],
    ])
    expect(titled.measures.map(({ text }) => text)).toEqual(['Test measure 1', 'Test measure 2'])
    expect(titled.actions[0]?.sources).toEqual([
      {
        section: 'Sheet “Plan”, row 6, cell B6',
        quote: 'Test action 1: do the thing that is numbered 1.',
        note: null,
      },
      { section: 'Sheet “Plan”, row 6, cell C6: who, as the file writes it', quote: 'Police', note: null },
      {
        section: 'Sheet “Plan”, row 6, cell D6: who, as the file writes it',
        quote: 'Alderbrook Council',
        note: null,
      },
    ])
    const sections = await read('plans/themes-as-rows.ods')
    expect(sections.themes).toEqual([
      { code: '1', title: '1. Test theme of prevention' },
      { code: '2', title: '2. Test theme of support' },
    ])
    const cells = await read('plans/lead-and-partners-in-one-cell.xlsx')
    expect(findingsOf(cells, 'remark')).toEqual([
      'E4: “12/31/2013” is not a time that is known: it stays as written, without a date.',
    ])
    expect((await read('plans/statuses.csv')).leftOutColumns).toEqual(['RAG'])
  })
})

describe('a file with one mistake', () => {
  it.each([
    ['formula.xlsx', 'B2: The cell holds a formula.', 'Text or a date: paste what it shows as a value.'],
    ['error-in-cell.xlsx', 'C2: The cell holds an error of the spreadsheet.', 'Text, a date, or nothing.'],
    ['duplicate-reference.csv', 'A4: The reference stands in A2 too.', /^A reference that no other row has/u],
    [
      'no-reference.csv',
      'B3: The action has no reference.',
      /^The council’s reference; or leave the column/u,
    ],
    ['no-words.csv', 'B3: The row has no words of an action.', 'The sentence that makes the promise.'],
    ['text-too-long.csv', 'B2: Action: 5,499 characters are too many.', 'At most 5,000 characters.'],
    [
      'unknown-agency.csv',
      'C2: “Housing Optoins” is no agency of the register.',
      /^Choose on the page of agencies/u,
    ],
    ['unknown-status.csv', 'D2: This status is not known.', /^One of “not started”, “in progress”/u],
    ['unknown-kind.csv', 'D2: This kind is not known.', /^One of “action”, “recommendation”/u],
    [
      'no-actions.csv',
      'row 1: There is no action below the headings.',
      'One row or more with the words of an action.',
    ],
  ])('%s is told the cell, the mistake and what is allowed', async (name, told, allowed) => {
    const { findings } = await read(`mistakes/${name}`)
    const problems = findings.filter(({ kind }) => kind === 'problem')
    expect(problems.map(({ cell, words }) => `${cell}: ${words}`)).toContain(told)
    const [problem] = problems.filter(({ cell, words }) => `${cell}: ${words}` === told)
    if (typeof allowed === 'string') expect(problem?.allowed).toBe(allowed)
    else expect(problem?.allowed).toMatch(allowed)
  })

  it.each([
    ['no-table.csv', /No table was found/u],
    ['empty.csv', /is empty/u],
    ['control-character.csv', /holds bytes that no text has/u],
    ['not-a-spreadsheet.xlsx', /is a PDF, not a spreadsheet/u],
  ])('%s is no plan', async (name, told) => {
    await expect(read(`mistakes/${name}`)).rejects.toThrow(told)
  })

  it('names agencies that a misspelt one may be', () => {
    expect(names.suggest('Housing Optoins').map(({ slug }) => slug)).toEqual(['housing'])
    expect(names.suggest('Offending Team for Youth').map(({ slug }) => slug)[0]).toBe('yot')
    expect(names.suggest('Xylophone orchestra')).toEqual([])
  })
})
