import { describe, expect, it } from '@jest/globals'
import type ExcelJS from 'exceljs'
import { FileRefused } from '../../src/documents/reading/read-book.js'
import { readZip } from '../exports/read-zip.js'
import { zipOf } from '../builders/zip.js'
import { FilledWorkbook } from './filled.js'
import { aLine, aSheet, compared, outOf, said, sampleLines } from './sample.js'

/** One file for each mistake: what is said of it names the sheet, the cell, the value and what is allowed. */

const sheet = aSheet()

/** What becomes of a file: the sentence that refuses it, or its problems as "M7 (Heading) “value”: sentence". */
async function outcome(bytes: Buffer, now = sheet, name?: string): Promise<string[]> {
  try {
    const { problems, changes } = await compared(bytes, sheet, now, name)
    const told = problems.map((one) => {
      const where = one.cell === null ? one.sheet : `${one.sheet} ${one.cell}`
      const column = one.column === null ? '' : ` (${one.column})`
      return `${where}${column} “${one.value}”: ${one.sentence}`
    })
    return told.length > 0 ? told : [`${changes.length} changes`]
  } catch (error) {
    if (error instanceof FileRefused) return [error.message]
    throw error
  }
}

async function filled(fill: (workbook: FilledWorkbook) => unknown): Promise<Buffer> {
  const workbook = await FilledWorkbook.of(await outOf(sheet))
  fill(workbook)
  return workbook.bytes()
}

type Values = Record<string, ExcelJS.CellValue>
const answered = (ref: string, values: Values) => filled((workbook) => workbook.set(ref, values))
const happened = { 'What has happened': 'Work goes on.' }

/** The archive with another part, or without one. */
function withPart(bytes: Buffer, name: string, content: string): Buffer {
  return zipOf({ ...Object.fromEntries(readZip(bytes)), [name]: content })
}

describe('a box that is filled in wrongly', () => {
  it.each<[string, string, Values, string]>([
    [
      'a status that is no word of the list',
      'A-1',
      { ...happened, 'New status': 'Done' },
      'Answers H4 (New status) “Done”: This is not one of the words that are allowed here. Allowed: “Complete (reported)”, “Paused”, or an empty box.',
    ],
    [
      'a status that the action cannot move to',
      'A-1',
      { ...happened, 'New status': 'Superseded' },
      'Answers H4 (New status) “Superseded”: This is not one of the words that are allowed here. Allowed: “Complete (reported)”, “Paused”, or an empty box.',
    ],
    [
      'a confidence that is none',
      'A-1',
      { ...happened, 'New confidence': 'Yellow' },
      'Answers I4 (New confidence) “Yellow”: This is not one of the words that are allowed here. Allowed: “Red”, “Amber”, “Green”, “Not rated”, or an empty box.',
    ],
    [
      'a completion without evidence',
      'A-1',
      { ...happened, 'New status': 'Complete (reported)' },
      'Answers L4 (Evidence) “”: To move this action to “Complete (reported)”, give at least one piece of evidence.',
    ],
    [
      'a pause without a reason',
      'A-1',
      { ...happened, 'New status': 'Paused' },
      'Answers K4 (Reason for the status or date) “”: To move this action to “Paused”, say why in the reason.',
    ],
    [
      'a date that moves without a reason',
      'A-1',
      { ...happened, 'New target date': new Date('2014-09-30T00:00:00Z') },
      'Answers K4 (Reason for the status or date) “”: The target date moves: say here why.',
    ],
    [
      'a date that is none',
      'A-1',
      { ...happened, 'New target date': 'next spring' },
      'Answers J4 (New target date) “next spring”: This is not a day that is taken. Type one such as 30 June 2014 or 30/06/2014, from the year 2000 on.',
    ],
    [
      'a date that no calendar has',
      'A-1',
      { ...happened, 'New target date': '31/06/2014' },
      'Answers J4 (New target date) “31/06/2014”: This is not a day that is taken. Type one such as 30 June 2014 or 30/06/2014, from the year 2000 on.',
    ],
    [
      'an answer without words',
      'A-1',
      { 'Next step': 'Meet again.' },
      'Answers G4 (What has happened) “”: Say here what has happened: a row with an answer needs words.',
    ],
    [
      'nothing to report, and something all the same',
      'A-1',
      { ...happened, 'Nothing to report': 'Yes' },
      'Answers F4 (Nothing to report) “Yes”: This says Yes, and other boxes of the row are filled in. Clear this box, or all the others.',
    ],
    [
      'another word for yes',
      'A-1',
      { 'Nothing to report': 'x' },
      'Answers F4 (Nothing to report) “x”: This is not one of the words that are allowed here. Allowed: “Yes”, or an empty box.',
    ],
    [
      'a formula',
      'A-1',
      { 'What has happened': { formula: 'HYPERLINK("http://example.org")', result: 'click' } },
      'Answers G4 (What has happened) “click”: This cell holds a formula, and a formula is not taken. Type what it comes to.',
    ],
    [
      'an error of the spreadsheet',
      'A-1',
      { 'What has happened': { error: '#REF!' } },
      'Answers G4 (What has happened) “#REF!”: This cell holds an error of the spreadsheet. Type what it should say, or clear it.',
    ],
    [
      'evidence with an address that is none',
      'A-1',
      { ...happened, Evidence: 'Minutes https://-' },
      'Answers L4 (Evidence) “Minutes https://-”: “https://-” is not a web address. It must begin with http:// or https://.',
    ],
    [
      'evidence as long as a story',
      'A-1',
      { ...happened, Evidence: 'w'.repeat(301) },
      `Answers L4 (Evidence) “${'w'.repeat(199)}…”: “${'w'.repeat(60)}…” has 301 characters. A piece of evidence may have 300; the longer words belong to What has happened.`,
    ],
    [
      'too many words',
      'A-1',
      { 'What has happened': 'w'.repeat(20_001) },
      `Answers G4 (What has happened) “${'w'.repeat(199)}…”: This text has 20,001 characters. At most 20,000 are allowed.`,
    ],
    [
      'what only a lead may say',
      'A-3',
      { ...happened, 'New status': 'Paused' },
      'Answers H6 (New status) “Paused”: This cell is locked: only a lead of the action says this. It must say “For the lead”.',
    ],
  ])('%s', async (_, ref, values, sentence) => {
    expect(await outcome(await answered(ref, values))).toEqual([sentence])
  })

  it('several at once are told at once', async () => {
    const bytes = await filled((workbook) =>
      workbook
        .set('A-1', { ...happened, 'New status': 'Done', 'New target date': 'soon' })
        .set('A-3', { 'Next step': 'Meet.' }),
    )
    expect((await outcome(bytes)).map((one) => one.slice(0, 11))).toEqual([
      'Answers H4 ',
      'Answers J4 ',
      'Answers G6 ',
    ])
  })
})

