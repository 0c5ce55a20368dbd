import { describe, expect, it } from '@jest/globals'
import { plainWords, richTextOf } from './rich-text.js'

describe('the small Markdown of reports', () => {
  it('knows paragraphs, lists, strong, emphasis and links', () => {
    expect(richTextOf('One **two** *three*\nfour\n\n- a\n- [b](https://example.org/x)\n\n1. first')).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { text: 'One ' },
          { text: 'two', strong: true },
          { text: ' ' },
          { text: 'three', emphasis: true },
          { text: ' ' },
          { text: 'four' },
        ],
      },
      {
        kind: 'list',
        ordered: false,
        items: [[{ text: 'a' }], [{ text: 'b', href: 'https://example.org/x' }]],
      },
      { kind: 'list', ordered: true, items: [[{ text: 'first' }]] },
    ])
  })

  it.each([
    ['<script>alert(1)</script>'],
    ['[press](javascript:alert(1))'],
    ['[press](data:text/html,x)'],
    ['# Heading'],
    ['`code`'],
  ])('leaves %s as the words that they are', (words) => {
    expect(plainWords(richTextOf(words))).toBe(words)
    expect(JSON.stringify(richTextOf(words))).not.toMatch(/"href":"(?!https:)/u)
  })

  it('is nothing where only space was written', () => {
    expect(richTextOf(' \n\n ')).toEqual([])
  })

  it('reads a list within a list as more items', () => {
    expect(richTextOf('- a\n  - b\n- c')).toEqual([
      { kind: 'list', ordered: false, items: [[{ text: 'a' }], [{ text: 'b' }], [{ text: 'c' }]] },
    ])
  })
})
