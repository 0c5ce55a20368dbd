import { describe, expect, it } from '@jest/globals'
import { linesOf, runOf } from '../shared/measure.js'
import { type PageOneWish, roomOnPageOne } from './page-one.js'

const modest: PageOneWish = {
  title: 'Ending Gang and Youth Violence: quarterly progress report',
  headline: 'None of the 162 actions is reported complete.',
  detail: '18 in progress.',
  decisions: [{ what: 'Name a lead', who: 'Home Secretary' }],
  decisionsNote: '',
  changes: ['81 actions added.', 'No status moved.'],
  unanswered: ['None can be named.'],
  exceptions: 4,
  exceptionsNote: 0,
  labels: ['Partnership working and information sharing', 'Youth violence and health'],
  legend: ['Overdue', 'Due later'],
}
const long = { what: 'w'.repeat(200), who: 'w'.repeat(120) }

describe('the room on page one', () => {
  it('gives a modest report all that it would like', () => {
    expect(roomOnPageOne(modest)).toEqual({
      ...{ decisions: [1], changes: [1, 1], unanswered: 1, exceptions: 4, rows: 2, label: 2, contents: true },
    })
  })

  it('gives decisions what they need before exceptions and rows get more than their least', () => {
    const room = roomOnPageOne({
      ...modest,
      ...{ decisions: Array.from({ length: 9 }, () => long), exceptions: 8 },
      labels: Array.from({ length: 40 }, (_, index) => `Plan ${index}`),
    })
    expect(room.decisions).toHaveLength(6)
    expect(Math.min(...room.decisions)).toBeGreaterThanOrEqual(2)
    expect(room.exceptions).toBeGreaterThanOrEqual(3)
    expect(room.rows).toBeGreaterThanOrEqual(3)
    expect(room.contents).toBe(false)
  })

  it('has no room for what there is not', () => {
    const none = { ...modest, decisions: [], changes: [], exceptions: 0, labels: [] }
    expect(roomOnPageOne(none)).toMatchObject({ decisions: [], changes: [], exceptions: 0, rows: 0 })
  })
})

describe('the measure of words', () => {
  it('takes a line rather as too long than as too short', () => {
    // 10 points of Source Sans 3 Semibold, measured in a browser: 193.6 points.
    const run = runOf('Partnership working and information sharing', 10)
    expect(run).toBeGreaterThan(193)
    expect(run).toBeLessThan(207)
  })

  it('counts at least one line, and wide letters as wide', () => {
    expect(linesOf('', 10, 100)).toBe(1)
    expect(linesOf('WWWWWWWWWWWW', 10, 100)).toBe(2)
    expect(linesOf('🚓'.repeat(20), 10, 100)).toBe(3)
  })
})
