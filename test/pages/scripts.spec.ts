import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { BrowserContext, Page } from 'puppeteer-core'
import { projectFolder } from '../../src/prepare.js'
import { assetsOf } from '../../src/web/pages/assets.js'
import { TestBrowser } from '../browser/browser.js'
import { ServedAssets } from './served-assets.js'

const assets = assetsOf(join(projectFolder, 'dist', 'assets'))

// As wide as the pages that hold a list are.
const page = (main: string) => `<!DOCTYPE html>
  <html lang="en-GB" class="govuk-template"><head><title>Trial</title>
  <link rel="icon" href="${assets.icon}"><link rel="stylesheet" href="${assets.stylesheet}"></head>
  <body class="govuk-template__body tl-page--wide"><main class="govuk-main-wrapper">${main}</main>
  <script type="module" src="${assets.script}"></script></body></html>`

const list = page(`
  <div class="tl-filter-layout" data-module="tl-filter">
    <div class="tl-filter-layout__filter" id="filter"><form><label>Words <input name="q"></label></form></div>
    <div class="tl-filter-layout__content">
      <form><table data-module="moj-multi-select">
        <thead><tr><th id="select-all" scope="col">Select</th></tr></thead>
        <tbody>
          <tr><td><input class="govuk-checkboxes__input" type="checkbox" id="one" name="ref" value="1" aria-label="One"></td></tr>
          <tr><td><input class="govuk-checkboxes__input" type="checkbox" id="two" name="ref" value="2" aria-label="Two"></td></tr>
        </tbody>
      </table><output data-selection-count></output></form>
    </div>
  </div>`)

const beingMade = (words: string, refreshUrl: string) =>
  page(
    `<div id="progress" aria-live="polite" ${refreshUrl && `data-refresh-url="${refreshUrl}"`}>${words}</div>`,
  )

describe('the script of the pages', () => {
  let browser: TestBrowser
  let served: ServedAssets
  let context: BrowserContext
  let tab: Page
  let asked: number
  const complaints: string[] = []

  beforeAll(async () => {
    const answers = ['', 'Printing', 'Printing']
    served = await ServedAssets.start({
      '/list': (_, response) => response.type('html').send(list),
      '/report': (_, response) => {
        const words = answers[asked]
        asked += 1
        if (asked === 2) response.status(503).send('busy')
        else response.type('html').send(beingMade(words ?? 'Ready', words === undefined ? '' : '/report'))
      },
    })
    browser = await TestBrowser.start()
  })

  afterAll(async () => {
    await browser.stop()
    await served.stop()
  })

  beforeEach(async () => {
    asked = 0
    complaints.length = 0
    context = await browser.context()
    tab = await context.newPage()
    tab.on('pageerror', (error) => complaints.push(String(error)))
    tab.on('console', (message) => complaints.push(message.text()))
  })

  afterEach(async () => context.close())

  const open = async (path: string, width: number) => {
    await tab.setViewport({ width, height: 800 })
    await tab.goto(served.url + path, { waitUntil: 'networkidle0' })
  }
  const isSeen = async (selector: string) =>
    tab.$eval(selector, (element) => (element as HTMLElement).checkVisibility())

  it('says that it runs, and keeps to the policy of the pages', async () => {
    await open('/list', 1280)
    expect(await tab.$eval('body', (body) => body.className)).toContain('js-enabled govuk-frontend-supported')
    expect(complaints).toEqual([])
  })

  it('leaves the filter where there is room for it', async () => {
    await open('/list', 1280)
    expect(await isSeen('#filter')).toBe(true)
    expect(await isSeen('.tl-filter-layout__toggle')).toBe(false)
  })

  it('folds the filter behind a button where there is none', async () => {
    await open('/list', 320)
    const button = '.tl-filter-layout__toggle'
    expect(await isSeen('#filter')).toBe(false)
    expect(await tab.$eval(button, (element) => element.getAttribute('aria-expanded'))).toBe('false')
    await tab.click(button)
    expect(await isSeen('#filter')).toBe(true)
    expect(await tab.$eval(button, (element) => element.textContent)).toBe('Hide filter')
  })

  it('counts what is selected, one by one and all at once', async () => {
    await open('/list', 1280)
    const count = async () => tab.$eval('output', (output) => output.textContent)
    expect(await count()).toBe('')
    await tab.click('#one')
    expect(await count()).toBe('1 selected')
    await tab.click('#select-all input')
    expect(await count()).toBe('2 selected')
  })

  it('asks for a report that is being made until it is ready, through an answer that fails', async () => {
    await open('/report', 640)
    await tab.waitForFunction(() => document.querySelector('#progress')?.textContent === 'Ready', {
      timeout: 30_000,
    })
    const until = asked
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(asked).toBe(until)
    expect(await tab.$('[data-refresh-url]')).toBeNull()
  })
})
