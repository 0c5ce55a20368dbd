import type { LineAnswer } from '../../src/commissions/returns/return-lines.js'
import { noAnswer } from '../../src/commissions/returns/return-lines.js'
import { type Comparison, compareAnswers, type LineSource } from '../../src/workbooks/answer-comparing.js'
import type { AnswerLine, AnswerSheet } from '../../src/workbooks/answer-line.js'
import { signedCode, type WorkbookCode } from '../../src/workbooks/workbook-code.js'
import { madeWorkbook, openedWorkbook } from '../../src/workbooks/workbook-file.js'

/** A workbook of a return with three lines, of which the agency leads two, made and compared without a service. */

export const key = Buffer.alloc(32, 7)
const returnId = 5

export function aLine(ref: string, more: Partial<AnswerLine> = {}): AnswerLine {
  return {
    ...{ ref, status: 'in_progress', confidence: 'green', end: '2014-06-30', version: 0, judges: true },
    ...{ role: 'agency_owner', moves: ['complete_reported', 'paused'], answer: noAnswer },
    reference: [ref, `What the plan says of ${ref}.`, { day: '2014-06-30' }, 'Asked of all'],
    ...more,
  }
}

export const said = (more: Partial<LineAnswer>): LineAnswer => ({ ...noAnswer, ...more })

export function aSheet(lines: readonly AnswerLine[] = sampleLines()): AnswerSheet {
  return {
    ...{ kind: 'return', lines, whole: [], wholeVersion: 0 },
    references: [
      { heading: 'Ref', width: 16 },
      { heading: 'Action', width: 60 },
      { heading: 'Target date now', width: 20 },
      { heading: 'Asked by the programme office', width: 20, moves: true },
    ],
    questions: [{ key: 'cost', text: 'What did it cost?', of: 'line', required: false }],
  }
}

export function sampleLines(): AnswerLine[] {
  return [
    aLine('A-1'),
    aLine('A-2', {
      version: 2,
      answer: said({ narrative: 'Said before.', status: 'paused', reason: 'No money.' }),
    }),
    aLine('A-3', { judges: false }),
  ]
}

/** The bytes of the workbook as it goes out. */
export async function outOf(sheet: AnswerSheet, code: Partial<WorkbookCode> = {}): Promise<Buffer> {
  const signed = signedCode(key, {
    ...{ kind: 'return', returnId, madeAt: '2014-01-01T00:00:00.000Z', lines: sheet.lines.length, ...code },
  })
  const facts = {
    ...{ title: 'Return of Redthread', subject: 'Third quarter', dated: '2014-01-01T00:00:00.000Z' },
    ...{ instructions: ['Fill it in.'], facts: ['No formulas.'], code: signed },
  }
  return (await madeWorkbook('return.xlsx', facts, sheet)).bytes
}

/**
 * Compares a file with what is known now.
 *
 * @param now the lines as they are by now, where they have moved on
 * @throws FileRefused
 */
export async function compared(
  bytes: Buffer,
  sheet: AnswerSheet,
  now = sheet,
  name = 'return.xlsx',
): Promise<Comparison> {
  const book = await openedWorkbook({ name, bytes }, key, returnId)
  const before = new Map(sheet.lines.map((line) => [line.ref, line]))
  const current = new Map(now.lines.map((line) => [line.ref, line]))
  const source: LineSource = {
    sheet: now,
    lineAt: (ref, version) =>
      [current.get(ref), before.get(ref)].find((line) => line?.version === version) ?? null,
    whyNot: (ref) => `${ref} is not a line of this return.`,
    changedSince: () => 'on 3 June 2014 at 14:05 by Olive Office',
  }
  return compareAnswers(book, source)
}
