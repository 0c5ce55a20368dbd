import { declaration } from '../xml.js'
import { type Orientation, pageWidths, type TextDocument } from './document.js'
import { namespaces, wordText } from './word-names.js'

const root = (name: 'hdr' | 'ftr', paragraphs: readonly string[]) =>
  `${declaration}<w:${name} xmlns:w="${namespaces.word}">${paragraphs.join('')}</w:${name}>`

const run = (content: string) => `<w:r>${content}</w:r>`

const field = (name: 'PAGE' | 'NUMPAGES') =>
  `<w:fldSimple w:instr=" ${name} ">${run('<w:t>1</w:t>')}</w:fldSimple>`

/** A line of the margin: what stands on its left, and on its right at the edge of the page. */
function line(style: 'Header' | 'Footer', left: string, right: string, orientation: Orientation): string {
  const edge = pageWidths[orientation].twips
  const tabs = `<w:tabs><w:tab w:val="right" w:pos="${edge}"/></w:tabs>`
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${tabs}</w:pPr>${left}${right === '' ? '' : run('<w:tab/>') + right}</w:p>`
}

const marked = (marking: string | null): string[] =>
  marking === null ? [] : [`<w:p><w:pPr><w:pStyle w:val="Marking"/></w:pPr>${run(wordText(marking))}</w:p>`]

/** The head of each page: the marking, then whom the document is for and what must be said of it. */
export function wordHead({ marking, head }: TextDocument, orientation: Orientation): string {
  const right = head.right === '' ? '' : run(wordText(head.right))
  return root('hdr', [...marked(marking), line('Header', run(wordText(head.left)), right, orientation)])
}

/** The foot of each page: what the document is, the number of the page, then the marking. */
export function wordFoot({ marking, foot }: TextDocument, orientation: Orientation): string {
  const page = [run(wordText('Page ')), field('PAGE'), run(wordText(' of ')), field('NUMPAGES')].join('')
  const lines = foot.map((text, index) =>
    line('Footer', run(wordText(text)), index === foot.length - 1 ? page : '', orientation),
  )
  return root('ftr', [...lines, ...marked(marking)])
}
