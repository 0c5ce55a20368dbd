import type { PdfFile } from '../pdf/pdf-file.js'
import type { Findings } from './findings.js'
import { Gathered, type MarkIndex } from './marks.js'
import type { Part, StructureCheck } from './structure-reader.js'
import { type Cell, cellOf, TableGrid } from './table-grid.js'

/** A row may be longer than a page: from this part of the page's height on it is taken to have had no room on one. */
const roomOnPage = 0.7

interface OpenTable {
  grid: TableGrid
  row: Cell[]
  /** The page that each row begins on. */
  pages: (number | null)[]
  rowContent: Gathered | null
}

/** Checks the cells of tables, their headers, and which rows lie on two pages. */
export class TableCheck implements StructureCheck {
  private readonly tables: OpenTable[] = []
  private readonly parted: Gathered[] = []

  constructor(
    private readonly file: PdfFile,
    private readonly marks: MarkIndex,
    private readonly findings: Findings,
  ) {}

  enter(part: Part): void {
    const table = this.tables.at(-1)
    if (part.standard === 'Table')
      this.tables.push({ grid: new TableGrid(), row: [], pages: [], rowContent: null })
    else if (part.standard === 'TR' && table) {
      table.row = []
      table.rowContent = new Gathered(true)
      this.marks.begin(table.rowContent)
    } else if (part.standard === 'TH' || part.standard === 'TD') table?.row.push(cellOf(this.file, part))
  }

  leave({ standard, page }: Part): void {
    const table = this.tables.at(-1)
    if (standard === 'TR' && table) this.endRow(table, page)
    if (standard === 'Table' && table) {
      this.tables.pop()
      this.judge(table)
    }
  }

  /** Judges the rows that lie on two pages, once what is painted has been gathered. */
  judgeRows(heightOf: (page: number) => number): void {
    for (const { heights, text } of this.parted) {
      const pages = [...heights.keys()]
      const [first] = pages
      if (pages.length < 2 || first === undefined) continue
      const height = [...heights.values()].reduce((sum, { top, bottom }) => sum + top - bottom, 0)
      if (height < roomOnPage * heightOf(first))
        this.findings.addOn('rows', `the row that begins ${beginning(text)} is cut in two`, first)
    }
  }

  private endRow(table: OpenTable, page: number | null): void {
    const { row, rowContent, grid, pages } = table
    this.marks.end()
    grid.addRow(row)
    pages.push(page)
    if (rowContent && rowContent.pages.size > 1) {
      if (row.some(({ isHeader }) => !isHeader)) this.parted.push(rowContent)
      else this.findings.addOn('heads', 'the headers of a table are read again for each page', page)
    }
    table.rowContent = null
  }

  private judge({ grid, pages }: OpenTable): void {
    grid.finish()
    const [first = 0] = grid.widths
    const odd = grid.widths.findIndex((width) => width !== first)
    if (odd >= 0)
      this.findings.addOn(
        'grid',
        `row ${odd + 1} of a table has ${grid.widths[odd] ?? 0} columns, its first row ${first}`,
        pages[odd] ?? null,
      )
    if (grid.overlaps) this.findings.addOn('grid', 'cells of a table overlap', pages[0] ?? null)
    if (grid.headless !== null)
      this.findings.addOn(
        'headerCells',
        `a cell in row ${grid.headless} of a table has no header`,
        pages[grid.headless - 1] ?? null,
      )
  }
}

function beginning(text: string): string {
  return `“${Array.from(text.replaceAll(/\s+/gu, ' ').trim()).slice(0, 40).join('')}”`
}
