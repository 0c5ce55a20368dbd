/**
 * The order of labels as minutes number them: A before B, 2 before 10, 2.1 before 2.2. It asks no locale, so that it is the
 * same in every process.
 */
export function byLabel(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = byPart(left[index], right[index])
    if (order !== 0) return order
  }
  return byText(one, other)
}

export function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

const partsOf = (label: string) => label.toLowerCase().match(/\d+|\D+/gu) ?? []

function byPart(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined)
  return isNumber(one) && isNumber(other) ? Number(one) - Number(other) : byText(one, other)
}

const isNumber = (part: string) => /^\d/u.test(part)
