import { createHash, randomBytes } from 'node:crypto'

/** A secret that cannot be guessed, short enough for a link: 32 random bytes. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret: enough to know it again, nothing to use. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
