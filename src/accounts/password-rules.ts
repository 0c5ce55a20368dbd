import { Injectable } from '@nestjs/common'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** Whose password it shall be: their own words are the first that anybody tries. */
export interface PasswordOwner {
  email: string
  name: string
}

const shortest = 12
const longest = 200
/** Guesses that it should take at least, as a power of ten. */
const leastGuesses = 8
/** What is left of a password when the person's own words are taken out must be no shorter than this. */
const leastOfOthers = 8
/** Only so much of a password is looked at for common words: what comes after makes it no easier to guess. */
const looksAt = 64

/** What a new password must be. No mixture of signs is asked for and none ends by itself: that makes passwords worse. */
@Injectable()
export class PasswordRules {
  private guessing: Promise<ZxcvbnFactory> | null = null

  /** The sentence that says why the password is refused, or null when it is not. */
  async refusal(password: string, owner: PasswordOwner): Promise<string | null> {
    const chosen = password.normalize('NFKC')
    const { length } = [...chosen]
    if (length === 0) return 'Enter a password'
    if (length < shortest) return `The password must have at least ${shortest} characters`
    if (length > longest) return `The password must have at most ${longest} characters`
    const own = ownWords(owner)
    if (withoutWords(chosen, own).length < leastOfOthers) {
      return 'The password must not be your name, your email address or the name of this service with a little added'
    }
    this.guessing ??= loadGuessing()
    const { guessesLog10 } = (await this.guessing).check(chosen, own)
    if (guessesLog10 >= leastGuesses) return null
    return 'The password is too easy to guess: choose one that nobody would think of, such as three words that do not belong together'
  }
}

/** Loaded with the first password that is chosen: most starts of the service see none. */
async function loadGuessing(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new Factory({ dictionary, graphs: adjacencyGraphs, maxLength: looksAt })
}

/** The longer ones first, so that an address goes as a whole before its parts. */
function ownWords({ email, name }: PasswordOwner): string[] {
  const parts = `${email} ${name}`.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 2)
  const words = [email, name, ...parts, 'throughline'].map((word) => word.toLowerCase())
  return [...new Set(words)].sort((one, other) => other.length - one.length)
}

/** The letters and digits that are left. */
function withoutWords(password: string, words: string[]): string {
  let left = password.toLowerCase()
  for (const word of words) left = left.replaceAll(word, '')
  return left.replaceAll(/[^\p{L}\p{N}]/gu, '')
}
