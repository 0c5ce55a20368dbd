import { describe, expect, it } from '@jest/globals'
import { anAction, aSnapshot } from '../../../test/builders/snapshot.js'
import { presentImg } from '../img/img.presenter.js'
import type { ImgReport } from '../img/img.model.js'
import { imgMismatches, scrutinyMismatches } from './reconciliation.js'
import { presentScrutiny } from '../scrutiny/scrutiny.presenter.js'
import type { ScrutinyReport } from '../scrutiny/scrutiny.model.js'

const closing = aSnapshot('2013-12-31').with(
  anAction('A-1').ledBy('Home Office').dueBy('2013-10-31'),
  anAction('A-2').ledBy('Ministry of Justice').dueBy('2013-12-01').completed('2013-11-20'),
  anAction('A-3').at('in_progress', 'Under way.'),
)
const img = (): ImgReport =>
  presentImg({ opening: aSnapshot('2013-09-30').with(anAction('A-1')).build(), closing: closing.build() })
const council = (): ScrutinyReport => {
  const snapshot = closing.build()
  return presentScrutiny({ snapshot, plan: snapshot.plans[0]?.slug ?? '', form: null, glossary: [] })
}

/** The same data with one figure changed. */
function changed<Report extends object>(report: Report, change: (report: Report) => void): Report {
  const copy = structuredClone(report)
  change(copy)
  return copy
}

describe('the counts of an edition', () => {
  it('add up as they are made', () => {
    expect(imgMismatches(img())).toEqual([])
    expect(scrutinyMismatches(council())).toEqual([])
  })

  it.each<[string, string, (report: ImgReport) => void]>([
    ['summary', 'do not reconcile', ({ summary }) => (summary.footing.closing += 1)],
    ['themes', 'do not reconcile', ({ themes }) => themes.plans.forEach((plan) => (plan.footing.added += 1))],
    ['summary', 'overdue', ({ summary }) => summary.rows.forEach((row) => (row.overdue += 1))],
    ['themes', 'do not add up', ({ themes }) => themes.plans.forEach((plan) => (plan.total.actions += 1))],
    ['register', 'Annex A', ({ register }) => register.groups[0]?.rows.pop()],
    ['leads', 'Home Office', ({ leads }) => leads.national.forEach((row) => (row.actions += 1))],
  ])('of the IMG report are worked out again: %s, %s', (anchor, words, change) => {
    const found = imgMismatches(changed(img(), change))
    expect(found.length).toBeGreaterThan(0)
    expect(found.some((each) => each.anchor === anchor && each.message.includes(words))).toBe(true)
  })

  it('of a council’s report are worked out again', () => {
    const fewer = changed(council(), ({ actionPlan }) => actionPlan.groups[0]?.rows.pop())
    expect(scrutinyMismatches(fewer).map(({ message }) => message)).toContain(
      'The figure “Actions”: 3, and the rows of the appendix: 2.',
    )
    const wrong = changed(council(), ({ sections }) => {
      for (const { paragraphs } of sections) for (const { progress } of paragraphs) progress?.total.fill(9)
    })
    expect(scrutinyMismatches(wrong).length).toBeGreaterThan(3)
  })
})
