import { describe, expect, it } from '@jest/globals'
import { type BarPart, columnChart, stackedBar, swatch } from './charts.js'

const parts: BarPart[] = [
  { label: 'Overdue', value: 3, look: 'overdue' },
  { label: 'No end date', value: 40, look: 'undated' },
  { label: 'No end date and no lead', value: 20, look: 'adrift' },
]
const bar = () =>
  stackedBar({ name: 'theme-PW', alt: 'Overdue 3, no end date 60', parts, width: 200, height: 15 })

describe('charts', () => {
  it('give the same bytes on every call, whatever was drawn before', () => {
    const first = bar()
    columnChart({ name: 'forward', alt: 'x', columns: [{ label: 'May', value: 2 }], width: 300, height: 90 })
    swatch('adrift')
    expect(bar()).toBe(first)
  })

  it('have ids of their own name only', () => {
    const ids = [...bar().matchAll(/ id="([^"]+)"/gu)].map((match) => match[1])
    expect(ids).toEqual(['theme-PW-0'])
    expect(bar()).toContain('url(#theme-PW-0)')
  })

  it('are pictures with the figures in words', () => {
    expect(bar()).toContain('role="img" aria-label="Overdue 3, no end date 60"')
    expect(bar()).toContain('<title>Overdue 3, no end date 60</title>')
  })

  it('bring no style, no class and no script into the document', () => {
    expect(bar()).not.toMatch(/<style|class=|<script|ecmeta|:hover/u)
  })

  it('bear figures where they fit and leave out empty parts', () => {
    expect(bar()).toMatch(/>40<\/text>/u)
    const wide = stackedBar({
      name: 'a',
      alt: 'x',
      parts: [{ label: 'None', value: 0, look: 'done' }],
      width: 200,
      height: 15,
    })
    expect(wide).not.toContain('<path')
  })

  it('keep hostile names as text', () => {
    const drawn = columnChart({
      name: 'a',
      alt: '</title><script>$1',
      columns: [{ label: '</svg><script>', value: 1 }],
      width: 300,
      height: 90,
    })
    expect(drawn).not.toContain('<script>')
    expect(drawn).toContain('&lt;/title&gt;&lt;script&gt;$1')
  })
})
