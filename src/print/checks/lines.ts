import type { Box } from '../pdf/geometry.js'
import type { TextRun } from '../pdf/page-content.js'

/** Letters nearer than this part of their size are of one piece of text; the browser often paints them one by one. */
const joined = 0.6
const sameLine = 1
/** Less than this much of a line, in points, may be cut off without a letter being hurt. */
const mostCut = 2

/** A piece of text that stands in one line. */
export interface Line {
  text: string
  /** How far it can be seen. */
  box: Box
  /** Whether it is seen in part only. */
  cut: boolean
}

interface Piece {
  text: string
  seen: Box
  /** Where the letters themselves stand, cut off or not. */
  left: number
  right: number
  base: number
  size: number
}

/** Puts letters together again that were painted one by one, as they follow one another in a line. */
export class LineGatherer {
  private readonly pieces: Piece[] = []

  take({ text, box, seen, size }: TextRun): void {
    this.pieces.push({ text, seen, left: box[0], right: box[2], base: box[1], size })
  }

  /** The lines from the top of the page down, and from left to right in each. */
  lines(): Line[] {
    const sorted = [...this.pieces].sort((one, other) =>
      Math.abs(one.base - other.base) > sameLine ? other.base - one.base : one.left - other.left,
    )
    const lines: { text: string; box: Box; left: number; right: number }[] = []
    let before: Piece | undefined
    for (const piece of sorted) {
      const last = lines.at(-1)
      if (before && last && follows(before, piece)) {
        last.text += piece.text
        last.box = around(last.box, piece.seen)
        last.right = Math.max(last.right, piece.right)
      } else lines.push({ text: piece.text, box: piece.seen, left: piece.left, right: piece.right })
      before = piece
    }
    return lines.map(({ text, box, left, right }) => ({
      text,
      box,
      cut: !isEmpty(box) && (box[0] - left > mostCut || right - box[2] > mostCut),
    }))
  }
}

function follows(one: Piece, next: Piece): boolean {
  return Math.abs(one.base - next.base) <= sameLine && Math.abs(next.left - one.right) <= joined * next.size
}

/** The smallest box around two; what cannot be seen counts for nothing. */
function around(one: Box, other: Box): Box {
  if (isEmpty(one)) return other
  if (isEmpty(other)) return one
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ]
}

/** Less than half a point of it is nothing to see. */
export function isEmpty([left, bottom, right, top]: Box): boolean {
  return right - left < 0.5 || top - bottom < 0.5
}
