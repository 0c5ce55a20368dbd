import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A part of the structure as pdf.js reads it, with the words that stand in it on its page. */
export interface ReadPart {
  role: string
  alt: string | null
  text: string
  parts: ReadPart[]
}

/** A piece of text with where it stands, in points from the lower left corner of its page. */
export interface ReadText {
  text: string
  left: number
  right: number
  y: number
}

export interface ReadPage {
  width: number
  height: number
  texts: ReadText[]
  /** The structure of what stands on this page. */
  root: ReadPart
}

export interface ReadDocument {
  title: string
  language: string
  metadata: { title: string; part: string }
  outline: string[]
  pages: ReadPage[]
}

/** Reads a PDF with pdf.js: its pages with their words and their structure. */
export async function readDocument(bytes: Uint8Array): Promise<ReadDocument> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  try {
    const pdf = await task.promise
    const { info, metadata } = await pdf.getMetadata()
    const properties = info as Record<string, string | undefined>
    const said = (key: string): string => {
      const value = (metadata as { get: (key: string) => unknown } | null)?.get(key)
      return typeof value === 'string' ? value : ''
    }
    const pages: ReadPage[] = []
    for (let number = 1; number <= pdf.numPages; number += 1)
      pages.push(await readPage(await pdf.getPage(number)))
    return {
      title: properties['Title'] ?? '',
      language: properties['Language'] ?? '',
      metadata: { title: said('dc:title'), part: said('pdfuaid:part') },
      outline: titlesIn(await pdf.getOutline()),
      pages,
    }
  } finally {
    await task.destroy()
  }
}

/** All parts of a role, in the order of reading. */
export function partsIn(part: ReadPart, role: RegExp): ReadPart[] {
  const own = role.test(part.role) ? [part] : []
  return [...own, ...part.parts.flatMap((inner) => partsIn(inner, role))]
}

interface OutlineItem {
  title: string
  items: OutlineItem[]
}

function titlesIn(items: OutlineItem[] | null): string[] {
  return (items ?? []).flatMap(({ title, items: inner }) => [title, ...titlesIn(inner)])
}

interface StructNode {
  role?: string
  alt?: string
  type?: string
  id?: string
  children?: StructNode[]
}

async function readPage(page: PDFPageProxy): Promise<ReadPage> {
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const marked = new Map<string, string>()
  const open: string[] = []
  const texts: ReadText[] = []
  for (const item of items) {
    if (!('str' in item)) {
      if (item.type === 'endMarkedContent') open.pop()
      else open.push(item.type === 'beginMarkedContentProps' ? item.id : '')
      continue
    }
    const id = open.at(-1) ?? ''
    marked.set(id, (marked.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''))
    const [x, y] = [Number(item.transform[4]), Number(item.transform[5])]
    texts.push({ text: item.str, left: x, right: x + item.width, y })
  }
  const tree = (await page.getStructTree()) as StructNode | null
  page.cleanup()
  return {
    width: right - left,
    height: top - bottom,
    texts,
    root: partOf(tree ?? {}, marked),
  }
}

function partOf(node: StructNode, marked: Map<string, string>): ReadPart {
  const children = node.children ?? []
  // pdf.js puts all rows of a table on each page that has a line of the table; only what stands there is wanted.
  const parts = children.flatMap((child) =>
    child.role !== undefined && stands(child) ? [partOf(child, marked)] : [],
  )
  let inner = 0
  const words = children.map((child) => {
    if (child.role !== undefined && !stands(child)) return ''
    if (child.role === undefined) return marked.get(child.id ?? '') ?? ''
    inner += 1
    return parts[inner - 1]?.text ?? ''
  })
  return { role: node.role ?? '', alt: node.alt ?? null, text: words.join(''), parts }
}

/** Whether anything of a part is painted on the page. */
function stands({ type, children }: StructNode): boolean {
  return type !== undefined || (children ?? []).some((child) => stands(child))
}
