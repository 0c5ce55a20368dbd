/** What differs between two readings of the same data, in words that name the place. */

/** Beyond these many the first ones tell enough. */
const most = 5

/** Words of a value longer than this are cut: a sentence must stay one. */
const longest = 80

/**
 * The figures and words that differ between the data that were kept and the data that were made anew: "summary, footing,
 * closing: 134 was kept, 135 was made". The first five of them, in the order of the document.
 */
export function differingFigures(kept: unknown, made: unknown): string[] {
  const found: string[] = []
  compare(kept, made, [], found)
  return found
}

function compare(kept: unknown, made: unknown, path: string[], found: string[]): void {
  if (found.length >= most || Object.is(kept, made)) return
  if (Array.isArray(kept) && Array.isArray(made)) {
    if (kept.length !== made.length) {
      found.push(sentence(path, `${kept.length} items were kept, ${made.length} were made`))
      return
    }
    kept.forEach((item, index) =>
      compare(item, made[index] as unknown, [...path, placeOf(item, index)], found),
    )
    return
  }
  if (isObject(kept) && isObject(made)) {
    for (const key of new Set([...Object.keys(kept), ...Object.keys(made)])) {
      compare(kept[key], made[key], [...path, inWords(key)], found)
    }
    return
  }
  if (kept !== made) found.push(sentence(path, `${shown(kept)} was kept, ${shown(made)} was made`))
}

function sentence(path: readonly string[], difference: string): string {
  return `${path.length === 0 ? 'the whole' : path.join(', ')}: ${difference}`
}

/** An item by the name that it goes by, else by its place: "MER13-7.1", "item 3". */
function placeOf(item: unknown, index: number): string {
  if (isObject(item)) {
    for (const name of ['ref', 'label', 'slug', 'title', 'name', 'heading', 'key']) {
      const value = item[name]
      if (typeof value === 'string' && value !== '') return cut(value)
    }
  }
  return `item ${index + 1}`
}

/** "statusMoves" as "status moves" */
function inWords(key: string): string {
  return key.replaceAll(/(?<=[\p{Ll}\d])\p{Lu}/gu, (letter) => ` ${letter.toLowerCase()}`)
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') return `“${cut(value)}”`
  return cut(JSON.stringify(value))
}

const cut = (text: string) => (text.length > longest ? `${text.slice(0, longest)} …` : text)

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
