import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What a signed link carries: number and end of a link, and what shows that we made it. Thirty-two bytes, so that the log
 * knows it for a secret as it does every other.
 */
export interface ReturnToken {
  linkId: number
  /** Milliseconds since 1970. */
  endsAt: number
}

const size = { id: 4, end: 6, signature: 22 } as const
const said = size.id + size.end
const form = /^[\w-]{43}$/u

/** The token of a link. */
export function signedToken(key: Buffer, { linkId, endsAt }: ReturnToken): string {
  const bytes = Buffer.alloc(said)
  bytes.writeUIntBE(linkId, 0, size.id)
  bytes.writeUIntBE(endsAt, size.id, size.end)
  return Buffer.concat([bytes, signatureOf(key, bytes)]).toString('base64url')
}

/** What a token says; null where it was forged or altered. */
export function readToken(key: Buffer, token: string): ReturnToken | null {
  if (!form.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  // Of the last sign two bits are none of the bytes: a token is written in one way only.
  if (bytes.toString('base64url') !== token) return null
  const content = bytes.subarray(0, said)
  if (!timingSafeEqual(bytes.subarray(said), signatureOf(key, content))) return null
  return { linkId: content.readUIntBE(0, size.id), endsAt: content.readUIntBE(size.id, size.end) }
}

function signatureOf(key: Buffer, content: Buffer): Buffer {
  return createHmac('sha256', key).update(content).digest().subarray(0, size.signature)
}
