import MarkdownIt from 'markdown-it'

/**
 * What people write into a report: a small Markdown of paragraphs, lists, **strong**, *emphasis* and links. It is read once
 * into plain data, and pages, PDF, Word and OpenDocument are made from that: no HTML of a person's ever reaches a report.
 */

export interface Span {
  text: string
  strong?: true
  emphasis?: true
  /** https, http or mailto. */
  href?: string
}

export type Block = { kind: 'paragraph'; spans: Span[] } | { kind: 'list'; ordered: boolean; items: Span[][] }

export type RichText = Block[]

const reader = new MarkdownIt('zero', { html: false, linkify: false }).enable([
  ...['list', 'emphasis', 'link', 'escape', 'newline'],
])
reader.validateLink = (address) => /^(?:https?:\/\/|mailto:)[^\s]+$/iu.test(address)

type Token = ReturnType<typeof reader.parse>[number]

/** The Markdown as plain data; none of it where nothing but space was written. */
export function richTextOf(markdown: string): RichText {
  const blocks: RichText = []
  let list: Extract<Block, { kind: 'list' }> | null = null
  let depth = 0
  for (const token of reader.parse(markdown.trim(), {})) {
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
      depth += 1
      if (depth === 1) {
        list = { kind: 'list', ordered: token.type === 'ordered_list_open', items: [] }
        blocks.push(list)
      }
    } else if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') {
      depth -= 1
      if (depth === 0) list = null
    } else if (token.type === 'inline') {
      const spans = spansOf(token.children ?? [])
      // A list within a list is read as more items of the outer one: a report has no need of more.
      if (list) list.items.push(spans)
      else blocks.push({ kind: 'paragraph', spans })
    }
  }
  return blocks
}

/** The words alone, without their form. */
export function plainWords(text: RichText): string {
  const wordsOf = (spans: readonly Span[]) => spans.map((span) => span.text).join('')
  return text
    .flatMap((block) => (block.kind === 'paragraph' ? [wordsOf(block.spans)] : block.items.map(wordsOf)))
    .join(' ')
}

function spansOf(tokens: readonly Token[]): Span[] {
  const spans: Span[] = []
  const form = { strong: 0, emphasis: 0, href: [] as string[] }
  for (const token of tokens) {
    if (token.type === 'strong_open') form.strong += 1
    else if (token.type === 'strong_close') form.strong -= 1
    else if (token.type === 'em_open') form.emphasis += 1
    else if (token.type === 'em_close') form.emphasis -= 1
    else if (token.type === 'link_open') form.href.push(String(token.attrGet('href') ?? ''))
    else if (token.type === 'link_close') form.href.pop()
    else {
      const text = token.type === 'softbreak' || token.type === 'hardbreak' ? ' ' : token.content
      if (text !== '') spans.push(spanOf(text, form))
    }
  }
  return spans
}

function spanOf(text: string, form: { strong: number; emphasis: number; href: string[] }): Span {
  const href = form.href.at(-1)
  return {
    text,
    ...(form.strong > 0 ? { strong: true as const } : {}),
    ...(form.emphasis > 0 ? { emphasis: true as const } : {}),
    ...(href ? { href } : {}),
  }
}
