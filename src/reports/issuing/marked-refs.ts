import { groupBy } from '../shared/footing.js'

/**
 * Refs of actions in the words of a report, whoever wrote them: what is marked higher than an edition must not even be
 * named in it.
 */

/** A piece of a ref: "MER13", "7" and "1" are those of "MER13-7.1". */
const pieceLike = /[\p{L}\p{N}]+/gu

/** What may stand where a ref has a hyphen or a point: people put spaces and line breaks there. */
const asHyphen = /^[\s-]+$/u
const asPoint = /^\s*[.-]\s*$/u

interface Piece {
  text: string
  /** What stands between it and the piece before. */
  after: string
}

/** Those of the refs that the value names in any of its texts, in the order in which they are found. */
export function refsNamedIn(value: unknown, refs: Iterable<string>): string[] {
  const known = groupBy(
    [...refs].map((ref) => ({ ref, pieces: piecesOf(ref) })).filter(({ pieces }) => pieces.length > 1),
    ({ pieces }) => pieces[0]?.text,
  )
  const found = new Set<string>()
  if (known.size === 0) return []
  for (const text of textsOf(value)) {
    const pieces = piecesOf(text)
    for (const [place, { text: first, after }] of pieces.entries()) {
      if (place > 0 && /^[-.]$/u.test(after)) continue
      for (const { ref, pieces: wanted } of known.get(first) ?? []) {
        if (standsAt(pieces, place, wanted)) found.add(ref)
      }
    }
  }
  return [...found]
}

/** A step is named by the ref of its action and a letter: what follows does not matter. */
function standsAt(pieces: readonly Piece[], place: number, wanted: readonly Piece[]): boolean {
  return wanted.every(({ text, after }, index) => {
    const piece = pieces[place + index]
    if (piece?.text !== text) return false
    return index === 0 || (after === '-' ? asHyphen : asPoint).test(piece.after)
  })
}

function piecesOf(text: string): Piece[] {
  const words = plain(text).toUpperCase()
  let end = 0
  return Array.from(words.matchAll(pieceLike), ({ 0: piece, index }) => {
    const after = words.slice(end, index)
    end = index + piece.length
    return { text: piece, after }
  })
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
