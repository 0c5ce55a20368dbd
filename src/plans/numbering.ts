/**
 * How a council numbers is told by an example of the first one: "1.1.", "(a)", "Appendix A". What counts up is found in the
 * example; what stands around it is kept.
 */

const counters: Record<string, (count: number) => string> = {
  '1': (count) => String(count),
  '01': (count) => String(count).padStart(2, '0'),
  A: (count) => letters(count),
  a: (count) => letters(count).toLowerCase(),
  I: (count) => roman(count),
  i: (count) => roman(count).toLowerCase(),
}

const counted = String.raw`(?<counter>01|1|A|a|I|i)`
const around = String.raw`[^\p{L}\p{N}]*`
const alone = new RegExp(`^(?<before>(?:\\p{L}{2,} )?${around})${counted}(?<after>${around})$`, 'u')
const inSection = new RegExp(
  `^(?<before>${around})1(?<between>[^\\p{L}\\p{N}])${counted}(?<after>${around})$`,
  'u',
)

/** What the n-th is called, under a section with this number. */
export type Numbering = (count: number, section: string | null) => string | null

/** How an example counts on; null where it is no example of a first one. */
export function numberingOf(example: string): Numbering | null {
  const nested = inSection.exec(example)?.groups
  if (nested) {
    const { before = '', between = '', counter = '', after = '' } = nested
    return (count, section) =>
      section === null ? null : `${before}${section}${between}${counters[counter]?.(count) ?? ''}${after}`
  }
  const plain = alone.exec(example)?.groups
  if (!plain) return null
  const { before = '', counter = '', after = '' } = plain
  return (count) => `${before}${counters[counter]?.(count) ?? ''}${after}`
}

/** Whether an example counts within each section, and not through the whole report. */
export function isWithinSections(example: string): boolean {
  return inSection.test(example)
}

/** The number of a section without what stands around it: "3.0" is section 3, "3." too; null where it has none. */
export function stemOf(number: number | string | null): string | null {
  if (number === null) return null
  const stem = String(number)
    .trim()
    .replace(/(?:\.0+)?[^\p{L}\p{N}]*$/u, '')
    .replace(/^[^\p{L}\p{N}]+/u, '')
  return stem === '' ? null : stem
}

/** "A", "B", ... "Z", "AA" */
function letters(count: number): string {
  const last = String.fromCharCode(65 + ((count - 1) % 26))
  return count <= 26 ? last : letters(Math.floor((count - 1) / 26)) + last
}

const romans: readonly [number, string][] = [
  [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'],
  [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
] // prettier-ignore

function roman(count: number): string {
  let [left, written] = [count, '']
  for (const [value, figure] of romans) {
    while (left >= value) {
      written += figure
      left -= value
    }
  }
  return written
}
