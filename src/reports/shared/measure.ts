/**
 * How wide words run in the report's face, without a browser: what a page has room for is decided before it is printed.
 * The widths are those of Source Sans 3 Semibold in ems, rounded up by kinds of letters: a line is rather taken as too long.
 */

const kinds: readonly (readonly [RegExp, number])[] = [
  [/ /u, 0.2],
  [/[ijl|I,.:;'’‘]/u, 0.28],
  [/[frt!()[\]{}\-/\\]/u, 0.37],
  [/[cszx?*"“”J]/u, 0.48],
  [/[aegkvyFLY0-9–+=#$£<>_^~]/u, 0.525],
  [/[bdhnopquAESTVXZ`]/u, 0.565],
  [/[BCKPR]/u, 0.6],
  [/[DGHNOQU&]/u, 0.67],
  [/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}%@—…]/u, 0.88],
]
/** Of any other writing, and of pictures. */
const widest = 1.3
/** What a line loses where a word is carried over to the next. */
const lostToWrapping = 1.06

const widths = new Map<string, number>()

function widthOf(character: string): number {
  let width = widths.get(character)
  if (width === undefined) {
    width = kinds.find(([kind]) => kind.test(character))?.[1] ?? widest
    widths.set(character, width)
  }
  return width
}

/** How wide a text runs on one line, in points. */
export function runOf(text: string, points: number): number {
  let width = 0
  for (const character of text) width += widthOf(character)
  return width * points
}

/** How many lines a text takes, at least one. */
export function linesOf(text: string, points: number, lineWidth: number): number {
  const run = runOf(text, points)
  return run <= lineWidth ? 1 : Math.ceil((run * lostToWrapping) / lineWidth)
}
