import { describe, expect, test } from '@jest/globals'
import ExcelJS from 'exceljs'
import { type GivenFile, FileRefused, type ReadLimits } from '../../src/documents/reading/read-book.js'
import { readSpreadsheet } from '../../src/documents/reading/read-spreadsheet.js'
import { openSpreadsheetBytes } from '../../src/documents/workbook/open-spreadsheet.js'
import { workbookBytes } from '../../src/documents/workbook/workbook.js'
import { wholeOf } from '../../src/documents/zip.js'
import { openDocumentFile, zipOf } from '../builders/zip.js'

/** Reads any file that somebody may send, or says in a sentence why not. */

const given = (bytes: Buffer | string, name = 'plan.xlsx'): GivenFile => ({ name, bytes: Buffer.from(bytes) })

/** The sentence that a file is refused with. */
async function refusal(file: GivenFile, limits: Partial<ReadLimits> = {}): Promise<string> {
  try {
    await readSpreadsheet(file, limits)
  } catch (error) {
    if (error instanceof FileRefused) return error.message
    throw error
  }
  return 'not refused'
}

/** The rows of the first sheet, as text. */
async function textOf(file: GivenFile): Promise<string[][]> {
  const { sheets } = await readSpreadsheet(file)
  return sheets[0]?.rows.map((row) => row.map(({ text }) => text)) ?? []
}

