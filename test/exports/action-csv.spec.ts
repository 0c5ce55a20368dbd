import { describe, expect, it } from '@jest/globals'
import { actionColumns } from '../../src/exports/action-columns.js'
import { actionCsv } from '../../src/exports/action-csv.js'
import type { ActionView } from '../../src/register/views.js'
import { anAction } from '../builders/snapshot.js'
import { readStrictCsv } from './strict-csv.js'

async function* batchesOf(...batches: ActionView[][]): AsyncGenerator<ActionView[]> {
  for (const batch of batches) yield await Promise.resolve(batch)
}

async function csvOf(...batches: ActionView[][]): Promise<string> {
  let text = ''
  for await (const piece of actionCsv(batchesOf(...batches))) text += piece
  return text
}

/** The rows as objects by the headings, read by an independent parser. */
async function rowsOf(...actions: ActionView[]): Promise<Record<string, string>[]> {
  const [headings = [], ...rows] = readStrictCsv((await csvOf(actions)).slice(1))
  return rows.map((row) => Object.fromEntries(headings.map((heading, index) => [heading, row[index] ?? ''])))
}

const today = '2014-06-30'

describe('the actions as CSV', () => {
  it('begin with a byte order mark and the headings, and end each record with CRLF', async () => {
    const text = await csvOf([anAction('AR13-PW-01').build(today)])
    expect(text.startsWith('\ufeffRef,Plan,Theme,Kind,Title,Text of the plan,Leads,Partners,')).toBe(true)
    expect(text.endsWith('\r\n')).toBe(true)
    expect(readStrictCsv(text.slice(1))).toHaveLength(2)
  })

  it('have their headings even where there are none', async () => {
    expect(readStrictCsv((await csvOf()).slice(1))).toEqual([actionColumns.map(({ heading }) => heading)])
  })

  it('run on from batch to batch', async () => {
    const some = ['A-1', 'A-2', 'A-3'].map((ref) => anAction(ref).build(today))
    const rows = readStrictCsv((await csvOf(some.slice(0, 2), some.slice(2))).slice(1))
    expect(rows.slice(1).map(([ref]) => ref)).toEqual(['A-1', 'A-2', 'A-3'])
  })

  it('say what the register says, in its words', async () => {
    const built = anAction('AR13-PW-02')
      .ledBy('Home Office')
      .perhapsLedBy('Department for Education')
      .partneredBy('Youth Justice Board')
      .dueBy('2014-03-31')
      .redatedTo('2014-06-15', 'The venue was not free.')
      .at('in_progress')
      .rated('amber')
      .saying('The workshop was held.', '2014-02-12')
    const [row] = await rowsOf(built.build(today))
    expect(row).toMatchObject({
      Ref: 'AR13-PW-02',
      Kind: 'Action',
      Leads: 'Home Office; Department for Education (proposed)',
      Partners: 'Youth Justice Board',
      'Target date': '2014-06-15',
      'First target date': '2014-03-31',
      'Days slipped': '76',
      'Times redated': '1',
      Status: 'In progress',
      Confidence: 'Amber',
      Timeliness: 'Overdue',
      'Latest update': 'The workshop was held.',
      'Said by': 'Home Office',
      'Said on': '2014-02-12',
      Flags: 'Provisional lead; Past its date without an update; Partner never confirmed',
      Revision: '1',
    })
  })

  it('keep quotes, commas and line breaks as they are', async () => {
    const said = 'He said “stop”, she said "go",\r\nand\nso, on.'
    const [row] = await rowsOf(anAction('A-1').saying(said, '2014-02-12').build(today))
    expect(row?.['Latest update']).toBe(said)
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '=HYPERLINK("https://example.org","x")', '＝1+1'])(
    'make %j harmless by an apostrophe',
    async (text) => {
      const [row] = await rowsOf(anAction('A-1').titled(text).build(today))
      expect(row?.Title).toBe(`'${text}`)
    },
  )

  it('leave a number below nought a number', async () => {
    const built = anAction('A-1').dueBy('2014-03-31').redatedTo('2014-03-21', 'Sooner').build(today)
    const [row] = await rowsOf(built)
    expect(row?.['Days slipped']).toBe('-10')
  })

  it('have no cell that begins as a formula does, but numbers', async () => {
    const text = await csvOf([anAction('A-1').titled('=1').saying('-x', '2014-01-01').build(today)])
    for (const cell of readStrictCsv(text.slice(1)).flat()) {
      expect(cell).not.toMatch(/^(?:[=+@\t\r]|-(?!\d+$))/u)
    }
  })
})

describe('the strict reader', () => {
  it.each(['a,b\n', 'a,"b\r\n', 'a,b"c\r\n', '"a"b\r\n', 'a,b', 'a,b\r\nc\r\n'])('refuses %j', (text) => {
    expect(() => readStrictCsv(text)).toThrow(/./u)
  })
})
