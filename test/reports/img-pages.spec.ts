import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PrinterOptions } from '../../src/print/print-options.js'
import { Printer } from '../../src/print/printer.service.js'
import { drawnImg } from '../../src/reports/img/img-variants.js'
import { type ImgInput, presentImg } from '../../src/reports/img/img.presenter.js'
import { renderReport } from '../../src/reports/shared/render.js'
import type { Variant } from '../../src/reports/editions/variant.js'
import { nothingWritten } from '../../src/reports/writing/written.js'
import { anAction, aSnapshot } from '../builders/snapshot.js'
import { type PdfFacts, readPdf } from '../print/read-pdf.js'

const edition = { id: 'img-2013-12-31-0123456789ab', sha256: 'a'.repeat(64), issued: null }
const words = (length: number) =>
  'Agree with the Department for Communities that the strategy be put before every borough; '
    .repeat(12)
    .slice(0, length)

/** Thirty plans, everything at its longest, and more decisions than the page holds. */
function longest(): ImgInput {
  const closing = aSnapshot('2013-12-31')
  for (let plan = 0; plan < 30; plan += 1) {
    const geography = plan === 0 ? 'national' : 'borough'
    closing.under(`plan-${plan}`, {
      ...{ title: `${words(150)} ${plan}`, geography, publisher: words(200), area: `${words(100)} ${plan}` },
    })
  }
  for (let index = 0; index < 60; index += 1) {
    const action = anAction(`LONG13-${1000 + index}`)
      .inPlan(`plan-${index % 2 === 0 ? 0 : index % 30}`)
      .underTheme(`T${index % 9}`, `${words(150)} ${index % 9}`)
      .titled(words(300))
      .ledBy(`${words(200)} ${index % 7}`)
    if (index % 2 === 0) action.dueBy('2013-06-30').redatedTo('2013-11-30', words(300)).rated('red')
    closing.with(action)
  }
  const decision = { what: 'W'.repeat(200), who: words(120), byWhen: '2014-03-31' }
  return {
    ...{ opening: aSnapshot('2013-09-30').build(), closing: closing.build(), title: words(200) },
    written: { ...nothingWritten, decisions: Array.from({ length: 9 }, () => decision) },
  }
}

/** Many figures, a theme with one action and one with most of them, nothing said of any. */
function lopsided(): ImgInput {
  const closing = aSnapshot('2013-12-31').with(anAction('A-1').underTheme('ZZ', 'A theme of one'))
  for (let index = 1000; index < 1200; index += 1)
    closing.with(
      anAction(`A-${index}`)
        .ledBy('Home Office')
        .dueBy(`2014-0${1 + (index % 9)}-15`),
    )
  return { opening: aSnapshot('2013-09-30').build(), closing: closing.build() }
}

const nothing = (): ImgInput => ({
  ...{ opening: aSnapshot('2013-09-30').build(), closing: aSnapshot('2013-12-31').build() },
})

describe('the pages of the IMG report', () => {
  let printer: Printer
  beforeAll(() => {
    printer = new Printer(new PrinterOptions({ chromePath: process.env['CHROME_PATH'] }))
  })
  afterAll(() => printer.close())

  async function printed(input: ImgInput, variant: Variant = { of: 'whole' }): Promise<PdfFacts> {
    const { report, template } = drawnImg(presentImg(input), variant)
    const html = renderReport('img-quarterly', { report, edition }, template)
    return readPdf(await printer.print(html, { title: report.frame.title, dated: '2013-12-31T23:59:59Z' }))
  }

  it.each([
    ['no action', nothing],
    ['everything at its longest', longest],
    ['201 actions in two themes', lopsided],
  ])('give the summary one page: %s', async (_, input) => {
    const { text } = await printed(input())
    expect(text[0]).toContain('1 Summary')
    expect(text[0]).toContain('Worst exceptions')
    expect(text[1]).toMatch(/2 By theme/u)
    expect((await printed(input(), { of: 'box' })).pages).toBe(1)
  })

  it('are two at most for a department that goes out alone', async () => {
    const longName = presentImg(longest()).leads.departments[0]?.agency ?? ''
    expect((await printed(longest(), { of: 'lead', lead: longName })).pages).toBeLessThanOrEqual(2)
    expect((await printed(lopsided(), { of: 'lead', lead: 'home-office' })).pages).toBe(2)
  })
})
