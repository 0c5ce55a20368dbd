import ExcelJS from 'exceljs'

/** A workbook as somebody fills it in with a spreadsheet program. */
export class FilledWorkbook {
  private constructor(private readonly book: ExcelJS.Workbook) {}

  static async of(bytes: Buffer): Promise<FilledWorkbook> {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
    return new FilledWorkbook(book)
  }

  get answers(): ExcelJS.Worksheet {
    return this.sheet('Answers')
  }

  sheet(name: string): ExcelJS.Worksheet {
    const sheet = this.book.getWorksheet(name)
    if (!sheet) throw new Error(`There is no sheet “${name}”.`)
    return sheet
  }

  /** The first cell of each row. */
  linesOf(name: string): string[] {
    const lines: string[] = []
    this.sheet(name).eachRow((row) => lines.push(row.getCell(1).text))
    return lines
  }

  /** The refs of its rows. */
  get refs(): string[] {
    const refs: string[] = []
    this.answers.eachRow((row, number) => {
      if (number > this.headings) refs.push(row.getCell(1).text)
    })
    return refs
  }

  /** The cell of an action under a heading. */
  cell(ref: string, heading: string): ExcelJS.Cell {
    return this.answers.getCell(this.row(ref), this.column(heading))
  }

  set(ref: string, values: Record<string, ExcelJS.CellValue>): this {
    for (const [heading, value] of Object.entries(values)) this.cell(ref, heading).value = value
    return this
  }

  row(ref: string): number {
    let found = 0
    this.answers.eachRow((row, number) => {
      if (row.getCell(1).text === ref) found ||= number
    })
    if (found === 0) throw new Error(`There is no row of ${ref}.`)
    return found
  }

  column(heading: string): number {
    let found = 0
    this.answers.getRow(this.headings).eachCell((cell, number) => {
      if (cell.text === heading) found = number
    })
    if (found === 0) throw new Error(`There is no column “${heading}”.`)
    return found
  }

  async bytes(): Promise<Buffer> {
    return Buffer.from(await this.book.xlsx.writeBuffer())
  }

  async file(name = 'answers.xlsx'): Promise<File> {
    return new File([new Uint8Array(await this.bytes())], name)
  }

  private get headings(): number {
    let found = 0
    this.answers.eachRow((row, number) => {
      if (row.getCell(1).text === 'Ref') found ||= number
    })
    return found
  }
}
