/** Counts that must add up. A report whose figures do not reconcile is not made: the error names the numbers. */

export interface Footing {
  opening: number
  added: number
  closed: number
  closing: number
}

/** The footing as given, once it is proved that opening + added - closed = closing. */
export function reconciled(footing: Footing, of: string): Footing {
  const { opening, added, closed, closing } = footing
  if (opening + added - closed !== closing) {
    throw new Error(
      `The ${of} do not reconcile: ${opening} at the opening + ${added} added - ${closed} closed is ` +
        `${opening + added - closed}, and the closing count is ${closing}.`,
    )
  }
  return footing
}

/** Proves that the parts add up to the whole. */
export function mustAddUp(parts: readonly number[], whole: number, what: string): void {
  const sum = parts.reduce((total, part) => total + part, 0)
  if (sum !== whole) {
    throw new Error(`${what} do not add up: ${parts.join(' + ')} is ${sum}, and the whole is ${whole}.`)
  }
}

/** How many items fall under each key; every key of the list is there, if only with 0. */
export function countEach<Item, Key extends string>(
  items: readonly Item[],
  keys: readonly Key[],
  keyOf: (item: Item) => Key,
): Record<Key, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>
  for (const item of items) counts[keyOf(item)] += 1
  mustAddUp(Object.values<number>(counts), items.length, `The counts of ${keys.join(', ')}`)
  return counts
}

/** Items under each key, keys in the order in which they first appear. */
export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
