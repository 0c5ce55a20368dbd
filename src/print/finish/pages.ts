import { promisify } from 'node:util'
import { deflate, inflate } from 'node:zlib'
import { type PdfPage, pageOf, subtypeOf } from '../pdf/page-content.js'
import type { PdfFile } from '../pdf/pdf-file.js'
import { PdfName, PdfRef, type PdfValue } from '../pdf/pdf-values.js'
import type { PdfWriter } from '../pdf/pdf-writer.js'
import { markUnmarked } from './artifacts.js'
import type { ListLabels } from './list-labels.js'
import type { IdleMarks } from './idle-marks.js'

const pack = promisify(deflate)
const unpack = promisify(inflate)

/** How many pages are packed at a time; the packing itself runs beside the thread that answers requests. */
const atOnce = 4

/** Marks on every page what the browser left under no mark, and has the tabulator follow the structure. */
export async function finishPages(
  file: PdfFile,
  writer: PdfWriter,
  pages: number[],
  labels: ListLabels,
  idle: IdleMarks,
): Promise<void> {
  const forms = new Map<number, boolean>()
  for (let from = 0; from < pages.length; from += atOnce) {
    const some = pages.slice(from, from + atOnce).map((number) => pageOf(file, number))
    const plain = await Promise.all(some.map(async (page) => contentOf(file, page)))
    // One after the other: the numbers of labels must not depend on which page was unpacked first.
    const marked = some.map((page, index) => mark(file, page, plain[index] ?? null, { labels, idle, forms }))
    await Promise.all(
      some.map(async ({ number, dict }, index) => {
        if (!dict.has('Tabs')) writer.set(number, [['Tabs', new PdfName('S')]])
        const [contents, content] = [dict.get('Contents'), marked[index]]
        if (contents instanceof PdfRef && content)
          writer.changeStream(contents.number, new Map([flate]), await pack(content))
      }),
    )
  }
}

const flate: [string, PdfValue] = ['Filter', new PdfName('FlateDecode')]

/** What is known of the document while its pages are marked. */
interface Known {
  labels: ListLabels
  idle: IdleMarks
  /** Whether a form brings marks of its own, by its number. */
  forms: Map<number, boolean>
}

async function contentOf(file: PdfFile, { dict }: PdfPage): Promise<Buffer | null> {
  const contents = dict.get('Contents')
  const packed = contents instanceof PdfRef ? file.packed(contents.number) : null
  if (!packed) return null
  return packed.dict.has('Filter') ? unpack(packed.bytes) : packed.bytes
}

function mark(
  file: PdfFile,
  { number, dict, box }: PdfPage,
  content: Buffer | null,
  { labels, idle, forms }: Known,
): Buffer | null {
  if (!content) return null
  const objects = file.dict(file.dict(dict.get('Resources'))?.get('XObject'))
  return markUnmarked(content, {
    height: box[3] - box[1],
    ownMarks: (name) => hasMarks(file, objects?.get(name), forms),
    labelMark: (next) => labels.markFor(number, next),
    drops: (mcid, isEmpty) => idle.drops(number, mcid, isEmpty),
  })
}

/** Whether a form brings marks of its own. */
function hasMarks(file: PdfFile, reference: PdfValue | undefined, known: Map<number, boolean>): boolean {
  if (!(reference instanceof PdfRef)) return false
  const before = known.get(reference.number)
  if (before !== undefined) return before
  const dict = file.dict(reference)
  const isForm = dict !== null && subtypeOf(dict) === 'Form'
  const has = isForm && file.stream(reference.number)?.includes('/MCID') === true
  known.set(reference.number, has)
  return has
}
