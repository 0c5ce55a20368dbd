/**
 * Whether a version of Node is in a range such as `^20.19.0 || >=24.11.0`. It knows `^` and `>=` with all three numbers
 * and no more, since it runs before any package is there, on any Node.
 */
export function fits(version, range) {
  const have = numbers(version)
  return range.split('||').some((part) => {
    const wanted = part.trim()
    const least = numbers(wanted.replace(/^\D+/u, ''))
    return atLeast(have, least) && (!wanted.startsWith('^') || have[0] === least[0])
  })
}

function numbers(version) {
  return version.split('.').map(Number)
}

function atLeast(have, least) {
  for (const [place, number] of least.entries()) {
    if (have[place] !== number) return have[place] > number
  }
  return true
}
