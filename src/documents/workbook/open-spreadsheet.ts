import { openBytes, openRoot, openText, openTypes } from '../open-package.js'
import { escaped } from '../xml.js'
import { openSpreadsheetStyles, openCellStyles, openLook } from './open-styles.js'
import { type Cell, columnLetters, headingRow, keptText, lookOfText, type Sheet } from './sheet.js'
import type { Look } from './styles.js'
import type { Workbook } from './workbook.js'

export const openSpreadsheetType = openTypes.spreadsheet

/** The bytes of an .ods: the same sheets, tables, words and figures as the .xlsx of the workbook. */
export function openSpreadsheetBytes(workbook: Workbook): Promise<Buffer> {
  return openBytes(openTypes.spreadsheet, workbook, {
    content: contentOf(workbook),
    styles: openSpreadsheetStyles(workbook.marking),
    settings: settingsOf(workbook.sheets),
  })
}

async function* contentOf({ sheets }: Workbook): AsyncGenerator<string> {
  yield [
    openRoot('content'),
    `<office:automatic-styles>${sheets.map(columnStyles).join('')}${openCellStyles}</office:automatic-styles>`,
    '<office:body><office:spreadsheet>',
  ].join('')
  const ranges: string[] = []
  for (const [index, sheet] of sheets.entries()) {
    let rows = 0
    yield* sheetXml(sheet, index, (counted) => (rows = counted))
    if (sheet.table) ranges.push(rangeOf(sheet, sheet.table, rows))
  }
  yield [
    `<table:database-ranges>${ranges.join('')}</table:database-ranges>`,
    '</office:spreadsheet></office:body></office:document-content>',
  ].join('')
}

const widthsOf = ({ table, width }: Sheet) =>
  table ? table.columns.map((column) => column.width) : [width ?? 100]

/** A character of 12 point Arial is about 2.2 mm wide. */
function columnStyles(sheet: Sheet, place: number): string {
  return widthsOf(sheet)
    .map(
      (width, index) =>
        `<style:style style:name="co${place}-${index}" style:family="table-column">` +
        `<style:table-column-properties style:column-width="${(width * 2.2).toFixed(1)}mm"/></style:style>`,
    )
    .join('')
}

async function* sheetXml(
  sheet: Sheet,
  place: number,
  counted: (rows: number) => void,
): AsyncGenerator<string> {
  const { title, lines, table } = sheet
  const columns = widthsOf(sheet).map(
    (_, index) =>
      `<table:table-column table:style-name="co${place}-${index}" table:default-cell-style-name="text"/>`,
  )
  yield [
    `<table:table table:name="${escaped(sheet.name)}" table:style-name="sheet">${columns.join('')}`,
    rowOf([textCell(title, 'title')]),
    ...lines.map(({ text, look }) => rowOf([textCell(text, look)])),
  ].join('')
  if (table) {
    const headings = table.columns.map(({ heading }) => textCell(heading, 'heading'))
    yield `<table:table-header-rows>${rowOf(headings)}</table:table-header-rows>`
    let rows = 0
    for await (const some of table.rows) {
      const first = rows
      yield some
        .map((cells, row) => rowOf(cells.map((cell, at) => cellOf(cell, table, at, first + row))))
        .join('')
      rows += some.length
    }
    counted(rows)
  }
  yield '</table:table>'
}

const rowOf = (cells: readonly string[]) =>
  `<table:table-row table:style-name="row">${cells.join('')}</table:table-row>`

function cellOf(cell: Cell, { leadsTo }: NonNullable<Sheet['table']>, at: number, row: number): string {
  if (cell === null || cell === '') return '<table:table-cell/>'
  if (typeof cell === 'number') {
    return `<table:table-cell ${openLook('number')} office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`
  }
  if (typeof cell === 'object') {
    return `<table:table-cell ${openLook('day')} office:value-type="date" office:date-value="${cell.day}"><text:p>${cell.day}</text:p></table:table-cell>`
  }
  const target = at === 0 ? leadsTo?.[row] : undefined
  if (target === undefined) return textCell(cell, lookOfText(cell, 'text'))
  const link = `<text:a xlink:type="simple" xlink:href="#${escaped(target)}.A1">${openText(cell)}</text:a>`
  return `<table:table-cell ${openLook('link')} office:value-type="string"><text:p>${link}</text:p></table:table-cell>`
}

/** Each line of a text is a paragraph of its cell. */
function textCell(text: string, look: Look): string {
  const paragraphs = keptText(text)
    .split(/\r\n?|\n/u)
    .map((line) => `<text:p>${openText(line)}</text:p>`)
  return `<table:table-cell ${openLook(look)} office:value-type="string">${paragraphs.join('')}</table:table-cell>`
}

/** The table by its name, with the buttons that filter its columns. */
function rangeOf(sheet: Sheet, { name, columns }: NonNullable<Sheet['table']>, rows: number): string {
  const place = `'${escaped(sheet.name.replaceAll("'", "''"))}'`
  const first = headingRow(sheet)
  const range = `${place}.A${first}:${place}.${columnLetters(columns.length - 1)}${first + rows}`
  return (
    `<table:database-range table:name="${escaped(name)}" table:target-range-address="${range}"` +
    ' table:contains-header="true" table:display-filter-buttons="true"/>'
  )
}

const item = (name: string, type: string, value: string | number) =>
  `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`

/** The headings stay in sight, and the first column with them. */
function settingsOf(sheets: readonly Sheet[]): string {
  const entries = sheets.map((sheet) => {
    const panes = sheet.table
      ? [
          ...[item('HorizontalSplitMode', 'short', 2), item('VerticalSplitMode', 'short', 2)],
          ...[item('HorizontalSplitPosition', 'int', 1)],
          item('VerticalSplitPosition', 'int', headingRow(sheet)),
          ...[item('ActiveSplitRange', 'short', 3), item('PositionRight', 'int', 1)],
          item('PositionBottom', 'int', headingRow(sheet)),
        ]
      : []
    return `<config:config-item-map-entry config:name="${escaped(sheet.name)}">${panes.join('')}</config:config-item-map-entry>`
  })
  return [
    `${openRoot('settings')}<office:settings><config:config-item-set config:name="ooo:view-settings">`,
    '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>',
    item('ViewId', 'string', 'view1'),
    `<config:config-item-map-named config:name="Tables">${entries.join('')}</config:config-item-map-named>`,
    item('ActiveTable', 'string', escaped(sheets[0]?.name ?? '')),
    '</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>',
    '</office:settings></office:document-settings>',
  ].join('')
}
