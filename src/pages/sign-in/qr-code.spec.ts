import { describe, expect, it } from '@jest/globals'
import { create } from 'qrcode'
import { qrCode } from './qr-code.js'

const uri = 'otpauth://totp/Throughline:zo%C3%AB%40example.org?issuer=Throughline&secret=ABCDEFGHIJKLMNOP'

describe('a QR code', () => {
  const picture = String(qrCode(uri, 'Code for <you>'))

  it('has a black square for each dark module, inside a white margin of four', () => {
    const { modules } = create(uri, { errorCorrectionLevel: 'M' })
    const squares = [...picture.matchAll(/M(\d+) (\d+)h1v1h-1z/gu)].map(([, x, y]) => `${x ?? ''},${y ?? ''}`)
    const dark = []
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        if (modules.get(row, column)) dark.push(`${column + 4},${row + 4}`)
      }
    }
    expect(squares).toEqual(dark)
    expect(picture).toContain(`viewBox="0 0 ${modules.size + 8} ${modules.size + 8}"`)
  })

  it('says what it is, and has no style', () => {
    expect(picture).toContain('role="img"')
    expect(picture).toContain('aria-label="Code for &lt;you&gt;"')
    expect(picture).not.toContain('style')
  })
})
