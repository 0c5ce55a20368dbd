import { describe, expect, it } from '@jest/globals'
import { cssString, forMargin, pageMargins } from './css.js'

describe('a text in the style sheet', () => {
  it.each([
    ['quotes', 'The "plan"', '"The \\000022plan\\000022"'],
    ['an apostrophe', "Mayor's", '"Mayor\\000027s"'],
    ['a backslash at the end', 'C:\\', '"C:\\00005c"'],
    ['the end of the style element', '</style>', '"\\00003c/style\\00003e"'],
    ['braces', '{{x}}', '"\\00007b\\00007bx\\00007d\\00007d"'],
    ['line breaks', 'one\r\ntwo\fthree', '"one two three"'],
    ['controls and bidi overrides', 'a\u0000b\u202ec\u2066d', '"abcd"'],
    ['half a surrogate pair', 'a\ud800b', '"ab"'],
    ['emoji', 'a 🚓 b', '"a 🚓 b"'],
  ])('keeps %s inside the string', (_, text, expected) => {
    expect(cssString(text)).toBe(expected)
  })

  it('is cut between whole characters before it overflows the margin', () => {
    const cut = forMargin('🚓'.repeat(200))
    expect(Array.from(cut)).toHaveLength(90)
    expect(cut.endsWith('🚓…')).toBe(true)
  })
})

describe('the margins of the page', () => {
  const frame = {
    title: 'Report',
    running: 'To the Group',
    period: 'Q3',
    cutOff: '31 December 2013',
    marking: 'official',
  }

  it('bear the marking in capitals at the top and the bottom', () => {
    const css = pageMargins(frame)
    expect(css).toContain('@top-center { content: "OFFICIAL" }')
    expect(css).toContain('@bottom-center { content: "OFFICIAL" }')
  })

  it('bear no marking on a public edition', () => {
    expect(pageMargins({ ...frame, marking: null })).toContain('@top-center { content: none }')
  })

  it('say on every page that the data is not real, where it is not', () => {
    expect(pageMargins({ ...frame, notice: 'Illustrative data' })).toContain(
      '@top-right { content: "Illustrative data" }',
    )
  })
})
