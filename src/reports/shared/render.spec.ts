import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { anAction, aSnapshot } from '../../../test/builders/snapshot.js'
import type { ImgReport } from '../img/img.model.js'
import { presentImg } from '../img/img.presenter.js'
import { renderReport } from './render.js'

const edition = { id: 'IMG-1', sha256: 'a'.repeat(64), issued: null }
const hostile = [
  '</style><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{{constructor.constructor "x"}} {{{this}}}',
  '\u202eevil\u202c שלום',
  '👩‍👩‍👧 🚓',
  'x'.repeat(10_000),
  '" onmouseover="alert(1)',
]

function rendered(report: ImgReport): string {
  return renderReport('img-quarterly', { report, edition })
}

/** The page without its fonts, in which any four letters may stand. */
const body = (html: string) => html.slice(html.indexOf('<body>'))

const empty = () =>
  presentImg({ opening: aSnapshot('2013-09-30').build(), closing: aSnapshot('2013-12-31').build() })

function full(words: string): ImgReport {
  const opening = aSnapshot('2013-09-30').with(anAction('A-1').titled(words).ledBy(words).dueBy('2013-10-31'))
  const closing = aSnapshot('2013-12-31').with(
    anAction('A-1')
      .titled(words)
      .ledBy('Home Office')
      .partneredBy(words)
      .redatedTo('2014-02-01', words)
      .saying(words, '2013-11-01', words)
      .at('paused', words)
      .rated('amber'),
    anAction('A-2').titled(words).underTheme(words, words).inPlan('b').perhapsLedBy(words).answering('A-1'),
  )
  closing.under('b', { title: words, geography: 'borough', publisher: words, area: words })
  return presentImg({ opening: opening.build(), closing: closing.build(), title: words })
}

describe('a rendered report', () => {
  it('is one document that needs nothing from outside', () => {
    const html = rendered(empty())
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-GB">/u)
    expect(html).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"`,
    )
    expect(html).toContain('<title>Quarterly progress report, Q3 2013-14 (October to December 2013)</title>')
    expect(html.match(/url\((?!data:|#)/gu)).toBeNull()
    expect(html).not.toMatch(/<script|<link|@import|https?:\/\/(?!www\.w3\.org)/u)
  })

  it('says its empty states in words', () => {
    const html = rendered(empty())
    for (const words of [
      'The register holds no action.',
      'No plan is known at the cut-off.',
      'No action moved its date this quarter.',
      'No regional or borough plan is known at the cut-off.',
      'No action falls due by 30 June 2014.',
    ]) {
      expect(html).toContain(words)
    }
    expect(body(html)).not.toMatch(/<tbody>\s*<\/tbody>|undefined|NaN|\[object/u)
  })

  it('says at its head that the data is not real, where it is not', () => {
    const opening = aSnapshot('2013-09-30').build()
    const report = presentImg({
      opening,
      closing: aSnapshot('2013-12-31').build(),
      notice: 'Illustrative data',
    })
    expect(rendered(report)).toContain('<p class="notice screen-only">Illustrative data</p>')
    expect(rendered(report)).toContain('@top-right { content: "Illustrative data" }')
  })

  it('says how it was made', () => {
    const html = rendered(empty())
    expect(html).toContain('IMG-1')
    expect(html).toContain(edition.sha256)
    expect(html).toContain('<h3>Corrections to earlier editions</h3>')
    expect(html).toContain('No: this is a draft, not approved')
  })

  it('says when it was issued and who approved it', () => {
    const issued = { on: '2014-01-12', approvedBy: 'Programme director' }
    const html = renderReport('img-quarterly', { report: empty(), edition: { ...edition, issued } })
    expect(html).toContain('<dt>Issued</dt><dd>12 January 2014</dd>')
    expect(html).toContain('Programme director')
    expect(html).not.toContain('draft')
  })

  it('is the same to the byte when it is rendered again', () => {
    expect(rendered(full('Same'))).toBe(rendered(full('Same')))
  })

  it.each(hostile)('keeps hostile words as text: %.40s', (words) => {
    const html = rendered(full(words))
    const sober = rendered(full('Sober'))
    const tags = (document: string) =>
      (document.match(/<\/?(?:script|style|img|svg|table|li|section|iframe)\b/gu) ?? []).length
    expect(tags(html)).toBe(tags(sober))
    expect(html).not.toMatch(/<script|<img|\sonerror=alert\(1\)>|" onmouseover="/u)
    expect(body(html)).not.toMatch(/undefined|\[object/u)
  })

  it('has no id twice', () => {
    const ids = [...rendered(full('Twice')).matchAll(/\sid="([^"]+)"/gu)].map((match) => match[1] ?? '')
    const shared = ids.filter((id, index) => ids.indexOf(id) !== index && !id.startsWith('swatch-'))
    expect(shared).toEqual([])
  })

  it('refuses a model that lacks what the page shows', () => {
    const { frame } = empty()
    expect(() => renderReport('img-quarterly', { report: { frame } })).toThrow(
      /"summary" not defined|not defined in/u,
    )
  })
})

describe('the report templates', () => {
  it('never write a value without escaping it', () => {
    const folder = join(process.cwd(), 'templates', 'reports')
    const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.hbs'),
    )
    expect(templates.length).toBeGreaterThan(20)
    const raw = templates.filter((file) => /\{\{\{|\{\{&/u.test(readFileSync(join(folder, file), 'utf8')))
    expect(raw).toEqual([])
  })
})
