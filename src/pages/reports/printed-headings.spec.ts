import { describe, expect, it } from '@jest/globals'
import { pageOfPlace } from './printed-headings.js'

const html = `
<main id="report">
<section class="summary" id="summary"><h1>Progress</h1>
<div id="decisions"><h2>Decisions sought</h2></div>
<p id="note">Proposals.</p>
</section>
<section id="theme-a-PW"><h4>Partnership &amp; sharing <span>12 actions</span></h4></section>
<section id="theme-b-PW"><h4>Partnership &amp; sharing <span>12 actions</span></h4></section>
<div id="corrections"><h3>Corrections</h3></div>
</main>`

const printed = [
  { words: 'Progress', page: 1 },
  { words: 'Decisions sought', page: 1 },
  { words: 'Partnership & sharing 12 actions', page: 3 },
  { words: 'Partnership & sharing 12 actions', page: 9 },
  { words: 'Corrections', page: 12 },
]

describe('the page of a place', () => {
  it.each([
    ['the first page', 'summary', 1],
    ['a heading of its own', 'decisions', 1],
    ['a paragraph under a heading', 'note', 1],
    ['the first of two of the same name', 'theme-a-PW', 3],
    ['the second of two of the same name', 'theme-b-PW', 9],
    ['the last', 'corrections', 12],
    ['a place that is not there', 'nowhere', 1],
  ])('is found for %s', (_, anchor, page) => {
    expect(pageOfPlace(html, anchor, printed)).toBe(page)
  })

  it('is the first where the print has no such heading', () => {
    expect(pageOfPlace(html, 'corrections', [])).toBe(1)
  })
})
