/**
 * A link that opens a return without an account is kept nowhere: where it stands in a mail, words stand in what is stored of
 * it, and the link is put in their place when the mail goes out.
 */

const words = /\[your own link, number (\d+)\]/gu

/** The words that stand for a link. */
export function linkWords(linkId: number): string {
  return `[your own link, number ${linkId}]`
}

/** The numbers of the links that a text speaks of. */
export function linksIn(text: string): number[] {
  return [...text.matchAll(words)].map(([, linkId]) => Number(linkId))
}

/** The text with its links; where one is not to be given out any more, words say so. */
export function withLinks(text: string, addresses: ReadonlyMap<number, string>): string {
  return text.replaceAll(
    words,
    (_, linkId: string) => addresses.get(Number(linkId)) ?? '(this link has ended)',
  )
}
