import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import Handlebars from 'handlebars'
import { Templates, templateSources } from '../../src/web/pages/templates.js'
import { fragment, understood } from './markup.js'

/** An example that govuk-frontend publishes: options of a component and the markup that they must give. */
interface Fixture {
  name: string
  options: Record<string, unknown>
  html: string
}

const published = join(
  dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')),
  'dist/govuk/components',
)
const publishedNames = readdirSync(published, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

/** Components that no page of this service has a use for. */
const notMade = ['cookie-banner', 'exit-this-page', 'feedback', 'header', 'language-navigation']

const made = publishedNames.filter((name) => !notMade.includes(name))

/** Fixtures without a text that a reader needs. We refuse that as a mistake of the page, and print no empty element. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'phase-banner': ['classes', 'text', 'html as text', 'attributes'],
  'warning-text': ['icon fallback text only'],
}

/**
 * Where we differ on purpose. The footer: this is no service of GOV.UK, so it bears no crown and no royal arms, and it
 * claims a licence or a copyright only in words that the page gives.
 */
const asOurs: Readonly<Record<string, (markup: DocumentFragment, fixture: Fixture) => void>> = {
  footer(markup, { options }) {
    markup.querySelector('.govuk-footer__crown')?.remove()
    if (!options.contentLicence) {
      markup.querySelector('.govuk-footer__licence-logo')?.remove()
      markup.querySelector('.govuk-footer__licence-description')?.remove()
    }
    const arms = markup.querySelector('.govuk-footer__copyright-logo')
    if (options.copyright) arms?.replaceWith(...arms.childNodes)
    else arms?.parentElement?.remove()
  },
}

const templates = new Templates()

describe('the components of GOV.UK', () => {
  it('are all made, except those named here', () => {
    const names = new Set(templateSources().map(([name]) => name))
    expect(publishedNames.filter((name) => !names.has(`govuk/${name}`))).toEqual(notMade)
  })

  describe.each(made)('%s', (component) => {
    it.each(fixturesOf(component).filter(({ name }) => !refused[component]?.includes(name)))(
      '$name',
      (fixture) => {
        const expected = fragment(fixture.html)
        asOurs[component]?.(expected, fixture)
        expect(understood(rendered(component, fixture))).toBe(understood(expected))
      },
    )
  })
})

describe('what we do not take of GOV.UK', () => {
  it.each(Object.entries(refused))('%s without its text is refused', (component, names) => {
    const fixtures = fixturesOf(component).filter(({ name }) => names.includes(name))
    expect(fixtures.map(({ name }) => name)).toEqual(names)
    for (const fixture of fixtures) {
      expect(() => rendered(component, fixture)).toThrow('neither text nor html was given')
    }
  })

  it.each(Object.keys(asOurs))('%s differs in every fixture', (component) => {
    for (const fixture of fixturesOf(component)) {
      expect(understood(rendered(component, fixture))).not.toBe(understood(fragment(fixture.html)))
    }
  })
})

function fixturesOf(component: string): Fixture[] {
  const file = readFileSync(join(published, component, 'fixtures.json'), 'utf8')
  return (JSON.parse(file) as { fixtures: Fixture[] }).fixtures
}

function rendered(component: string, { options }: Fixture): DocumentFragment {
  return fragment(templates.render(`govuk/${component}`, withMarkup(options)))
}

/** The options with markup where govuk-frontend takes a string for markup, at any depth. */
function withMarkup(options: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, markupIn(value, name)]))
}

function markupIn(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((one) => markupIn(one, name))
  if (typeof value === 'string') return /html$/iu.test(name) ? new Handlebars.SafeString(value) : value
  if (typeof value !== 'object' || value === null) return value
  if (name !== 'slots') return withMarkup(value as Record<string, unknown>)
  return Object.fromEntries(
    Object.entries(value).map(([slot, one]) => [
      slot,
      markupIn(one, typeof one === 'string' ? 'html' : slot),
    ]),
  )
}
