import { describe, expect, it } from '@jest/globals'
import { anAction, aSnapshot } from '../../../test/builders/snapshot.js'
import type { EarlierEdition, EditionHistory } from '../editions/edition-history.js'
import { nothingWritten, type Written } from '../writing/written.js'
import type { ImgReport } from './img.model.js'
import { presentImg } from './img.presenter.js'

const before = () =>
  aSnapshot('2013-09-30').with(
    anAction('A-1').ledBy('Home Office').dueBy('2013-10-31'),
    anAction('A-2').ledBy('Ministry of Justice').dueBy('2013-12-01'),
    anAction('A-3'),
  )
const now = () =>
  aSnapshot('2013-12-31').with(
    anAction('A-1').titled('Publish the guide').ledBy('Home Office').dueBy('2013-10-31'),
    anAction('A-2').ledBy('Ministry of Justice').dueBy('2013-12-01').completed('2013-11-20'),
    anAction('A-3').perhapsLedBy('Ministry of Justice'),
  )

const made = (written: Partial<Written> = {}, history?: EditionHistory<ImgReport>): ImgReport =>
  presentImg({
    ...{ opening: before().build(), closing: now().build(), written: { ...nothingWritten, ...written } },
    ...(history ? { history } : {}),
  })

/** The report of the quarter before, as it was issued. */
const issuedBefore = (): ImgReport =>
  presentImg({
    opening: aSnapshot('2013-06-30').build(),
    closing: before().build(),
    written: {
      ...nothingWritten,
      decisions: [
        { what: 'Name a lead for A-3.', who: 'Home Secretary', byWhen: '2013-12-31' },
        { what: 'Agree the date', who: 'Ministry of Justice', byWhen: null },
      ],
    },
  })

function edition(cutOff: string, data: unknown): EarlierEdition<ImgReport> {
  return {
    ...{ id: `img-${cutOff}`, cutOff, knownBy: before().build().knownBy, issuedOn: '2013-10-12' },
    ...{ withdrawn: null, data: data as ImgReport },
  }
}

const after = (
  previous: EarlierEdition<ImgReport>,
  others: Partial<EditionHistory<ImgReport>> = {},
): EditionHistory<ImgReport> => ({
  ...{ previous, trend: [previous], withdrawn: [], since: previous.knownBy },
  ...others,
})

describe('the decisions', () => {
  const decisions = [
    {
      what: 'Confirm the lead of A-3.',
      who: 'Secretary of State for Justice and the Home Office',
      byWhen: null,
    },
    { what: 'Fund the guide', who: 'The Treasury', byWhen: '2014-02-28' },
  ]

  it('are those that were written, and say which lead each concerns', () => {
    const { summary } = made({ decisions })
    expect(summary.decisionsProposed).toBe(false)
    expect(summary.decisionsNote).toBe('')
    expect(summary.decisions.map(({ what, byWhen, concerns }) => [what, byWhen, concerns])).toEqual([
      ['Confirm the lead of A-3', null, ['home-office']],
      ['Fund the guide', '2014-02-28', []],
    ])
  })

  it('are none where an empty list was written', () => {
    const { summary } = made({ decisions: [] })
    expect(summary.decisions).toEqual([])
    expect(summary.decisionsNote).toBe('No decision is sought.')
  })

  it('stand in full in section 4 where page one cannot hold them whole', () => {
    const long = { what: 'Agree with every borough. '.repeat(8).trim(), who: 'w'.repeat(120), byWhen: null }
    const { summary, changes } = made({ decisions: Array.from({ length: 8 }, () => long) })
    expect(summary.room.decisions).toHaveLength(6)
    expect(summary.decisionsNote).toBe('And 2 more. All in full: section 4.')
    expect(changes.decisions).toHaveLength(8)
    expect(made({ decisions }).changes.decisions).toEqual([])
  })

  it('of the edition before are followed by what became of them', () => {
    const { changes, summary } = made(
      { outcomes: ['Agreed on 4 November.'] },
      after(edition('2013-09-30', issuedBefore())),
    )
    expect(changes.outcomes.map(({ what, became }) => [what, became])).toEqual([
      ['Name a lead for A-3', 'Agreed on 4 November.'],
      ['Agree the date', null],
    ])
    expect(summary.changes).toContain(
      'What became of the 2 decisions sought last time: recorded for 1, section 4.',
    )
    expect(made().changes.noOutcomes).toContain('No issued report stands before this one')
  })
})

