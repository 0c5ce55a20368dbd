import { describe, expect, it } from '@jest/globals'
import { Clock } from './clock.js'

const moment = '2018-01-22T09:00:00.000Z'

describe('the clock', () => {
  it('gives the machine’s time', () => {
    expect(Math.abs(Date.parse(new Clock().now()) - Date.now())).toBeLessThan(1_000)
  })

  it('stands where it is held', () => {
    const clock = new Clock()
    clock.holdAt(moment)
    expect([clock.now(), clock.today()]).toEqual([moment, '2018-01-22'])
  })

  it('goes on from a moment, and still knows the machine’s time', () => {
    const clock = new Clock()
    clock.holdAt('2017-01-01T00:00:00.000Z')
    clock.goOnFrom(moment)
    const gone = Date.parse(clock.now()) - Date.parse(moment)
    expect(gone).toBeGreaterThanOrEqual(0)
    expect(gone).toBeLessThan(1_000)
    expect(Math.abs(Date.parse(clock.machineTime()) - Date.now())).toBeLessThan(1_000)
  })
})
