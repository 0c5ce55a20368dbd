import { promisify } from 'node:util'
import { deflate } from 'node:zlib'
import { type PdfPage, pageOf, subtypeOf } from '../pdf/page-content.js'
import type { PdfFile } from '../pdf/pdf-file.js'
import { PdfName, PdfRef, type PdfValue } from '../pdf/pdf-values.js'
import type { PdfWriter } from '../pdf/pdf-writer.js'
import { markUnmarked } from './artifacts.js'
import type { ListLabels } from './list-labels.js'
import type { IdleMarks } from './idle-marks.js'

const pack = promisify(deflate)

/** How many pages are packed at a time, beside the thread that marks the next ones. */
const atOnce = 16

/** Marks on every page what the browser left under no mark, and has the tabulator follow the structure. */
export async function finishPages(
  file: PdfFile,
  writer: PdfWriter,
  pages: number[],
  labels: ListLabels,
  idle: IdleMarks,
): Promise<void> {
  const forms = new Map<number, boolean>()
  const packed: Promise<void>[] = []
  for (const number of pages) {
    const page = pageOf(file, number)
    if (!page.dict.has('Tabs')) writer.set(number, [['Tabs', new PdfName('S')]])
    const contents = page.dict.get('Contents')
    const content = contents instanceof PdfRef ? file.stream(contents.number) : null
    if (!(contents instanceof PdfRef) || !content) continue
    const marked = mark(file, page, content, { labels, idle, forms })
    packed.push(pack(marked).then((bytes) => writer.changeStream(contents.number, new Map([flate]), bytes)))
    if (packed.length === atOnce) await Promise.all(packed.splice(0))
  }
  await Promise.all(packed)
}

const flate: [string, PdfValue] = ['Filter', new PdfName('FlateDecode')]

/** What is known of the document while its pages are marked. */
interface Known {
  labels: ListLabels
  idle: IdleMarks
  /** Whether a form brings marks of its own, by its number. */
  forms: Map<number, boolean>
}

function mark(
  file: PdfFile,
  { number, dict, box }: PdfPage,
  content: Buffer,
  { labels, idle, forms }: Known,
): Buffer {
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
