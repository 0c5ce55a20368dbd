import { describe, expect, it } from '@jest/globals'
import { countEach, mustAddUp, reconciled } from './footing.js'

describe('reconciliation', () => {
  it('passes counts that add up', () => {
    const footing = { opening: 81, added: 90, closed: 1, closing: 170 }
    expect(reconciled(footing, 'open actions')).toBe(footing)
  })

  it('names the numbers that do not', () => {
    expect(() => reconciled({ opening: 81, added: 90, closed: 1, closing: 171 }, 'open actions')).toThrow(
      'The open actions do not reconcile: 81 at the opening + 90 added - 1 closed is 170, and the closing count is 171.',
    )
    expect(() => {
      mustAddUp([3, 4], 8, 'The themes')
    }).toThrow('The themes do not add up: 3 + 4 is 7, and the whole is 8.')
  })

  it('counts every key, those without an item too, and refuses an item of no key', () => {
    expect(countEach(['a', 'b', 'a'], ['a', 'b', 'c'], (key) => key)).toEqual({ a: 2, b: 1, c: 0 })
    expect(() => countEach(['a', 'x'], ['a'], (key) => key)).toThrow('do not add up')
  })
})
