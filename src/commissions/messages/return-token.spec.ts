import { createHmac, randomBytes } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { withoutSecrets } from '../../web/without-secrets.js'
import { readToken, signedToken } from './return-token.js'

const key = randomBytes(32)
const said = { linkId: 4711, endsAt: Date.parse('2013-07-19T22:59:59.999Z') }

describe('the token of a signed link', () => {
  it('says what it was made of, and is hidden from the log', () => {
    const token = signedToken(key, said)
    expect(readToken(key, token)).toEqual(said)
    expect(withoutSecrets(`/answer/${token}`)).toBe('/answer/...')
    expect(signedToken(key, { ...said, linkId: 1 })).not.toBe(token)
  })

  it('is none when any sign of it was altered', () => {
    const token = signedToken(key, said)
    for (let place = 0; place < token.length; place += 1) {
      for (const sign of ['A', 'B', 'x', '-', '_', '9']) {
        const altered = token.slice(0, place) + sign + token.slice(place + 1)
        if (altered !== token) expect([altered, readToken(key, altered)]).toEqual([altered, null])
      }
    }
  })

  it('is none when it was signed with another key, or for something else', () => {
    expect(readToken(randomBytes(32), signedToken(key, said))).toBeNull()
    const content = Buffer.from(signedToken(key, said), 'base64url').subarray(0, 10)
    const unsigned = Buffer.concat([content, Buffer.alloc(22)]).toString('base64url')
    expect(readToken(key, unsigned)).toBeNull()
    const longer = createHmac('sha256', key).update(content).digest()
    expect(readToken(key, Buffer.concat([content, longer]).toString('base64url'))).toBeNull()
  })

  it.each(['', 'x', 'x'.repeat(43), `${'x'.repeat(42)}=`, '../'.repeat(14), '%00'.repeat(14)])(
    'is not “%s”',
    (token) => {
      expect(readToken(key, token)).toBeNull()
    },
  )
})
