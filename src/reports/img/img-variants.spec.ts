import { describe, expect, it } from '@jest/globals'
import { anAction, aSnapshot } from '../../../test/builders/snapshot.js'
import { renderReport } from '../shared/render.js'
import { NoSuchVariant, type Variant } from '../editions/variant.js'
import { nothingWritten } from '../writing/written.js'
import { drawnImg } from './img-variants.js'
import { presentImg } from './img.presenter.js'

const edition = { id: 'IMG-1', sha256: 'a'.repeat(64), issued: null }

const register = () =>
  aSnapshot('2013-12-31').with(
    anAction('A-1').titled('Publish the guide').ledBy('Home Office').dueBy('2013-10-31'),
    anAction('A-2').ledBy('Home Office').ledBy('Cabinet Office').dueBy('2014-03-01'),
    anAction('A-3').ledBy('Home Office').partneredBy('NHS England'),
    anAction('A-4').ledBy('Home Office').dueBy('2013-12-01').completed('2013-11-20'),
    anAction('A-5').ledBy('Ministry of Justice'),
  )
const report = () =>
  presentImg({
    opening: aSnapshot('2013-09-30').build(),
    closing: register().build(),
    title: 'The programme: quarterly progress report',
    written: {
      ...nothingWritten,
      decisions: [
        { what: 'Fund the guide', who: 'The Home Office', byWhen: '2014-02-28' },
        { what: 'Name a lead', who: 'The Mayor', byWhen: null },
      ],
    },
  })

function html(variant: Variant): string {
  const drawn = drawnImg(report(), variant)
  const whole = renderReport('img-quarterly', { report: drawn.report, edition }, drawn.template)
  return whole.slice(whole.indexOf('<body>'))
}

describe('the page of a lead', () => {
  const page = () => drawnImg(report(), { of: 'lead', lead: 'home-office' }).report.alone

  it('counts its actions, and each stands in one group, the most pressing first', () => {
    expect(page()?.headline).toBe('4 actions: 1 complete, 1 overdue, 1 due by 31 March 2014.')
    expect(page()?.groups.map(({ heading, rows }) => [heading, rows.map(({ ref }) => ref)])).toEqual([
      ['Overdue', ['A-1']],
      ['Due by 31 March 2014', ['A-2']],
      ['No end date', ['A-3']],
      ['Complete or closed', ['A-4']],
    ])
    expect(page()?.groups[1]?.rows[0]?.others).toBe('Cabinet Office')
    expect(page()?.changes).toBe('Since 30 September 2013: 4 new and 1 closed.')
  })

  it('holds the decisions that name it, and is titled with its name', () => {
    expect(page()?.decisions.map(({ what }) => what)).toEqual(['Fund the guide'])
    const drawn = html({ of: 'lead', lead: 'home-office' })
    expect(drawn).toContain('Home Office')
    expect(drawn).not.toMatch(/Name a lead|A-5|undefined|\[object/u)
    expect(drawnImg(report(), { of: 'lead', lead: 'home-office' }).report.frame.title).toBe(
      'Home Office: The programme, quarterly progress report',
    )
  })

  it('keeps to what two pages hold and names the rest by ref', () => {
    const many = aSnapshot('2013-12-31')
    for (let index = 100; index < 300; index += 1) many.with(anAction(`A-${index}`).ledBy('Home Office'))
    const made = presentImg({ opening: aSnapshot('2013-09-30').build(), closing: many.build() })
    const alone = drawnImg(made, { of: 'lead', lead: 'home-office' }).report.alone
    const shown = alone?.groups.flatMap(({ rows }) => rows) ?? []
    expect(shown.length).toBeGreaterThan(20)
    expect(shown.length).toBeLessThan(40)
    expect(shown.length + (alone?.also.length ?? 0) + (alone?.rest ?? 0)).toBe(200)
  })

  it('is refused for who leads nothing, with the names that there are', () => {
    const asked = () => drawnImg(report(), { of: 'lead', lead: 'nobody' })
    expect(asked).toThrow(NoSuchVariant)
    expect(asked).toThrow(
      '“nobody” leads no action of this edition. Those that do: cabinet-office, home-office, ministry-of-justice.',
    )
    expect(() => drawnImg(report(), { of: 'exempt' })).toThrow('has no exempt part')
  })
})

describe('the page for the box', () => {
  it('is page one alone: it leads to no section that it does not hold', () => {
    const drawn = html({ of: 'box' })
    expect(drawn).toContain('Decisions sought')
    expect(drawn).toContain('From IMG-1, a draft.')
    expect(drawn).not.toMatch(/href="#(?!report")/u)
    expect(drawn).not.toContain('2 By theme')
  })
})

describe('the whole report as a page', () => {
  it('leads from every reference to its row, and from the contents to what there is', () => {
    const drawn = html({ of: 'whole' })
    const targets = new Set([...drawn.matchAll(/\sid="([^"]+)"/gu)].map((match) => match[1]))
    const links = [...drawn.matchAll(/href="#([^"]+)"/gu)].map((match) => match[1])
    expect(links.filter((link) => !targets.has(link))).toEqual([])
    for (const link of ['A-1', 'lead-home-office', 'theme-annual-report-2013-PW', 'method'])
      expect(links).toContain(link)
  })
})
