/** A part of a path that is as long as our secrets are: 32 random bytes in base64url. */
const secretLike = /(?<=\/)[\w-]{43}(?=[\s/?.]|$)/gu

/** An address as the log may show it: links that open an account carry a secret in their path. */
export function withoutSecrets(address: string): string {
  return address.replaceAll(secretLike, '...')
}
