import { counted, FileRefused, quotedName, type ReadLimits } from './read-book.js'

/**
 * The parts of an Excel workbook with nothing in its sheets but rows and cells: a link, a merged cell or a size that claims a
 * million rows would be spread over all of them. A filled row beyond the limit is refused here, since the library leaves it out
 * without a word.
 *
 * @throws FileRefused
 */
export function boundedSheets(
  name: string,
  parts: ReadonlyMap<string, Buffer>,
  limits: ReadLimits,
): Map<string, Buffer> {
  const bounded = new Map<string, Buffer>()
  for (const [part, content] of parts) {
    // Byte for byte: what is looked for is ASCII.
    const text = content.toString('latin1')
    bounded.set(part, isSheet(text) ? Buffer.from(cellsOf(name, text, limits), 'latin1') : content)
  }
  return bounded
}

const isSheet = (text: string) => /<(?:\w+:)?(?:worksheet|sheetData|hyperlink)\b/u.test(text)

function cellsOf(name: string, text: string, limits: ReadLimits): string {
  const begins = /<(?:\w+:)?sheetData\b[^<>]*>/u.exec(text)
  const from = begins === null || begins[0].endsWith('/>') ? -1 : begins.index + begins[0].length
  const rest = from < 0 ? '' : text.slice(from)
  const ends = /<\/(?:\w+:)?sheetData>/u.exec(rest)
  const rows = ends === null ? '' : rest.slice(0, ends.index)
  refuseFarRows(name, rows, limits)
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`
}

/** An empty row may stand anywhere: programs write them where a whole column has a colour. */
function refuseFarRows(name: string, rows: string, limits: ReadLimits): void {
  let number = 0
  for (const { 0: tag, index } of rows.matchAll(/<(?:\w+:)?row\b[^<>]*>/gu)) {
    const own = /\s(?:\w+:)?r\s*=\s*["']?(\d+)/u.exec(tag)?.[1]
    number = own === undefined ? number + 1 : Number(own)
    if (number <= limits.rows || tag.endsWith('/>')) continue
    const end = rows.indexOf('row>', index + tag.length)
    const cells = rows.slice(index + tag.length, end === -1 ? undefined : end)
    if (/<(?:\w+:)?(?:v|f|is)\b/u.test(cells)) {
      throw new FileRefused(
        `${quotedName(name)} has a sheet with more than ${counted(limits.rows)} rows, which is the most that is allowed.`,
      )
    }
  }
}

/**
 * The content of an OpenDocument spreadsheet in which nothing is repeated further than one beyond the limits: what stands
 * there, or after it, is refused as too much.
 */
export function boundedRepeats(content: string, limits: ReadLimits): string {
  const most = new Map([
    ['number-rows-repeated', limits.rows + 1],
    ['number-columns-repeated', limits.columns + 1],
    ['c', limits.cellCharacters + 1],
  ])
  return content.replace(
    /\b(number-(?:rows|columns)-repeated|(?<=text:)c)\s*=\s*(["'])(\d+)\2/gu,
    (_, what: string, mark: string, times: string) =>
      `${what}=${mark}${Math.min(Number(times), most.get(what) ?? 1)}${mark}`,
  )
}
