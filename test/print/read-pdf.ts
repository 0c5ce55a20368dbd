import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface Heading {
  title: string
  items: Heading[]
}

/** What a reader's program learns about a PDF. */
export interface PdfFacts {
  pages: number
  title: string
  language: string
  created: string
  modified: string
  marked: boolean
  outline: Heading[]
  /** The text of each page, words parted by one space. */
  text: string[]
  /** The roles in the structure tree, each once. */
  roles: string[]
}

/** Reads a PDF back by another program than the one that wrote it. */
export async function readPdf(bytes: Uint8Array): Promise<PdfFacts> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  try {
    const pdf = await task.promise
    const info = (await pdf.getMetadata()).info as Record<string, string | undefined>
    const text: string[] = []
    const roles = new Set<string>()
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      text.push(
        items
          .map((item) => ('str' in item ? item.str : ''))
          .join(' ')
          .replaceAll(/\s+/gu, ' '),
      )
      gather((await page.getStructTree()) as StructNode | null, roles)
    }
    return {
      pages: pdf.numPages,
      title: info['Title'] ?? '',
      language: info['Language'] ?? '',
      created: info['CreationDate'] ?? '',
      modified: info['ModDate'] ?? '',
      marked: ((await pdf.getMarkInfo()) as { Marked?: boolean } | null)?.Marked === true,
      outline: headings(await pdf.getOutline()),
      text,
      roles: [...roles],
    }
  } finally {
    await task.destroy()
  }
}

interface StructNode {
  role?: string
  children?: StructNode[]
}

function gather(node: StructNode | null, roles: Set<string>): void {
  if (node?.role) roles.add(node.role)
  for (const child of node?.children ?? []) gather(child, roles)
}

function headings(items: Heading[] | null): Heading[] {
  return (items ?? []).map((item) => ({ title: item.title, items: headings(item.items) }))
}

/**
 * The fonts of a PDF by Chromium, and whether the file carries each: as a font file, or glyph by glyph (Type 3), which
 * is how letters come that the browser had to make bold or slanted itself.
 */
export function fontsOf(bytes: Buffer): { name: string; embedded: boolean }[] {
  const objects = new Map(
    [...bytes.toString('latin1').matchAll(/^(\d+) 0 obj\n(.*?)endobj/gmsu)].map(([, id, body]) => [
      id,
      body ?? '',
    ]),
  )
  return [...objects.values()]
    .filter((body) => body.includes('/FontDescriptor ') && !body.includes('/Type /FontDescriptor'))
    .map((body) => {
      const descriptor = objects.get(/\/FontDescriptor (\d+) 0 R/u.exec(body)?.[1] ?? '') ?? ''
      return {
        name: /\/FontName \/(\S+)/u.exec(descriptor)?.[1] ?? '',
        embedded: body.includes('/CharProcs') || /\/FontFile[23]? \d+ 0 R/u.test(descriptor),
      }
    })
}
