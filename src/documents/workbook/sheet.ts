import { type Day, daysBetween } from '../../clock/dates.js'
import { type AnswerCells, protectionXml, validationsXml } from './answer-cells.js'
import { type Look, lookNumber, type SheetLook } from './styles.js'
import { cellText, declaration, escaped } from '../xml.js'

/** A day is a day, not the text of one. */
export type Cell = string | number | { day: Day } | null

export interface SheetColumn {
  heading: string
  /** In characters. */
  width: number
}

/** A table with a name: one header row, and rows of as many cells, at least one. */
export interface SheetTable {
  name: string
  columns: readonly SheetColumn[]
  rows: Iterable<readonly Cell[][]> | AsyncIterable<readonly Cell[][]>
  /** The sheets that the first cells of the rows lead to. */
  leadsTo?: readonly string[]
}

/** A line of text above a table, or on a sheet without one. */
export interface SheetLine {
  text: string
  look: Look
}

/** A sheet of the workbook: the title in A1, lines of text below it, then one table or none. */
export interface Sheet {
  name: string
  title: string
  lines: readonly SheetLine[]
  /** Width of the first column where there is no table. */
  width?: number
  table: SheetTable | null
  /** Left out, nothing of it is meant to be filled in. */
  answers?: AnswerCells
}

/** As many characters as a cell can hold. */
const longest = 32_767
const cutShort = ' … (cut: a cell holds no more; the CSV has it all)'

/** "A", "Z", "AA": the letters of a column, counted from 0. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}

/** The row of the table's headings, counted from 1: the lines above it are not parted from it by a blank row. */
export const headingRow = ({ lines }: Sheet) => lines.length + 2

/** The XML of a sheet, some rows at a time; `counted` is told how many rows its table has. */
export async function* sheetXml(
  sheet: Sheet,
  place: number,
  marking: string,
  counted: (rows: number) => void,
): AsyncGenerator<string> {
  yield top(sheet, place) + linesOf(sheet)
  const { table } = sheet
  if (table) {
    let row = headingRow(sheet)
    yield rowOf(
      row,
      table.columns.map(({ heading }) => textCell(heading, 'heading')),
    )
    for await (const some of table.rows) {
      yield some
        .map((cells) => {
          const place = row - headingRow(sheet)
          return rowOf(
            (row += 1),
            cells.map((cell, index) => placedCell(sheet, table, cell, place, index)),
          )
        })
        .join('')
    }
    counted(row - headingRow(sheet))
  }
  yield bottom(sheet, marking)
}

const lookIn = ({ leadsTo }: SheetTable, index: number): Look => (leadsTo && index === 0 ? 'link' : 'text')

function placedCell(sheet: Sheet, table: SheetTable, cell: Cell, row: number, column: number): CellXml {
  const look = sheet.answers?.lookOf(row, column) ?? null
  return look === null ? cellOf(cell, lookIn(table, column)) : answerCell(cell, look)
}

function top(sheet: Sheet, place: number): string {
  const { table } = sheet
  const widths = table ? table.columns.map(({ width }) => width) : [sheet.width ?? 100]
  const columns = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  return [
    `${declaration}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`,
    ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">${sheet.answers ? fewPagesWide : ''}<sheetViews>`,
    `<sheetView${place === 0 ? ' tabSelected="1"' : ''} workbookViewId="0">${table ? frozen(sheet) : ''}</sheetView>`,
    `</sheetViews><sheetFormatPr defaultRowHeight="15.75"/><cols>${columns.join('')}</cols><sheetData>`,
  ].join('')
}

const fewPagesWide = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'

/** The headings stay in sight, and the first columns with them. */
function frozen(sheet: Sheet): string {
  const row = headingRow(sheet)
  const panes = ['topRight', 'bottomLeft', 'bottomRight'].map(
    (pane) => `<selection pane="${pane}" activeCell="A1" sqref="A1"/>`,
  )
  const columns = sheet.answers?.frozen ?? 1
  return `<pane xSplit="${columns}" ySplit="${row}" topLeftCell="${columnLetters(columns)}${row + 1}" activePane="bottomRight" state="frozen"/>${panes.join('')}`
}

function linesOf({ title, lines }: Sheet): string {
  const rows = [textCell(title, 'title'), ...lines.map(({ text, look }) => textCell(text, look))]
  return rows.map((cell, index) => rowOf(index + 1, [cell])).join('')
}

/** A cell's XML but for its place; nothing for an empty one. */
type CellXml = [attributes: string, content: string] | null

function rowOf(row: number, cells: CellXml[]): string {
  const placed = cells.map((cell, index) =>
    cell ? `<c r="${columnLetters(index)}${row}" ${cell[0]}>${cell[1]}</c>` : '',
  )
  return `<row r="${row}">${placed.join('')}</row>`
}

function cellOf(cell: Cell, look: Look): CellXml {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return [`s="${lookNumber.number}"`, `<v>${cell}</v>`]
  if (typeof cell === 'string') return textCell(cell, lookOfText(cell, look))
  // Spreadsheets count a 29 February 1900 that never was: before it, their days are not ours.
  if (cell.day < '1900-03-01') return textCell(cell.day, look)
  return [`s="${lookNumber.day}"`, `<v>${daysBetween('1899-12-30', cell.day)}</v>`]
}

/** A cell that is filled in keeps its look, and so its lock, while it is empty. */
function answerCell(cell: Cell, look: SheetLook): CellXml {
  const attributes = `s="${lookNumber[look]}"`
  if (cell === null || cell === '') return [attributes, '']
  const [, content] = cellOf(cell, 'text') ?? []
  return [typeof cell === 'string' ? `${attributes} t="inlineStr"` : attributes, content ?? '']
}

/** Text that begins as a formula does has a look of its own, by which it stays text when somebody edits it. */
export const lookOfText = (text: string, look: Look): Look => (/^[=+\-@]/u.test(text) ? 'quoted' : look)

/** As much of a text as a cell can hold. */
export function keptText(text: string): string {
  return text.length <= longest ? text : text.slice(0, longest - cutShort.length) + cutShort
}

/** Text stands in the cell itself and is never a formula. */
function textCell(text: string, look: Look): CellXml {
  const kept = cellText(keptText(text))
  return [`s="${lookNumber[look]}" t="inlineStr"`, `<is><t xml:space="preserve">${kept}</t></is>`]
}

function bottom(sheet: Sheet, marking: string): string {
  const { table } = sheet
  return [
    `</sheetData>${sheet.answers ? protectionXml + validationsXml(sheet.answers.rules) : ''}${linksOf(sheet)}`,
    '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="landscape"${sheet.answers ? ' fitToWidth="2" fitToHeight="0"' : ''}/>`,
    `<headerFooter><oddHeader>&amp;C${escaped(marking)}</oddHeader><oddFooter>&amp;C${escaped(marking)}&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter>`,
    table ? '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>' : '',
    '</worksheet>',
  ].join('')
}

function linksOf(sheet: Sheet): string {
  const links = (sheet.table?.leadsTo ?? []).map((name, index) => {
    const place = `A${headingRow(sheet) + 1 + index}`
    return `<hyperlink ref="${place}" location="'${escaped(name)}'!A1" display="${escaped(name)}"/>`
  })
  return links.length > 0 ? `<hyperlinks>${links.join('')}</hyperlinks>` : ''
}