describe('exceptions that are left out', () => {
  const leftOut = [{ ref: 'A-1', reason: 'It is with the printer.' }]

  it('are in no list of exceptions; Annex B says why, and page one how many', () => {
    const report = made({ leftOut })
    const shown = [
      report.summary.exceptions,
      ...report.themes.plans.flatMap(({ themes }) => themes.map((theme) => theme.exceptions)),
    ]
    expect(shown.flatMap(({ lines }) => lines.flatMap(({ refs }) => refs))).not.toContain('A-1')
    expect(report.summary.leftOut).toBe('1 exception is left out: Annex B says why.')
    expect(report.method.leftOut).toEqual([
      { ref: 'A-1', title: 'Publish the guide', reason: 'It is with the printer.' },
    ])
    expect(report.summary.total.overdue).toBe(1)
  })

  it('can be chosen among all exceptions, the gravest first', () => {
    expect(made({ leftOut }).editable.exceptions).toMatchObject([
      { ref: 'A-1', why: 'Overdue by 61 days; silent', leftOut: 'It is with the printer.' },
      { ref: 'A-3', why: 'Silent since 1 January 2013', leftOut: null },
    ])
  })

  it('are only those that are exceptions', () => {
    expect(made({ leftOut: [{ ref: 'A-2', reason: 'Done.' }] }).method.leftOut).toEqual([])
  })
})

describe('what the programme office writes', () => {
  it('stands under its theme as rich text', () => {
    const texts = { 'theme.annual-report-2013.PW': 'Good **progress**.' }
    const [theme] = made({ texts }).themes.plans[0]?.themes ?? []
    expect(theme?.code).toBe('PW')
    expect(theme?.paragraph).toEqual([
      {
        kind: 'paragraph',
        spans: [{ text: 'Good ' }, { text: 'progress', strong: true }, { text: '.' }],
      },
    ])
    expect(made().themes.plans[0]?.themes[0]?.paragraph).toBeNull()
  })
})

describe('corrections', () => {
  it('are none where nothing was issued', () => {
    expect(made().method.corrections).toEqual({ withdrawn: [], figures: [], written: [], none: true })
  })

  it('name each figure that was printed otherwise than it is known now', () => {
    const previous = issuedBefore()
    previous.summary.total.overdue = 2
    previous.summary.total.actions = 4
    const { corrections } = made({}, after(edition('2013-09-30', previous))).method
    expect(corrections.figures).toEqual([
      'Actions on 30 September 2013: 4 were printed, 3 are now known.',
      'Open actions on 30 September 2013: 4 were printed, 3 are now known.',
      'Overdue actions on 30 September 2013: 2 were printed, 0 are now known.',
    ])
    expect(corrections.none).toBe(false)
  })

  it('name editions that were withdrawn, and what is written', () => {
    const withdrawn = {
      ...edition('2013-11-15', {}),
      withdrawn: { on: '2013-12-01', reason: 'It counted Merton twice.', successor: 'img-2' },
    }
    const history = after(edition('2013-09-30', issuedBefore()), { withdrawn: [withdrawn] })
    const { corrections } = made({ texts: { corrections: 'Two.' } }, history).method
    expect(corrections.withdrawn).toEqual([
      'The edition as known on 15 November 2013 (img-2013-11-15) was withdrawn on 1 December 2013: It counted Merton twice. img-2 takes its place.',
    ])
    expect(corrections.written).toHaveLength(1)
  })

  it('read data of another making without falling over', () => {
    for (const data of [{}, { summary: {} }, { summary: { total: { actions: 3 } } }, null]) {
      const report = made({}, after(edition('2013-09-30', data)))
      expect(report.method.corrections.figures).toEqual([])
      expect(report.quality.trend.points).toEqual([])
    }
  })
})

describe('the trend', () => {
  it('goes from the first edition to this one, one a quarter', () => {
    const { trend } = made({}, after(edition('2013-09-30', issuedBefore()))).quality
    expect(trend.points).toEqual([
      { cutOff: '2013-09-30', quarter: 'Q2 2013-14', open: 3, complete: 0, overdue: 0, noLead: 1, noDate: 1 },
      { cutOff: '2013-12-31', quarter: 'Q3 2013-14', open: 2, complete: 1, overdue: 1, noLead: 0, noDate: 1 },
    ])
    expect(trend.says).toBe('2 open actions on 31 December 2013, down from 3 on 30 September 2013.')
  })

  it('is one sentence where there is nothing to compare with', () => {
    expect(made().quality.trend).toEqual({
      says: 'A trend is drawn once an edition of an earlier quarter has been issued.',
      points: [],
    })
  })
})

describe('the reconciliation', () => {
  it('goes by plan and by status, and both add up', () => {
    const { byPlan, total, byStatus, compared } = made().changes
    expect(byPlan).toEqual([
      { label: 'annual-report-2013', opening: 3, added: 0, reopened: 0, closed: 1, closing: 2 },
    ])
    expect(total).toMatchObject({ opening: 3, closed: 1, closing: 2 })
    expect(byStatus).toEqual([
      { status: 'not_started', opening: 3, in: 0, out: 1, added: 0, closing: 2 },
      { status: 'complete_reported', opening: 0, in: 1, out: 0, added: 0, closing: 1 },
    ])
    expect(compared).toBe(
      'Compared with the register as known on 30 September 2013; no report was issued before.',
    )
  })
})
