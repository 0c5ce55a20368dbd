/** Paired measuring: what is compared takes turns, A B A B ..., so that a busy machine slows both alike. */

/**
 * Measures two things in turn and answers with the medians of both and the median of the ratios of each pair. Every other
 * pair is measured in the opposite order.
 *
 * @param rounds how many pairs count
 * @param ours measures the one and gives a number
 * @param theirs measures the other
 * @param warmUps pairs that warm both and are thrown away
 */
export async function inPairs(rounds, ours, theirs, warmUps = 1) {
  const pairs = []
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const pair = {}
    const turns = [async () => (pair.ours = await ours()), async () => (pair.theirs = await theirs())]
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn()
    if (round >= warmUps) pairs.push(pair)
  }
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    theirs: median(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.ours / pair.theirs)),
  }
}

export const median = (numbers) => quantile(numbers, 0.5)

/** The number that this part of the numbers does not exceed. */
export function quantile(numbers, part) {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)]
}
