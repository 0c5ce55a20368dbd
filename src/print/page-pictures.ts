import { createHash } from 'node:crypto'
import { PdfFile } from './pdf/pdf-file.js'
import { PictureShelf } from './pictures/picture-shelf.js'
import { drawPage, type PictureTask } from './pictures/draw-page.js'
import { PictureProcess } from './pictures/picture-process.js'

/** Run from TypeScript, as the tests do, there is no compiled file to start. */
const compiled = import.meta.url.endsWith('.js')

/** How wide a picture may be, in pixels: from a stamp to a page on a large screen. */
export const narrowest = 40
export const widest = 2000

/** A PDF has no page of this number, or no picture can be that wide. */
export class NoSuchPicture extends RangeError {
  override readonly name = 'NoSuchPicture'
}

const shelf = new PictureShelf()
const drawer = new PictureProcess()
const counts = new Map<string, number>()
const mostCounts = 100

/**
 * One page of a PDF as a PNG: the same bytes for the same PDF, page and width. It is drawn in a process of its own
 * that is let go when nobody asks for a while, and with it all that drawing needs of memory.
 *
 * @param page from 1
 * @param widthPx a whole number of pixels from `narrowest` to `widest`
 * @throws NoSuchPicture; Error when the PDF cannot be drawn
 */
export async function pagePicture(pdf: Buffer, page: number, widthPx: number): Promise<Buffer> {
  const sha256 = hashOf(pdf)
  const pages = countOf(pdf, sha256)
  if (!Number.isInteger(page) || page < 1 || page > pages)
    throw new NoSuchPicture(`There is no page ${page}: the document has ${pages} pages.`)
  if (!Number.isInteger(widthPx) || widthPx < narrowest || widthPx > widest)
    throw new NoSuchPicture(`A picture can be ${narrowest} to ${widest} pixels wide, not ${widthPx}.`)
  return shelf.find(`${sha256} ${page} ${widthPx}`, async () => draw({ sha256, bytes: pdf, page, widthPx }))
}

/** How many pages a PDF has. @throws NotPdf when it cannot be read */
export async function pageCountOf(pdf: Buffer): Promise<number> {
  return countOf(pdf, hashOf(pdf))
}

/** Lets the process that draws go at once. */
export function closePictures(): void {
  drawer.close()
}

async function draw(task: PictureTask): Promise<Buffer> {
  return Buffer.from(compiled ? await drawer.run(task) : await drawPage(task))
}

function hashOf(pdf: Buffer): string {
  return createHash('sha256').update(pdf).digest('hex')
}

function countOf(pdf: Buffer, sha256: string): number {
  const known = counts.get(sha256)
  if (known !== undefined) return known
  const count = new PdfFile(pdf).pageNumbers().length
  if (counts.size >= mostCounts) counts.clear()
  counts.set(sha256, count)
  return count
}
