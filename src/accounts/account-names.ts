import { type EntityManager, Not } from 'typeorm'
import { Account } from './account.entity.js'

/** As long as a name or an address may be: the audit trail must be able to say them whole. */
export const longestName = 200

/** What no reader sees, and what could make two names look alike that are not: format, control, filling. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Alphabets whose letters look alike. */
const lookingAlike = [/\p{Script=Latin}/u, /\p{Script=Greek}/u, /\p{Script=Cyrillic}/u]

/** The sentence for a name that is another account's. */
export const nameTaken = 'Another account has this name: add something that tells the two apart'

/** What is wrong with a name that somebody typed; null when nothing is. */
export function nameProblem(name: string): string | null {
  const typed = name.trim()
  if (typed === '') return 'Enter the name'
  if (typed.length > longestName) return `The name must be ${longestName} characters or fewer`
  if (unseen.test(typed)) return 'The name must not have characters that cannot be seen: type it anew'
  if (mixesAlphabets(typed)) {
    return 'Write each word of the name in one alphabet: Latin, Greek and Cyrillic letters look alike'
  }
  return isOfTheService(typed)
    ? 'The service uses this name for itself in the audit trail: enter another'
    : null
}

/** Whether another account has the name, however it is spaced and in whatever letters it is written. */
export async function isNameTaken(
  { manager }: { manager: EntityManager },
  name: string,
  butFor?: number,
): Promise<boolean> {
  const others = await manager.find(Account, {
    select: { name: true },
    where: butFor === undefined ? {} : { id: Not(butFor) },
  })
  const asRead = readingOf(name)
  return others.some((other) => readingOf(other.name) === asRead)
}

/** The name as a reader takes it: two names with the same reading are the same name. */
function readingOf(name: string): string {
  // Large letters and then small ones bring together what small ones alone keep apart, such as ß and ss.
  const folded = name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC')
  return folded.replaceAll(/\s+/gu, ' ').trim()
}

function mixesAlphabets(name: string): boolean {
  const words = name.normalize('NFKC').split(/[\s\p{Dash}]+/u)
  return words.some((word) => lookingAlike.filter((letters) => letters.test(word)).length > 1)
}

/** Names under which the trail tells what no person did; signs and spaces between the letters make no other name. */
function isOfTheService(name: string): boolean {
  const letters = readingOf(name).replaceAll(/\P{L}/gu, '')
  return ['nobody', 'singlesignon'].includes(letters) || letters.startsWith('throughline')
}
