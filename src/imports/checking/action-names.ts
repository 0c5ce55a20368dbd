/** "ALD14-1.2" of "1.2": the council's own reference after the plan's prefix, without what an address cannot hold. */
export function actionRef(prefix: string, own: string): string {
  const plain = own
    .trim()
    .replace(/[.:)\s]+$/u, '')
    .replaceAll(/\s+/gu, '')
    .replaceAll(/[^\p{L}\p{N}.()-]/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
  return `${prefix}-${plain}`
}

/** "a", "b" … "z", "aa" */
export function letterOf(index: number): string {
  const last = String.fromCharCode(97 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}

const longestTitle = 100

/** A short title made of an action's words: its first sentence, cut at a word where it is long. */
export function titleFrom(text: string): string {
  const plain = text.replaceAll(/\s+/gu, ' ').trim()
  const [first = plain] = plain.split(/(?<=[.;!?]) /u)
  const sentence = first.replace(/[.;]$/u, '')
  if (sentence.length <= longestTitle) return sentence
  const cut = sentence.slice(0, longestTitle).replace(/\s+\S*$/u, '')
  return `${cut.replace(/\p{Surrogate}/gu, '').replace(/[,;:]$/u, '')}…`
}