async function excelFile(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const oneCell = async (value: ExcelJS.CellValue) =>
  given(await excelFile((book) => (book.addWorksheet('Plan').getCell('B2').value = value)))

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'

/** The parts of the smallest workbook. */
const parts = (rows: string, type = sheetType): Record<string, string> => ({
  '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${type}"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Plan" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
})

const textRow = '<row r="1"><c r="A1" t="inlineStr"><is><t>Ref</t></is></c></row>'

describe('what is read', () => {
  test('the cells of an Excel workbook, with their kinds, days and places', async () => {
    const file = await excelFile((book) => {
      const sheet = book.addWorksheet('Action plan')
      sheet.addRow(['Ref', 'By when', 'Cost', 'Done'])
      sheet.addRow(['A1', new Date('2014-03-31T00:00:00Z'), 1250.5, true])
      sheet.addRow([])
      sheet.getCell('C4').value = { formula: 'C2*2', result: 2501 }
      sheet.getCell('D4').value = { error: '#N/A' }
      book.addWorksheet('Lists', { state: 'hidden' }).addRow(['yes'])
    })
    const book = await readSpreadsheet(given(file))
    expect(book.kind).toBe('xlsx')
    expect(book.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['Action plan', false],
      ['Lists', true],
    ])
    const rows = book.sheets[0]?.rows ?? []
    expect(rows[1]).toEqual([
      { address: 'A2', text: 'A1', kind: 'text', day: null },
      { address: 'B2', text: '31/03/2014', kind: 'date', day: '2014-03-31' },
      { address: 'C2', text: '1250.5', kind: 'number', day: null },
      { address: 'D2', text: 'TRUE', kind: 'boolean', day: null },
    ])
    expect(rows[2]).toEqual([])
    expect(rows[3]?.map(({ kind }) => kind)).toEqual(['empty', 'empty', 'formula', 'error'])
  })

  test.each([
    ['spaces at both ends', '  kept  '],
    ['lines', 'one\ntwo\n\nfour'],
    ['what begins as a formula does', '=1+1'],
    ['a code for a character', '_x0041_ stays'],
    ['other scripts and signs', 'Łódź – “quoted” – 東京 – 😀 👩‍👩‍👧'],
    ['marks of XML', '<b>&amp; ]]> "x"'],
    ['a name of what all objects have', '__proto__'],
  ])('%s, in both kinds of workbook of our own', async (_, text) => {
    const workbook = {
      ...{ title: 'T', subject: 'S', keywords: 'K', marking: 'OFFICIAL', dated: '2014-01-01T00:00:00.000Z' },
      sheets: [
        {
          ...{ name: 'Plan', title: 'Plan', lines: [] },
          table: { name: 'Plan', columns: [{ heading: 'Text', width: 20 }], rows: [[[text]]] },
        },
      ],
    }
    const xlsx = await readSpreadsheet(given(await wholeOf(workbookBytes(workbook))))
    expect(xlsx.sheets[0]?.rows[2]?.[0]).toEqual({ address: 'A3', text, kind: 'text', day: null })
    const ods = await readSpreadsheet(given(await openSpreadsheetBytes(workbook)))
    expect(ods.sheets[0]?.rows[2]?.[0]).toEqual({ address: 'A3', text, kind: 'text', day: null })
  })

  test('days of a workbook that counts from 1904', async () => {
    const file = await excelFile((book) => {
      book.properties.date1904 = true
      book.addWorksheet('Plan').addRow([new Date('2014-03-31T00:00:00Z')])
    })
    const { sheets } = await readSpreadsheet(given(file))
    expect(sheets[0]?.rows[0]?.[0]?.day).toBe('2014-03-31')
  })

  test.each([
    [
      'commas',
      'Ref,Action\r\nA1,"Meet, and ""agree"""\r\n',
      [
        ['Ref', 'Action'],
        ['A1', 'Meet, and "agree"'],
      ],
    ],
    [
      'semicolons',
      'Ref;Action\nA1;Meet, then agree\n',
      [
        ['Ref', 'Action'],
        ['A1', 'Meet, then agree'],
      ],
    ],
    [
      'tabs',
      'Ref\tAction\nA1\tMeet, then agree; write\n',
      [
        ['Ref', 'Action'],
        ['A1', 'Meet, then agree; write'],
      ],
    ],
    ['a first line that names the separator', 'sep=;\nRef;Action\n', [['Ref', 'Action']]],
    ['a mark of the byte order', '\ufeffRef,Action\n', [['Ref', 'Action']]],
    [
      'lines within a cell',
      'Ref,Action\nA1,"one\r\ntwo"\n',
      [
        ['Ref', 'Action'],
        ['A1', 'one\ntwo'],
      ],
    ],
    ['a single column', 'Ref\nA1\n', [['Ref'], ['A1']]],
  ])('a CSV with %s', async (_, text, rows) => {
    expect(await textOf(given(text, 'plan.csv'))).toEqual(rows)
  })

  test('a CSV in UTF-16, as “Unicode text” is saved', async () => {
    const bytes = Buffer.from('\ufeffRef\tŁódź\n', 'utf16le')
    expect(await textOf(given(bytes, 'plan.txt'))).toEqual([['Ref', 'Łódź']])
    expect(await textOf(given(Buffer.from(bytes).swap16(), 'plan.txt'))).toEqual([['Ref', 'Łódź']])
  })

  test('a name does not make the kind: a workbook that is called .csv is read as a workbook', async () => {
    expect((await readSpreadsheet({ ...(await oneCell('x')), name: 'plan.csv' })).kind).toBe('xlsx')
  })

  test('links to other files and pictures are passed over', async () => {
    const file = zipOf({
      ...parts(textRow),
      'xl/externalLinks/externalLink1.xml': '<externalLink/>',
      'xl/media/image1.png': 'x',
      'docProps/custom.xml': '<Properties/>',
    })
    expect(await textOf(given(file))).toEqual([['Ref']])
  })

  test('a formula that was never worked out is one all the same, in both kinds of workbook', async () => {
    const xlsx = zipOf(parts('<row r="1"><c r="A1"><f>HYPERLINK("http://x")</f></c></row>'))
    expect((await readSpreadsheet(given(xlsx))).sheets[0]?.rows[0]?.[0]?.kind).toBe('formula')
    const ods = openOffice(
      '<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>',
    )
    expect((await readSpreadsheet(given(ods))).sheets[0]?.rows[0]?.[0]?.kind).toBe('formula')
    const csv = await readSpreadsheet(given('=1+1,-2,+44 20\n'))
    expect(csv.sheets[0]?.rows[0]?.map(({ kind }) => kind)).toEqual(['formula', 'text', 'text'])
  })

  test('a sheet that is called as all objects’ first of kin leaves other objects alone', async () => {
    const file = zipOf({
      ...parts(textRow),
      'xl/workbook.xml': (parts('')['xl/workbook.xml'] ?? '').replace('Plan', '__proto__'),
    })
    await readSpreadsheet(given(file)).catch(() => null)
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>)['!data']).toBeUndefined()
  })
})

