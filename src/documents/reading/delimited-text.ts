import { CsvError, parse } from 'csv-parse/sync'
import { FileRefused, type GivenFile, quotedName, type ReadLimits } from './read-book.js'

/** Rows of a text file with separators: UTF-8, or UTF-16 where it says so at its beginning. */
export function delimitedRows(file: GivenFile, limits: ReadLimits): string[][] {
  const text = withoutSeparatorLine(decoded(file))
  refusePage(file.name, text.text)
  const delimiter = text.delimiter ?? sniffed(text.text)
  try {
    return parsed(text.text, delimiter, { to: limits.rows + 1 })
  } catch (error) {
    if (error instanceof CsvError) throw new FileRefused(quoteSentence(file.name, error))
    throw error
  }
}

function quoteSentence(name: string, error: CsvError): string {
  const line = typeof error.lines === 'number' ? error.lines : 1
  const wrong =
    error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'a cell begins with a quotation mark (") and has none at its end'
      : 'a quotation mark (") stands in the middle of a cell'
  return `${quotedName(name)}, line ${line}: ${wrong}. A cell that holds quotation marks stands in quotation marks, and each inside it is doubled.`
}

const parsed = (text: string, delimiter: string, more: { to: number }): string[][] =>
  parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false, columns: false, ...more })

function decoded({ name, bytes }: GivenFile): string {
  const wide = wideEncoding(bytes)
  if (wide) return refuseControls(name, new TextDecoder(wide).decode(bytes))
  try {
    return refuseControls(name, new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof FileRefused) throw error
    const line = lineOfFirstWrongByte(bytes)
    throw new FileRefused(
      `${quotedName(name)} is not in UTF-8: line ${line} holds a character of another encoding. Save it as “CSV UTF-8”, and send that.`,
    )
  }
}

function wideEncoding(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** The line, counted from 1, after the last one that is whole and right. */
function lineOfFirstWrongByte(bytes: Buffer): number {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start)
    const next = end === -1 ? bytes.length : end + 1
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, next))
    } catch {
      return line
    }
    start = next
  }
  return line
}

/** No text holds these; a file of another kind does within its first bytes. */
function refuseControls(name: string, text: string): string {
  const found = /[^\P{Cc}\t\n\f\r]/u.exec(text)
  if (!found) return text
  const line = text.slice(0, found.index).split('\n').length
  throw new FileRefused(
    `${quotedName(name)} is not a spreadsheet: line ${line} holds bytes that no text has. Choose an Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or a CSV file in UTF-8.`,
  )
}

function refusePage(name: string, text: string): void {
  if (!/^\s*<(?:!doctype|\?xml|html|table|style|meta)/iu.test(text)) return
  throw new FileRefused(
    `${quotedName(name)} is a page or an XML file, not a spreadsheet, whatever its name ends in. Open it, save it as an Excel workbook (.xlsx), and send that.`,
  )
}

/** Excel takes the separator from a first line `sep=;`, and so do we. */
function withoutSeparatorLine(text: string): { text: string; delimiter: string | null } {
  const line = /^sep=(.)\r?\n/iu.exec(text)
  return line ? { text: text.slice(line[0].length), delimiter: line[1] ?? null } : { text, delimiter: null }
}

const delimiters = [',', ';', '\t'] as const

/** The separator by which the first lines have the same number of cells, and more than one. */
function sniffed(text: string): string {
  const scores = delimiters.map((delimiter) => ({ delimiter, score: evenness(text, delimiter) }))
  return scores.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

function evenness(text: string, delimiter: string): number {
  try {
    const widths = parsed(text.slice(0, 200_000), delimiter, { to: 30 }).map((row) => row.length)
    const counts = new Map<number, number>()
    for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1)
    const most = [...counts].map(([width, times]) => times / widths.length + Math.min(width, 50) / 1000)
    return Math.max(0, ...most)
  } catch {
    return 0
  }
}
