import type { Instant } from '../../clock/dates.js'
import { headingRow, type Sheet, columnLetters, sheetXml } from './sheet.js'
import { stylesXml } from './styles.js'
import { declaration, escaped } from '../xml.js'
import { type ArchivePart, zipped } from '../zip.js'

/** A workbook as its readers see it. */
export interface Workbook {
  /** Its properties, as the file shows them to whoever asks for them. */
  title: string
  subject: string
  keywords: string
  /** Said to be the moment of making, so that the same content gives the same bytes. */
  dated: Instant
  /** At the head and foot of each printed page. */
  marking: string
  /** In the order of the tabs. */
  sheets: readonly Sheet[]
}

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The bytes of an .xlsx, piece by piece: a workbook of ten thousand rows is never in memory as a whole. */
export function workbookBytes(workbook: Workbook): AsyncGenerator<Buffer> {
  return zipped(partsOf(workbook))
}

async function* partsOf(workbook: Workbook): AsyncGenerator<ArchivePart> {
  const { sheets, marking } = workbook
  const part = (name: string, xml: string): ArchivePart => ({ name, content: [xml] })
  yield part('[Content_Types].xml', contentTypes(sheets))
  yield part('_rels/.rels', packageRelations)
  yield part('docProps/core.xml', coreProperties(workbook))
  yield part('docProps/app.xml', applicationProperties)
  yield part('xl/workbook.xml', workbookXml(sheets))
  yield part('xl/_rels/workbook.xml.rels', workbookRelations(sheets))
  yield part('xl/styles.xml', stylesXml(sheets.some(({ answers }) => answers !== undefined)))
  for (const [index, sheet] of sheets.entries()) {
    const number = index + 1
    let rows = 0
    const content = sheetXml(sheet, index, marking, (counted) => (rows = counted))
    yield { name: `xl/worksheets/sheet${number}.xml`, content }
    if (sheet.table) {
      yield part(`xl/worksheets/_rels/sheet${number}.xml.rels`, tableRelation(number))
      yield part(`xl/tables/table${number}.xml`, tableXml(sheet, sheet.table, number, rows))
    }
  }
}

function contentTypes(sheets: readonly Sheet[]): string {
  const override = (name: string, type: string) => `<Override PartName="${name}" ContentType="${type}"/>`
  const ofSheets = sheets.flatMap(({ table }, index) => [
    override(`/xl/worksheets/sheet${index + 1}.xml`, `${spreadsheet}.worksheet+xml`),
    table ? override(`/xl/tables/table${index + 1}.xml`, `${spreadsheet}.table+xml`) : '',
  ])
  return [
    `${declaration}<Types xmlns="${packaged}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('/xl/workbook.xml', `${spreadsheet}.sheet.main+xml`),
    override('/xl/styles.xml', `${spreadsheet}.styles+xml`),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    override('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'),
    ...ofSheets,
    '</Types>',
  ].join('')
}

const relation = (number: number, type: string, target: string) =>
  `<Relationship Id="rId${number}" Type="${type}" Target="${target}"/>`

const relations = (...all: string[]) =>
  `${declaration}<Relationships xmlns="${packaged}/relationships">${all.join('')}</Relationships>`

const packageRelations = relations(
  relation(1, `${office}/officeDocument`, 'xl/workbook.xml'),
  relation(2, `${packaged}/relationships/metadata/core-properties`, 'docProps/core.xml'),
  relation(3, `${office}/extended-properties`, 'docProps/app.xml'),
)

function workbookRelations(sheets: readonly Sheet[]): string {
  const ofSheets = sheets.map((_, index) =>
    relation(index + 1, `${office}/worksheet`, `worksheets/sheet${index + 1}.xml`),
  )
  return relations(...ofSheets, relation(sheets.length + 1, `${office}/styles`, 'styles.xml'))
}

const tableRelation = (number: number) =>
  relations(relation(1, `${office}/table`, `../tables/table${number}.xml`))

function coreProperties({ title, subject, keywords, dated }: Workbook): string {
  const moment = (name: string) =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${dated.slice(0, 19)}Z</dcterms:${name}>`
  return [
    `${declaration}<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties"`,
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"',
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escaped(title)}</dc:title><dc:subject>${escaped(subject)}</dc:subject>`,
    `<dc:creator>Throughline</dc:creator><cp:keywords>${escaped(keywords)}</cp:keywords>`,
    `<dc:language>en-GB</dc:language>${moment('created')}${moment('modified')}`,
    '</cp:coreProperties>',
  ].join('')
}

const applicationProperties = `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Throughline</Application></Properties>`

function workbookXml(sheets: readonly Sheet[]): string {
  const tabs = sheets.map(
    ({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  // The headings of a table stand on each page that it is printed on.
  const titles = sheets.flatMap((sheet, index) => {
    if (!sheet.table) return []
    const row = headingRow(sheet)
    const name = `'${escaped(sheet.name)}'`
    const columns = sheet.answers ? `${name}!$A:$${columnLetters(sheet.answers.frozen - 1)},` : ''
    return [
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${columns}${name}!$${row}:$${row}</definedName>`,
    ]
  })
  return [
    `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr/>`,
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000" activeTab="0"/></bookViews>',
    `<sheets>${tabs.join('')}</sheets><definedNames>${titles.join('')}</definedNames></workbook>`,
  ].join('')
}

function tableXml(
  sheet: Sheet,
  { name, columns }: NonNullable<Sheet['table']>,
  number: number,
  rows: number,
): string {
  const first = headingRow(sheet)
  const range = `A${first}:${columnLetters(columns.length - 1)}${first + rows}`
  const named = columns.map(
    ({ heading }, index) => `<tableColumn id="${index + 1}" name="${escaped(heading)}"/>`,
  )
  return [
    `${declaration}<table xmlns="${main}" id="${number}" name="${name}" displayName="${name}" ref="${range}"`,
    ` totalsRowShown="0"><autoFilter ref="${range}"/><tableColumns count="${columns.length}">${named.join('')}</tableColumns>`,
    '<tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" showColumnStripes="0"/></table>',
  ].join('')
}
