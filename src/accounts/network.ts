import { isIPv6 } from 'node:net'

/**
 * The network that a guess comes from, which is what guesses are counted by. With IPv6 one person has a whole /64 to
 * choose addresses from, so the first half of the address counts; IPv4 counts as it is, also where it is written as IPv6.
 */
export function networkOf(address: string | undefined): string {
  const [plain = ''] = (address ?? '').split('%')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(plain)
  if (mapped?.[1]) return mapped[1]
  return isIPv6(plain) ? `${firstHalf(plain)}::/64` : plain
}

function firstHalf(address: string): string {
  const [before = '', after] = address
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''))
  const missing = after === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array<string>(missing).fill('0'), ...(after ?? [])]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
