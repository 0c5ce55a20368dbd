import { describe, expect, it } from '@jest/globals'
import { markedName } from './illustrative-downloads.js'

describe('the name of a file of a demonstration', () => {
  it.each([
    [
      'attachment; filename="throughline-OFFICIAL.csv"',
      'attachment; filename="illustrative-throughline-OFFICIAL.csv"',
    ],
    ['attachment; filename=plan.ics', 'attachment; filename=illustrative-plan.ics'],
    [
      `attachment; filename="note?.pdf"; filename*=UTF-8''note%E2%80%A6.pdf`,
      `attachment; filename="illustrative-note?.pdf"; filename*=UTF-8''illustrative-note%E2%80%A6.pdf`,
    ],
    ['inline; filename="img.pdf"', 'inline; filename="illustrative-img.pdf"'],
    ['attachment; filename="illustrative-x.csv"', 'attachment; filename="illustrative-x.csv"'],
    ['inline', 'inline'],
  ])('of %s', (given, marked) => {
    expect(markedName(given)).toBe(marked)
    expect(markedName(markedName(given))).toBe(marked)
  })
})
