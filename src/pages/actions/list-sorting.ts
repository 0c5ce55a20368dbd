/** A heading of the list: a link that sorts by its column, where it can be sorted by. */
export interface SortingHead {
  text: string
  href: string | null
  direction: 'ascending' | 'descending' | 'none'
  numeric: boolean
}

/** The columns of `partials/action-table`, each with the name that the address sorts it by. */
const columns: { text: string; sort: string | null; numeric: boolean }[] = [
  { text: 'Ref', sort: 'ref', numeric: false },
  { text: 'Action', sort: 'title', numeric: false },
  { text: 'Status', sort: 'status', numeric: false },
  { text: 'Due', sort: 'due', numeric: false },
  { text: 'Confidence', sort: 'confidence', numeric: false },
  { text: 'Flags', sort: null, numeric: true },
  { text: 'Recorded', sort: 'updated', numeric: false },
]

/**
 * @param sorted what the list is sorted by now: `due`, `-due`
 * @param hrefOf the address of the list sorted so
 */
export function sortingHeads(sorted: string | null, hrefOf: (sort: string) => string): SortingHead[] {
  return columns.map(({ text, sort, numeric }) => {
    if (sort === null) return { text, href: null, direction: 'none', numeric }
    const direction = sorted === sort ? 'ascending' : sorted === `-${sort}` ? 'descending' : 'none'
    // Sorted by it once more, it is turned round.
    return { text, href: hrefOf(direction === 'ascending' ? `-${sort}` : sort), direction, numeric }
  })
}