describe('a row that is not as it was', () => {
  const at = (ref: string, heading: string, value: ExcelJS.CellValue) =>
    filled((workbook) => (workbook.cell(ref, heading).value = value))

  it('a locked cell that was changed', async () => {
    expect(await outcome(await at('A-1', 'Action', 'Something easier.'))).toEqual([
      'Answers B4 (Action) “Something easier.”: This cell is locked and was changed. What the plan or the register says cannot be changed in a workbook. Put back what it said: “What the plan says of A-1.”',
    ])
    expect(await outcome(await at('A-1', 'Target date now', new Date('2015-01-01T00:00:00Z')))).toEqual([
      'Answers C4 (Target date now) “1 January 2015”: This cell is locked and was changed. What the plan or the register says cannot be changed in a workbook. Put back what it said: “30 June 2014”',
    ])
    expect(await outcome(await at('A-1', 'Asked by the programme office', 'Anything'))).toEqual(['0 changes'])
  })

  it('a version that was changed', async () => {
    expect(await outcome(await at('A-1', 'Version', 9))).toEqual([
      'Answers E4 (Version) “9”: The version of A-1 was altered. It is a locked cell: leave it as it was.',
    ])
  })

  it('a ref that is unknown, missing or there twice', async () => {
    expect(await outcome(await at('A-1', 'Ref', 'B-9'))).toEqual([
      'Answers A4 “B-9”: B-9 is not a line of this return.',
    ])
    expect(await outcome(await at('A-1', 'Ref', null))).toEqual([
      'Answers A4 “”: The ref is missing. Each row with an answer begins with the ref of its action, as it was.',
    ])
    expect(await outcome(await at('A-3', 'Ref', 'A-1'))).toEqual([
      'Answers A6 “A-1”: A-1 stands twice: here and in A4. An action can be answered once.',
    ])
  })

  it('a line that somebody else has answered since, by its name and when', async () => {
    const [first = aLine('A-1'), ...others] = sampleLines()
    const now = aSheet([{ ...first, version: 1, answer: said({ narrative: 'Said by another.' }) }, ...others])
    expect(await outcome(await answered('A-1', happened), now)).toEqual([
      'Answers G4 (What has happened) “Work goes on.”: A-1 has changed on 3 June 2014 at 14:05 by Olive Office, after this workbook was made, and this answer was written without knowing it. Take a new workbook for this line, or answer it on its page.',
    ])
    // Nor is whoever says what stands there by now: the same file may come twice.
    const same = aSheet([{ ...first, version: 1, answer: said({ narrative: 'Work goes on.' }) }, ...others])
    expect(await outcome(await answered('A-1', happened), same)).toEqual(['0 changes'])
    // Whoever left the line alone is not asked to do anything.
    expect(await outcome(await answered('A-3', happened), now)).toEqual(['1 changes'])
  })

  it('words beside or below the table', async () => {
    const beside = await filled((workbook) => (workbook.answers.getCell('Q5').value = 'See me.'))
    expect(await outcome(beside)).toEqual([
      'Answers Q5 “See me.”: This stands outside the table, where nothing is read. Move it into a box of the table, or clear the cell.',
    ])
    const below = await filled((workbook) => (workbook.answers.getCell('G9').value = 'And this.'))
    expect(await outcome(below)).toEqual([
      'Answers A9 “”: The ref is missing. Each row with an answer begins with the ref of its action, as it was.',
    ])
  })

  it('rows that were taken out or sorted are no mistake', async () => {
    const bytes = await filled((workbook) => workbook.answers.spliceRows(5, 1))
    expect(await compared(bytes, sheet)).toEqual({ changes: [], problems: [], missing: ['A-2'] })
  })
})

