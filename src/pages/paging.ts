/** A link of the pagination, or the gap between two that do not follow each other. */
export type PagingItem = { number: number; href: string; current: boolean } | { ellipsis: true }

/** What `{{> govuk/pagination paging}}` is given. */
export interface Paging {
  previous: { href: string } | null
  next: { href: string } | null
  items: PagingItem[]
}

/** The page that an address asks for: the first where it asks for none, or for one that is not there. */
export function pageAskedFor(asked: string, total: number, pageSize: number): number {
  const page = /^[1-9]\d{0,6}$/u.test(asked) ? Number(asked) : 1
  return page <= pagesOf(total, pageSize) ? page : 1
}

/** How many pages a list has; one when it is empty. */
export function pagesOf(total: number, pageSize: number): number {
  return Math.max(1, Math.ceil(total / pageSize))
}

/** Links to the first page, the last, and those around this one; null when there is one page only. */
export function pagingOf(page: number, pages: number, hrefOf: (page: number) => string): Paging | null {
  if (pages <= 1) return null
  const numbers = [...new Set([1, page - 1, page, page + 1, pages])].filter(
    (number) => number >= 1 && number <= pages,
  )
  return {
    previous: page > 1 ? { href: hrefOf(page - 1) } : null,
    next: page < pages ? { href: hrefOf(page + 1) } : null,
    items: numbers.flatMap((number, place) => {
      const gap: PagingItem[] = number - (numbers[place - 1] ?? number - 1) > 1 ? [{ ellipsis: true }] : []
      return [...gap, { number, href: hrefOf(number), current: number === page }]
    }),
  }
}

/** " (page 2 of 4)": what a title adds from the second page on. */
export function pageInTitle(page: number, pages: number): string {
  return page > 1 ? ` (page ${page} of ${pages})` : ''
}
