import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A heading of a printed report and the page on which it stands, from 1. */
export interface PrintedHeading {
  words: string
  page: number
}

type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>

/** The headings of a printed report in the order of the document, from its outline. */
export async function printedHeadings(pdf: Buffer): Promise<PrintedHeading[]> {
  // Loaded when first needed: it takes 45 MB, which a service at rest need not hold.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  try {
    const document = await task.promise
    const found: PrintedHeading[] = []
    await gather(document, await document.getOutline(), found)
    return found
  } finally {
    await task.destroy()
  }
}

async function gather(document: PDFDocumentProxy, outline: Outline, found: PrintedHeading[]): Promise<void> {
  for (const { title, dest, items } of (outline as Outline | null) ?? []) {
    found.push({ words: title, page: await pageOf(document, dest) })
    await gather(document, items as Outline, found)
  }
}

async function pageOf(document: PDFDocumentProxy, dest: Outline[number]['dest']): Promise<number> {
  const explicit = typeof dest === 'string' ? await document.getDestination(dest) : dest
  const [page] = (explicit ?? []) as [Parameters<PDFDocumentProxy['getPageIndex']>[0]?]
  return page ? (await document.getPageIndex(page)) + 1 : 1
}

/**
 * The page on which a place of the report is printed. The page and the print are made of the same words in the same
 * order, so the heading at the place is found again in the print.
 *
 * @param html the report as a page
 * @param anchor the id of the place in it
 * @returns 1 where the place or its heading is not found
 */
export function pageOfPlace(html: string, anchor: string, printed: readonly PrintedHeading[]): number {
  const place = html.indexOf(` id="${anchor}"`)
  if (place < 0) return 1
  const headings = [...html.matchAll(/<(h[1-6])\b[^>]*>(.*?)<\/\1>/gsu)].map(
    ({ index, 0: whole, 2: inside }) => ({
      end: index + whole.length,
      words: comparable(inside ?? ''),
    }),
  )
  const own = headings.findIndex(({ end }) => end > place)
  const at = opensPart(html, place) && own >= 0 ? own : Math.max(0, own < 0 ? headings.length - 1 : own - 1)
  const words = headings[at]?.words
  const before = headings.slice(0, at).filter((heading) => heading.words === words).length
  const same = printed.filter((heading) => comparable(heading.words) === words)
  return (same[before] ?? same[0])?.page ?? 1
}

/** Whether the element has a heading of its own, or is one: a paragraph stands under the heading before it. */
function opensPart(html: string, place: number): boolean {
  const tag = /<(\w+)[^<]*$/u.exec(html.slice(Math.max(0, place - 400), place))?.[1] ?? ''
  return /^(?:section|header|article|aside|div|h[1-6])$/u.test(tag)
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' }

/** The letters alone: what is laid out in lines differs in its space. */
function comparable(markup: string): string {
  return markup
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(
      /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/giu,
      (whole, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return named[name] ?? whole
        return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
      },
    )
    .replaceAll(/\s+/gu, '')
}