function openOffice(cells: string, more: Record<string, string> = {}): Buffer {
  const spaces = ['office', 'table', 'text']
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ')
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest:manifest/>',
    'content.xml': `<office:document-content ${spaces}><office:body><office:spreadsheet><table:table table:name="Plan"><table:table-row>${cells}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
    ...more,
  })
}

describe('what is refused, in a sentence', () => {
  test.each([
    ['nothing', '', /“plan.xlsx” is empty/u],
    ['a PDF', '%PDF-1.7 x', /is a PDF, not a spreadsheet/u],
    ['a picture', '\x89PNG', /not a spreadsheet/u],
    ['a page that is called .xls', '<html><table><tr><td>x', /is a page or an XML file/u],
    ['bytes', 'a\0b', /holds bytes that no text has/u],
    ['the beginning of an archive', 'PK\x03\x04broken', /is damaged/u],
  ])('%s', async (_, text, sentence) => {
    expect(await refusal(given(Buffer.from(text, 'latin1')))).toMatch(sentence)
  })

  test('the format of Excel before 2007, and a workbook with a password', async () => {
    const container = Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1')
    expect(await refusal(given(container))).toMatch(/old Excel format \(.xls\)/u)
    const locked = Buffer.concat([container, Buffer.from('EncryptedPackage', 'utf16le')])
    expect(await refusal(given(locked))).toMatch(/locked with a password/u)
    const encrypted = openOffice('', { 'META-INF/manifest.xml': '<manifest:encryption-data/>' })
    expect(await refusal(given(encrypted))).toMatch(/locked with a password/u)
  })

  test('other documents, by what is in them and not by their name', async () => {
    expect(await refusal(given(zipOf({ 'word/document.xml': 'x' })))).toMatch(/is a Word document/u)
    expect(await refusal(given(zipOf({ 'ppt/presentation.xml': 'x' })))).toMatch(
      /is a PowerPoint presentation/u,
    )
    expect(await refusal(given(zipOf({ 'xl/workbook.bin': 'x' })))).toMatch(/binary Excel workbook/u)
    expect(await refusal(given(zipOf({ 'notes.txt': 'x' })))).toMatch(/ZIP archive without a workbook/u)
    expect(await refusal(given(openDocumentFile('text')))).toMatch(
      /OpenDocument file, but not a spreadsheet/u,
    )
  })

  test('macros, wherever they stand', async () => {
    const sentence = /holds macros. Save it as a workbook without macros/u
    expect(await refusal(given(zipOf({ ...parts(textRow), 'xl/vbaProject.bin': 'x' })))).toMatch(sentence)
    const declared = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
    expect(await refusal(given(zipOf(parts(textRow, declared))))).toMatch(sentence)
    expect(await refusal(given(zipOf({ ...parts(textRow), 'xl/macrosheets/sheet1.xml': 'x' })))).toMatch(
      sentence,
    )
    expect(await refusal(given(openOffice('', { 'Basic/Standard/Module1.xml': 'x' })))).toMatch(sentence)
    expect(await refusal(given(openOffice('', { 'Scripts/python/x.py': 'x' })))).toMatch(sentence)
  })

  test('a file that unpacks to more than it may', async () => {
    const bomb = zipOf({ ...parts(textRow), 'xl/media/image1.bin': Buffer.alloc(101_000_000) })
    expect(bomb.length).toBeLessThan(200_000)
    expect(await refusal(given(bomb))).toMatch(/At most 100 MB are allowed, unpacked/u)
    const small = zipOf({ ...parts(textRow), 'xl/media/image1.bin': Buffer.alloc(12_000_000) })
    expect(await refusal(given(small))).toMatch(/unpacks to far more than it seems/u)
  })

  test('a file whose directory says less than it unpacks to', async () => {
    const bomb = zipOf({ ...parts(textRow), 'xl/styles.xml': Buffer.alloc(3_000_000) })
    for (let at = bomb.indexOf('xl/styles.xml'); at !== -1; at = bomb.indexOf('xl/styles.xml', at + 1)) {
      // The unpacked size stands 8 bytes before the name in a head, 24 in the directory.
      const inDirectory = bomb.readUInt32LE(at - 46) === 0x02014b50
      bomb.writeUInt32LE(1_000, at - (inDirectory ? 22 : 8))
    }
    expect(await refusal(given(bomb))).toMatch(/is damaged/u)
  })

  test('a few bytes of OpenDocument that say they are a million cells', async () => {
    const cell =
      '<table:table-cell table:number-columns-repeated="3000" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    expect(await refusal(given(openOffice(cell)))).toMatch(
      /sheet “Plan”, row 1, has more than 200 columns, which is the most that is allowed/u,
    )
  })

  test('a few bytes that claim more rows, columns or links than anybody has', async () => {
    const sheet = (rows: string, more = '') => {
      const made = parts(rows)
      const end = '</sheetData>'
      const path = 'xl/worksheets/sheet1.xml'
      return given(zipOf({ ...made, [path]: made[path]?.replace(end, end + more) ?? '' }))
    }
    const cell = (place: string) => `<c r="${place}" t="inlineStr"><is><t>x</t></is></c>`
    const rows = /more than 20,000 rows, which is the most/u
    expect(await refusal(sheet(`${textRow}<row r="1048576">${cell('A1048576')}</row>`))).toMatch(rows)
    expect(await refusal(sheet(`<row r="1">${cell('A900000')}</row>`))).toMatch(rows)
    expect(await refusal(sheet(`<row r="1">${cell('ZZZZZZ1')}</row>`))).toMatch(/more than 200 columns/u)
    const links = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>'
    expect(await textOf(sheet(textRow, links))).toEqual([['Ref']])
    expect(await textOf(sheet(`${textRow}<row r="1048576"><c r="A1048576"/></row>`))).toEqual([['Ref']])
    const row = (times: string, words: string) =>
      `<table:table-row table:number-rows-repeated="${times}"><table:table-cell><text:p>${words}</text:p></table:table-cell></table:table-row>`
    const cellOf = '</table:table-row>'
    expect(await refusal(given(openOffice(`${cellOf}${row('1000000', 'x')}<table:table-row>`)))).toMatch(rows)
    const empty = '<table:table-row table:number-rows-repeated="50000"><table:table-cell/></table:table-row>'
    expect(await refusal(given(openOffice(`${cellOf}${empty}${row('1', 'x')}<table:table-row>`)))).toMatch(
      rows,
    )
    const spaces = '<table:table-cell><text:p>a<text:s text:c="900000000"/>b</text:p></table:table-cell>'
    expect(await refusal(given(openOffice(spaces)))).toMatch(/more than 32,767 characters/u)
  })

  test('too many parts, a part twice, a path that leads out', async () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, 'x']))
    expect(await refusal(given(zipOf({ ...parts(textRow), ...many })), { entries: 20 })).toMatch(
      /archive of 35 parts. At most 20/u,
    )
    const twice = zipOf({ ...parts(textRow), 'xl/worksheets/sheet2.xml': 'x' })
    for (let at = twice.indexOf('sheet2'); at !== -1; at = twice.indexOf('sheet2')) twice.write('sheet1', at)
    expect(await refusal(given(twice))).toMatch(/is damaged/u)
    expect(await refusal(given(zipOf({ ...parts(textRow), '../x': 'x' })))).toMatch(/is damaged/u)
  })

  test('a CSV of another encoding, with the line', async () => {
    const latin = Buffer.concat([
      Buffer.from('Ref,Action\nA1,ok\nA2,caf'),
      Buffer.from([0xe9]),
      Buffer.from('\n'),
    ])
    expect(await refusal(given(latin, 'plan.csv'))).toBe(
      '“plan.csv” is not in UTF-8: line 3 holds a character of another encoding. Save it as “CSV UTF-8”, and send that.',
    )
  })

  test('a CSV with a quotation mark too few', async () => {
    expect(await refusal(given('Ref,Action\nA1,"Meet\n', 'plan.csv'))).toMatch(
      /line \d+: a cell begins with a quotation mark/u,
    )
    expect(await refusal(given('Ref,Action\nA1,Me"et\n', 'plan.csv'))).toMatch(
      /line 2: a quotation mark .* in the middle/u,
    )
  })

  test('more than is allowed, with what is allowed', async () => {
    const file = given('a,b,c\nd\ne\n', 'plan.csv')
    expect(await refusal(file, { bytes: 5 })).toMatch(/larger than 0 MB/u)
    expect(await refusal(file, { rows: 2 })).toMatch(/more than 2 rows/u)
    expect(await refusal(file, { columns: 2 })).toMatch(/row 1, has 3 columns. At most 2/u)
    expect(await refusal(file, { cells: 4 })).toMatch(/has 5 cells. At most 4/u)
    expect(await refusal(given('abc', 'plan.csv'), { cellCharacters: 2 })).toMatch(
      /row 1, column 1, holds more than 2 characters/u,
    )
    expect(await refusal(given(Buffer.alloc(10_000_001)))).toMatch(/larger than 10 MB/u)
  })

  test('a sheet that breaks off', async () => {
    const file = { ...parts(textRow), 'xl/worksheets/sheet1.xml': '' }
    expect(await refusal(given(zipOf(file)))).toMatch(/no sheet|damaged/u)
  })
})