describe('a table that is not as it was', () => {
  it('a heading that has another name', async () => {
    const bytes = await filled(
      (workbook) => (workbook.cell('A-1', 'New status').worksheet.getCell('H3').value = 'Status'),
    )
    expect(await outcome(bytes)).toEqual([
      'Answers H3 “Status”: The heading of this column must be “New status”. Leave the columns and their headings as they are.',
    ])
  })

  it('a column that was taken out', async () => {
    const bytes = await filled((workbook) => workbook.answers.spliceColumns(8, 1))
    expect((await outcome(bytes))[0]).toBe(
      'Answers H3 “New confidence”: The heading of this column must be “New status”. Leave the columns and their headings as they are.',
    )
  })

  it('a sheet that has another name, and no row of headings', async () => {
    const renamed = await filled((workbook) => (workbook.answers.name = 'Mine'))
    expect(await outcome(renamed)).toEqual([
      'Answers “”: The sheet “Answers” is missing. The file has “Instructions”, “Mine”, “Allowed words”. Leave the sheets’ names as they are.',
    ])
    const beheaded = await filled((workbook) => workbook.answers.spliceRows(3, 1))
    expect(await outcome(beheaded)).toEqual([
      'Answers “”: No row of headings was found: it begins with “Ref”. Leave the headings as they are.',
    ])
  })
})

describe('a file that is no workbook of ours, or not this one', () => {
  it('one without a code, with an altered one, or of another form', async () => {
    const coded = (change: (code: string) => string) =>
      filled((workbook) => {
        workbook.sheet('Instructions').eachRow((row) => {
          const cell = row.getCell(1)
          if (cell.text.startsWith('TL1.')) cell.value = change(cell.text)
        })
      })
    expect((await outcome(await coded(() => 'Gone')))[0]).toMatch(/is not a workbook that this service made/u)
    expect((await outcome(await coded((code) => code.slice(0, -1) + 'A')))[0]).toMatch(
      /has a code that was altered/u,
    )
    expect((await outcome(await coded((code) => code.replace('TL1', 'TL9'))))[0]).toMatch(
      /was made by another version of this service/u,
    )
  })

  it('one of another return, or of a list', async () => {
    expect((await outcome(await outOf(sheet, { returnId: 6 })))[0]).toMatch(/answers another return/u)
    expect((await outcome(await outOf(sheet, { kind: 'list', returnId: null })))[0]).toMatch(
      /was made from a list of actions/u,
    )
  })

  it('a text file, even of the same rows', async () => {
    expect((await outcome(Buffer.from('Ref,Action\nA-1,x\n'), sheet, 'answers.csv'))[0]).toMatch(
      /is a text file. Load the workbook itself/u,
    )
  })

  it('one with macros, and one that is a bomb', async () => {
    const bytes = await outOf(sheet)
    expect((await outcome(withPart(bytes, 'xl/vbaProject.bin', 'x')))[0]).toMatch(/holds macros/u)
    expect((await outcome(withPart(bytes, 'xl/media/image1.bin', '0'.repeat(101_000_000))))[0]).toMatch(
      /unpacks to far more than it seems/u,
    )
  })

  it('one that is larger than ten megabytes, and one of another kind', async () => {
    expect((await outcome(Buffer.alloc(10_000_001)))[0]).toMatch(/larger than 10 MB/u)
    expect((await outcome(Buffer.from('%PDF-1.7')))[0]).toMatch(/is a PDF, not a spreadsheet/u)
  })
})
