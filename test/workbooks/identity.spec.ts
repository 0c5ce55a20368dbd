import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { actionStatuses } from '../../src/actions/action-status.js'
import { confidences } from '../../src/actions/confidence.js'
import { type LineAnswer, noAnswer } from '../../src/commissions/returns/return-lines.js'
import type { Cell } from '../../src/documents/workbook/sheet.js'
import type { AnswerLine } from '../../src/workbooks/answer-line.js'
import { aLine, aSheet, compared, outOf, said } from './sample.js'

/** What goes out and comes back untouched says what it said, whatever stands in it. */

const awkward = fc.constantFrom(
  ...[
    '=1+1',
    '+44 20 7946 0000',
    '-',
    '@cmd',
    "'=1",
    ' both ends ',
    'one\ntwo\r\nthree\n',
    '\ttab',
    '_x0041_',
  ],
  ...[
    '😀👩‍👩‍👧',
    'Łódź 東京',
    '\ud800',
    '\u0007',
    '<b>&amp;</b>',
    '"',
    ']]>',
    '2014-03-31',
    '3/4',
    '1e5',
    'TRUE',
    '#REF!',
    '007',
  ],
  'w'.repeat(33_000),
)
const words = fc.oneof(
  awkward,
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
)
const days = fc
  .integer({ min: 0, max: 30_000 })
  .map((days) => new Date(Date.UTC(1970, 0, 1) + days * 86_400_000).toISOString().slice(0, 10))
const laterDays = days
  .map((day) => (day < '2000' ? `20${day.slice(2)}` : day))
  .filter((day) => !day.endsWith('02-29'))

const cells: fc.Arbitrary<Cell[]> = fc
  .tuple(words, fc.option(days), words)
  .map(([text, day, asked]) => [text, day === null ? null : { day }, asked])

const evidence = fc.array(
  fc.record({
    title: fc
      .string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 })
      .map((title) => title.trim() || 'Minutes'),
    url: fc.option(fc.webUrl(), { nil: null }),
  }),
  { maxLength: 3 },
)

const answers: fc.Arbitrary<LineAnswer> = fc.record({
  nothingToReport: fc.constant(false),
  narrative: words,
  status: fc.option(fc.constantFrom(...actionStatuses), { nil: null }),
  confidence: fc.option(fc.constantFrom(...confidences), { nil: null }),
  evidence,
  nextStep: fc.option(words, { nil: null }),
  end: fc.option(days, { nil: null }),
  reason: fc.option(words, { nil: null }),
  questions: fc
    .option(words, { nil: null })
    .map((cost): Record<string, string> => (cost === null ? {} : { cost })),
})

const lines: fc.Arbitrary<AnswerLine[]> = fc
  .array(fc.record({ cells, answer: answers, judges: fc.boolean(), version: fc.nat(99) }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((all) =>
    all.map(({ cells, answer, judges, version }, place) => {
      const ref = `R${place}-É.${place}`
      const { status, confidence, end } = judges ? answer : noAnswer
      return aLine(ref, {
        judges,
        version,
        reference: [ref, ...cells],
        answer: { ...answer, status, confidence, end },
      })
    }),
  )

describe('a workbook that comes back as it went out', () => {
  it('changes nothing, whatever is in the register and in the answers so far', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (all) => {
        const sheet = aSheet(all)
        expect(await compared(await outOf(sheet), sheet)).toEqual({ changes: [], problems: [], missing: [] })
      }),
      { numRuns: 40 },
    )
  })

  it('is the same to the byte when it is made twice', async () => {
    const [once, twice] = [await outOf(aSheet()), await outOf(aSheet())]
    expect(once.equals(twice)).toBe(true)
  })
})

/** Words that a form of ours would keep as they are. */
const kept = words
  .map((text) =>
    text
      .slice(0, 2000)
      .replaceAll(/\r\n?/gu, '\n')
      .replaceAll(/[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Surrogate}/gu, '')
      .trim(),
  )
  .map((text) => text || 'Words')

const changes: fc.Arbitrary<LineAnswer> = fc.oneof(
  fc.constant(said({ nothingToReport: true })),
  fc
    .record({
      narrative: kept,
      nextStep: fc.option(kept, { nil: null }),
      evidence,
      cost: fc.option(kept, { nil: null }),
    })
    .map(({ cost, ...more }) => said({ ...more, questions: cost === null ? {} : { cost } })),
  fc
    .record({ narrative: kept, reason: kept, end: laterDays })
    .map((more) => said({ ...more, status: 'paused' })),
  kept.map((narrative) =>
    said({
      narrative,
      status: 'complete_reported',
      confidence: 'red',
      evidence: [{ title: 'Minutes', url: null }],
    }),
  ),
)

describe('what is filled in', () => {
  it('arrives exactly, and nothing else does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(changes), { minLength: 1, maxLength: 6 }), async (given) => {
        const refs = given.map((_, place) => `R${place}`)
        const sheet = aSheet(refs.map((ref) => aLine(ref)))
        const filled = aSheet(refs.map((ref, place) => aLine(ref, { answer: given[place] ?? noAnswer })))
        const { changes: found, problems } = await compared(await outOf(filled), sheet)
        expect(problems).toEqual([])
        expect(found.map(({ ref, answer }) => [ref, answer])).toEqual(
          refs.flatMap((ref, place) => (given[place] ? [[ref, given[place]]] : [])),
        )
      }),
      { numRuns: 40 },
    )
  })
})
