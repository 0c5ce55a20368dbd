import { JSDOM } from 'jsdom'

const { document, Node } = new JSDOM('').window

/** Elements that run on in a line of text: a space beside them is seen, and around all others it is not. */
const inLine = new Set('a abbr b br i label small span strong time'.split(' '))

/** Elements that stand in a line as one piece, with a text of their own or none. */
const inOnePiece = new Set('button img input select svg textarea'.split(' '))

/** Elements in which every space counts. */
const verbatim = new Set(['textarea', 'pre'])

/** Markup as a browser's parser reads it. */
export function fragment(markup: string): DocumentFragment {
  const template = document.createElement('template')
  template.innerHTML = markup
  return template.content
}

/**
 * What a browser makes of markup, a line for each tag and each text: attributes in the order of their names, and of the
 * spaces those that a reader sees. Two pieces of markup that show and mean the same give the same text.
 */
export function understood(markup: DocumentFragment): string {
  const reader = new MarkupReader()
  reader.readAll(markup)
  return reader.lines.filter((line) => line !== '').join('\n')
}

class MarkupReader {
  readonly lines: string[] = []
  /** Where the space stands that vanishes if the line ends here or another space follows; -1 after a word. */
  private openSpace = -1
  private atLineStart = true

  readAll(parent: globalThis.Node): void {
    this.endLine()
    for (const child of parent.childNodes) this.read(child)
    this.endLine()
  }

  private read(node: globalThis.Node): void {
    if (node.nodeType === Node.TEXT_NODE) this.readText(node.textContent ?? '')
    if (node.nodeType === Node.ELEMENT_NODE) this.readElement(node as Element)
  }

  private readText(text: string): void {
    const spaced = text.replace(/[ \t\n\f\r]+/gu, ' ')
    const words = this.atLineStart || this.openSpace >= 0 ? spaced.replace(/^ /u, '') : spaced
    if (words === '') return
    this.lines.push(words)
    this.atLineStart = false
    this.openSpace = words.endsWith(' ') ? this.lines.length - 1 : -1
  }

  private readElement(element: Element): void {
    const name = element.localName
    if (inOnePiece.has(name)) this.standInLine()
    else if (!inLine.has(name)) this.endLine()
    const attributes = [...element.attributes].map((one) => ` ${one.name}="${valueOf(one)}"`).sort()
    this.lines.push(`<${name}${attributes.join('')}>`)
    if (verbatim.has(name)) this.lines.push(element.textContent)
    else if (inLine.has(name)) for (const child of element.childNodes) this.read(child)
    else this.readAll(element)
    this.lines.push(`</${name}>`)
    if (inOnePiece.has(name)) this.standInLine()
  }

  /** Something else than text: a space before it stays, and one after it is seen. */
  private standInLine(): void {
    this.openSpace = -1
    this.atLineStart = false
  }

  private endLine(): void {
    if (this.openSpace >= 0) this.lines[this.openSpace] = (this.lines[this.openSpace] ?? '').trimEnd()
    this.openSpace = -1
    this.atLineStart = true
  }
}

/** Classes are a set of words; the value of any other attribute stands as it is. */
function valueOf({ name, value }: Attr): string {
  return name === 'class' ? value.trim().split(/\s+/u).join(' ') : value
}
