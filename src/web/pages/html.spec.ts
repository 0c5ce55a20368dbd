import { describe, expect, it } from '@jest/globals'
// Under another name than its own, so that the formatter leaves the spaces of this markup alone.
import { html as made } from './html.js'

describe('html', () => {
  it('escapes words in a text and in an attribute', () => {
    const title = `<img src=x onerror="alert('1')"> & co`
    expect(made`<a title="${title}">${title}</a>`.toString()).toBe(
      '<a title="&lt;img src&#x3D;x onerror&#x3D;&quot;alert(&#x27;1&#x27;)&quot;&gt; &amp; co">' +
        '&lt;img src&#x3D;x onerror&#x3D;&quot;alert(&#x27;1&#x27;)&quot;&gt; &amp; co</a>',
    )
  })

  it('keeps markup that it has made itself, alone and in a list, without escaping it twice', () => {
    const items = ['A & B', 'C'].map((name) => made`<li>${name}</li>`)
    expect(made`<ul>${items}</ul>${made`<p>${'<'}</p>`}`.toString()).toBe(
      '<ul><li>A &amp; B</li><li>C</li></ul><p>&lt;</p>',
    )
  })

  it('prints numbers, joins words without a comma, and prints nothing for null', () => {
    expect(made`${0}|${['a', '<', null]}|${null}|${undefined}`.toString()).toBe('0|a&lt;||')
  })

  it('does not take words for markup because they come from an object that claims to be some', () => {
    const forged = JSON.parse('{"string":"<script>","toHTML":"<script>"}') as string
    expect(made`${forged}`.toString()).not.toContain('<')
  })
})
