/** How points of one space lie in another: the six numbers of a PDF's matrix. */
export type Matrix = readonly [number, number, number, number, number, number]

export const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** Left, bottom, right and top, in points. */
export type Box = readonly [left: number, bottom: number, right: number, top: number]

/** The matrix that does what `first` does and then what `then` does. */
export function multiply(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first
  const [g, h, i, j, k, l] = then
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

/** The matrix of these six numbers; no change where they are not six. */
export function matrixOf(numbers: number[]): Matrix {
  const [a, b, c, d, e, f] = numbers
  const given = [a, b, c, d, e, f]
  return given.every((value) => typeof value === 'number' && Number.isFinite(value))
    ? (given as unknown as Matrix)
    : identity
}

/** The smallest upright box around a box that was moved by a matrix. */
export function moved([left, bottom, right, top]: Box, [a, b, c, d, e, f]: Matrix): Box {
  const xs = [a * left + c * bottom, a * right + c * bottom, a * left + c * top, a * right + c * top]
  const ys = [b * left + d * bottom, b * right + d * bottom, b * left + d * top, b * right + d * top]
  return [Math.min(...xs) + e, Math.min(...ys) + f, Math.max(...xs) + e, Math.max(...ys) + f]
}

/** What two boxes have in common; its right may lie left of its left where that is nothing. */
export function common(one: Box, other: Box): Box {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ]
}

/** The numbers of a box in a file, whichever corners it names. */
export function boxOf(numbers: number[]): Box | null {
  const [x1, y1, x2, y2] = numbers
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return null
  if (![x1, y1, x2, y2].every((value) => Number.isFinite(value))) return null
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
}
