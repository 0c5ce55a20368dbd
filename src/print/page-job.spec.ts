import { describe, expect, it } from '@jest/globals'
import { withTitle } from './page-job.js'

describe('the title of a printed page', () => {
  const drawing = '<svg><title>Overdue 1</title></svg>'

  it.each([
    [
      '<!doctype html><html><head><title>Old\nname</title></head><body></body></html>',
      '<!doctype html><html><head><title>New</title></head><body></body></html>',
    ],
    [
      `<html><head lang="en"></head><body>${drawing}</body></html>`,
      `<html><head lang="en"><title>New</title></head><body>${drawing}</body></html>`,
    ],
    [`<!DOCTYPE html>${drawing}`, `<!DOCTYPE html><title>New</title>${drawing}`],
    [`<html><body>${drawing}`, `<title>New</title><html><body>${drawing}`],
    ['Text', '<title>New</title>Text'],
  ])('takes the place of the page’s own, and of no drawing’s: %j', (html, titled) => {
    expect(withTitle(html, 'New')).toBe(titled)
  })

  it('is text, whatever it holds', () => {
    expect(withTitle('', '$& </title><script>x</script>')).toBe(
      '<title>$&amp; &lt;/title&gt;&lt;script&gt;x&lt;/script&gt;</title>',
    )
  })
})
