import { describe, expect, it } from '@jest/globals'
import { byLabel } from './natural-order.js'

describe('the order of labels', () => {
  it.each([
    [
      ['B', '10', 'A', '2', '1'],
      ['1', '2', '10', 'A', 'B'],
    ],
    [
      ['2.10', '2.2', '2', '10.1', '2.1'],
      ['2', '2.1', '2.2', '2.10', '10.1'],
    ],
    [
      ['a2', 'A10', 'A1'],
      ['A1', 'a2', 'A10'],
    ],
    [
      ['Rec 10', 'Rec 9', 'Rec'],
      ['Rec', 'Rec 9', 'Rec 10'],
    ],
    [
      ['a', 'A'],
      ['A', 'a'],
    ],
  ])('%j is %j', (labels, ordered) => {
    expect([...labels].sort(byLabel)).toEqual(ordered)
    expect([...labels].reverse().sort(byLabel)).toEqual(ordered)
  })
})
