/**
 * Refs of actions in the words of a report, whoever wrote them: what is marked higher than an edition must not even be
 * named in it.
 */

/** Words with hyphens or points inside: "MER13-7.1", "BRO12-S1", "AR13-PW-08.a". */
const refLike = /[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)+/gu

/** Those of the refs that the value names in any of its texts, in the order in which they are found. */
export function refsNamedIn(value: unknown, refs: Iterable<string>): string[] {
  const known = new Map([...refs].map((ref) => [ref.toUpperCase(), ref]))
  const found = new Set<string>()
  if (known.size === 0) return []
  for (const text of textsOf(value)) {
    for (const [word] of plain(text).matchAll(refLike)) {
      for (const start of startsOf(word.toUpperCase())) {
        const ref = known.get(start)
        if (ref !== undefined) found.add(ref)
      }
    }
  }
  return [...found]
}

/** A word and each of its beginnings that could be a ref: a step is named by the ref of its action and a letter. */
function startsOf(word: string): string[] {
  const ends = [...word.matchAll(/[-.]/gu)].map(({ index }) => index)
  return [word, ...ends.map((end) => word.slice(0, end))]
}

/** One kind of hyphen, and nothing that cannot be seen. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/\p{Cf}/gu, '')
}

/** Every text of a value; the parts of one line of rich text are read as one. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) {
    const spans = value.map((item) => (item as { text?: unknown } | null)?.text)
    if (spans.length > 1 && spans.every((span) => typeof span === 'string')) yield spans.join('')
    for (const item of value) yield* textsOf(item)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      yield key
      yield* textsOf(item)
    }
  }
}
