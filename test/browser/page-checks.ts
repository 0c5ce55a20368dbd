import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import { HtmlValidate } from 'html-validate'
import type { Page } from 'puppeteer-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules of WCAG 2.2, levels A and AA, and those that are good practice. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Those whose outcome hangs on where things stand and how large they are. */
const layoutRules = ['target-size', 'scrollable-region-focusable']

/**
 * What axe-core finds against a page as it now stands: nothing is what it should be.
 *
 * @param rules all, or those alone that another size of the same page may break
 */
export async function violationsOf(page: Page, rules: 'all' | 'layout' = 'all'): Promise<string[]> {
  await page.evaluate(axeSource)
  const results = await page.evaluate(
    (runOnly) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({ runOnly, resultTypes: ['violations'] }),
    rules === 'all' ? tags : layoutRules,
  )
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help} at ${target.join(' ')} (${failureSummary ?? ''})`,
    ),
  )
}

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // How it is laid out is not what a browser or a screen reader goes by.
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'long-title': 'off',
    // Components of GOV.UK Frontend, checked to the letter against its own fixtures.
    'no-implicit-button-type': 'off',
    'prefer-native-element': 'off',
    'require-sri': 'off',
    'no-redundant-role': 'off',
    'no-inline-style': 'error',
    // An error summary has a heading of its own before that of the page, as GOV.UK has it.
    'heading-level': ['error', { minInitialRank: 'h2' }],
    // Several fields of one name are a list: ticks of a table, the agencies of a person.
    'form-dup-name': 'off',
  },
})

/** What is wrong with the HTML as it was sent. */
export async function mistakesOf(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html)
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line, column }) => `${ruleId} at ${line}:${column}: ${message}`),
  )
}

/** What sticks out to the right of the window, which would have to be scrolled sideways to be read. */
export async function overflowOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { documentElement } = document
    if (documentElement.scrollWidth <= documentElement.clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { right, width } = element.getBoundingClientRect()
      return width > 0 && right > documentElement.clientWidth + 1
    })
    return wide.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
  })
}
