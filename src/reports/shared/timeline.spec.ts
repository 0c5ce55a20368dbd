import { describe, expect, it } from '@jest/globals'
import { mostNamed, timelineChart } from './timeline.js'

const span = { from: '2014-01-01', until: '2014-06-30', width: 640, alt: '3 actions fall due.' }
const marks = (count: number, end: string) =>
  Array.from({ length: count }, (_, index) => ({ ref: `AR13-PW-${index}`, end }))

/** Where the dots stand. */
const dots = (svg: string) =>
  [...svg.matchAll(/<circle cx="([^"]+)" cy="([^"]+)"/gu)].map(([, x, y]) => [Number(x), Number(y)])

describe('the line of time', () => {
  it('names the months, and the quarters where they begin', () => {
    const svg = timelineChart({ ...span, marks: [] })
    for (const words of ['January 2014', 'June 2014', 'Q4 2013-14', 'Q1 2014-15'])
      expect(svg).toContain(words)
    expect(svg).toContain('role="img" aria-label="3 actions fall due."')
  })

  it('has a mark for each action with its ref, those of one day above each other', () => {
    const svg = timelineChart({
      ...span,
      marks: [...marks(3, '2014-03-31'), { ref: 'B-1', end: '2014-06-30' }],
    })
    const [first, second, third, last] = dots(svg)
    expect([second?.[0], third?.[0]]).toEqual([first?.[0], first?.[0]])
    expect(new Set([first?.[1], second?.[1], third?.[1]]).size).toBe(3)
    expect(last?.[1]).toBe(first?.[1])
    expect(svg).toContain('>AR13-PW-2</text>')
    expect(svg).toContain('text-anchor="end"')
  })

  it('counts by the week where there are more than can bear a ref', () => {
    const svg = timelineChart({ ...span, marks: marks(mostNamed + 1, '2014-03-31') })
    expect(dots(svg)).toEqual([])
    expect(svg).toContain(`>${mostNamed + 1}</text>`)
    expect(svg).not.toContain('AR13-PW')
  })

  it('stays between its edges', () => {
    for (const end of [span.from, span.until]) {
      const [[x = 0] = []] = dots(timelineChart({ ...span, marks: marks(1, end) }))
      expect(x).toBeGreaterThanOrEqual(5)
      expect(x).toBeLessThanOrEqual(635)
    }
  })

  it('keeps hostile words as text', () => {
    const svg = timelineChart({ ...span, alt: '"><script>', marks: [{ ref: '<b>', end: '2014-02-01' }] })
    expect(svg).not.toMatch(/<script|<b>/u)
  })
})
