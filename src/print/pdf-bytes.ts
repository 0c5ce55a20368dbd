import { makeAccessibleApart } from './finish/finish-apart.js'
import { PrintFailed } from './print-errors.js'

/** The browser writes its own dates as `D:20260101120000+00'00'`, first thing in the file. */
const dates = /\/(CreationDate|ModDate) \((D:\d{14}[+-]\d{2}'\d{2}')\)/gu
const headLength = 65_536

/** How the name of a part of the document's structure begins; eight digits follow, counted on from whatever came before. */
const nodeName = '(node'

/**
 * Writes an instant as a PDF date of exactly the length that the browser writes.
 *
 * @param instant ISO 8601, to the second; what is finer is dropped
 * @throws RangeError when it is not an instant of the years 0 to 9999
 */
export function pdfDate(instant: string): string {
  const iso = new Date(instant).toISOString()
  if (iso.length !== 24) throw new RangeError(`${instant} is out of the range of PDF dates`)
  return `D:${iso.slice(0, 19).replaceAll(/[-:T]/gu, '')}+00'00'`
}

/**
 * Makes the bytes depend on nothing but the page, and the PDF one that can be read by all: both dates that the browser
 * took from its clock become `dated`, the names that it gave to the parts of the structure are counted anew, and what
 * PDF/UA-1 asks for beyond what the browser writes is added.
 *
 * @param dated a date by `pdfDate`
 * @throws PrintFailed when this is no whole PDF, or its dates are not where they are written
 */
export async function finishPdf(bytes: Uint8Array, dated: string): Promise<Buffer> {
  const pdf = withDates(bytes, dated)
  renumberNodes(pdf)
  try {
    return await makeAccessibleApart(pdf)
  } catch (cause) {
    throw incomplete('it could not be finished', cause)
  }
}

/** The same PDF with these dates, in place, so that every offset stays true. */
function withDates(bytes: Uint8Array, dated: string): Buffer {
  const pdf = Buffer.from(bytes)
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw incomplete('it does not begin as a PDF')
  if (!/%%EOF\s*$/u.test(pdf.subarray(-16).toString('latin1'))) throw incomplete('its end is missing')
  const found = [...pdf.subarray(0, headLength).toString('latin1').matchAll(dates)].slice(0, 2)
  const names = new Set(found.map(([, name]) => name))
  if (names.size !== 2) throw incomplete('its dates were not found')
  for (const { index, 0: whole, 2: date } of found) {
    if (date?.length !== dated.length) throw incomplete('its dates are of another length')
    pdf.write(dated, index + whole.indexOf(date), 'latin1')
  }
  return pdf
}

/** Numbers the parts of the structure from 1 in the order that they have, in place: the index of names stays sorted. */
function renumberNodes(pdf: Buffer): void {
  const places: number[] = []
  const numbers = new Set<string>()
  for (let at = pdf.indexOf(nodeName); at >= 0; at = pdf.indexOf(nodeName, at + nodeName.length)) {
    const number = pdf.toString('latin1', at + nodeName.length, at + nodeName.length + 8)
    if (!/^\d{8}$/u.test(number)) continue
    places.push(at + nodeName.length)
    numbers.add(number)
  }
  const ranks = new Map(
    [...numbers].sort().map((number, index) => [number, String(index + 1).padStart(8, '0')]),
  )
  for (const at of places) {
    const number = pdf.toString('latin1', at, at + 8)
    pdf.write(ranks.get(number) ?? number, at, 'latin1')
  }
}

function incomplete(why: string, cause?: unknown): PrintFailed {
  return new PrintFailed(
    'The report could not be printed: the browser made no whole PDF of it. Try again.',
    new Error(why, { cause }),
  )
}
