import { describe, expect, it } from '@jest/globals'
import type { ActionView, PlanView, RegisterSnapshot, UpdateView } from '../../register/views.js'
import { renderReport } from '../shared/render.js'
import { blockersOf } from './blockers.js'
import type { CommitteeForm } from './committee-form.js'
import { presentScrutiny, type ScrutinyInput } from './scrutiny.presenter.js'
import type { ScrutinyReport } from './scrutiny.model.js'

const cutOff = '2013-12-31'

function anAction(ref: string, facts: Partial<ActionView> = {}): ActionView {
  return {
    ref,
    plan: 'alder-2013',
    theme: 'Leadership',
    themeCode: 'L',
    kind: 'recommendation',
    term: null,
    title: `Title of ${ref}`,
    text: `Text of ${ref}`,
    status: 'not_started',
    statusReason: null,
    completedOn: null,
    confidence: 'none',
    timeliness: 'no_date',
    timescale: {
      asWritten: [],
      start: null,
      end: null,
      precision: 'none',
      basis: 'stated',
      reason: null,
      firstEnd: null,
      timesRedated: 0,
      daysSlipped: 0,
    },
    leads: [],
    partners: [],
    namedInText: [],
    steps: [],
    source: { document: 'A plan', section: null, quotes: [] },
    related: [],
    priorities: [],
    flags: [],
    note: null,
    revision: 1,
    recordedAt: '2013-07-05T09:00:00.000Z',
    knownFrom: '2013-07-04',
    latestUpdate: null,
    ...facts,
  }
}

function dueBy(end: string): ActionView['timescale'] {
  const day = { start: end, end, precision: 'day' as const, basis: 'stated' as const, firstEnd: end }
  return { ...day, asWritten: ['by then'], reason: null, timesRedated: 0, daysSlipped: 0 }
}

function aPlan(slug: string, geography: PlanView['geography'], themes: PlanView['themes'] = []): PlanView {
  return {
    slug,
    programme: 'EGYV',
    title: `Plan ${slug}`,
    publisher: `Publisher of ${slug}`,
    publishedOn: { asWritten: '4th July 2013', start: '2013-07-04', end: '2013-07-04', precision: 'day' },
    standing: 'final',
    geography,
    area: null,
    marking: null,
    licence: 'None stated',
    actionCount: 0,
    themes,
    measures: [],
  }
}

function anUpdate(facts: Partial<UpdateView>): UpdateView {
  return {
    id: 1,
    plan: 'alder-2013',
    theme: 'L',
    actions: [],
    narrative: 'Strong partnership working',
    by: 'Review team',
    on: '2013-03-31',
    onAsWritten: 'March 2013',
    status: null,
    section: 'Leadership, Strengths, 5.1.1',
    knownFrom: '2013-07-04',
    ...facts,
  }
}

const actions = [
  anAction('NAT-1', { plan: 'nation-2013', theme: null, themeCode: null, title: 'National promise' }),
  anAction('NAT-2', { plan: 'nation-2013', theme: null, themeCode: null, title: 'National stranger' }),
  anAction('ALD-1', {
    status: 'complete_reported',
    completedOn: '2013-11-01',
    timeliness: 'completed_on_time',
  }),
  anAction('ALD-2', {
    status: 'in_progress',
    timeliness: 'overdue',
    timescale: dueBy('2013-12-01'),
    leads: [{ agency: 'alder', name: 'Alder Council', asWritten: 'the council', provisional: false }],
    related: [{ ref: 'NAT-1', relation: 'delivers_locally', reason: 'Both ask for it.' }],
  }),
  anAction('ALD-3', {
    kind: 'area_for_improvement',
    theme: 'Mapping',
    themeCode: 'M',
    related: [{ ref: 'ALD-2', relation: 'feeds', reason: 'The same words.' }],
  }),
  anAction('ALD-4', {
    theme: 'Mapping',
    themeCode: 'M',
    status: 'closed_not_delivered',
    statusReason: 'No money',
  }),
  anAction('BEE-1', {
    plan: 'beech-2013',
    title: 'Line of another council',
    related: [{ ref: 'ALD-1', relation: 'overlaps', reason: 'Near.' }],
  }),
]

const snapshot: RegisterSnapshot = {
  knownBy: '2013-12-31T23:59:59.999Z',
  cutOff,
  registerRevision: 42,
  programmes: [{ code: 'EGYV', name: 'Ending Gang and Youth Violence' }],
  plans: [
    aPlan('nation-2013', 'national'),
    aPlan('alder-2013', 'borough', [
      { code: 'L', title: 'Leadership', actionCount: 2 },
      { code: 'M', title: 'Mapping', actionCount: 2 },
    ]),
    aPlan('beech-2013', 'borough'),
  ],
  agencies: [],
  priorities: [],
  actions,
  updates: [anUpdate({})],
}

const form: CommitteeForm = {
  slug: 'alder-form',
  council: 'alder',
  panel: 'Children Scrutiny Panel',
  frontBlock: [
    { label: 'Committee', value: 'Children Scrutiny Panel' },
    { label: 'Date', value: '4th July 2013' },
    { label: 'Lead officers', value: 'A. Officer' },
  ],
  recommendationsHeading: 'Recommendations',
  sections: [
    {
      number: 1,
      heading: 'PURPOSE OF REPORT AND EXECUTIVE SUMMARY',
      filledBy: 'register',
      guidance: 'Figures.',
    },
    { number: 2, heading: 'DETAILS', filledBy: 'register', guidance: 'By theme.' },
    { number: 3, heading: 'ALTERNATIVE OPTIONS', filledBy: 'officer', guidance: 'The options, or None.' },
    { number: 4, heading: 'TIMETABLE', filledBy: 'register', guidance: 'What falls due.' },
    { number: 5, heading: 'LEGAL IMPLICATIONS', filledBy: 'officer', guidance: 'Powers and duties.' },
    { number: 6, heading: 'APPENDICES', filledBy: 'register', guidance: 'What is attached.' },
  ],
  paragraphs: [{ number: '3.1', text: 'None' }],
}

const present = (facts: Partial<ScrutinyInput> = {}): ScrutinyReport =>
  presentScrutiny({ snapshot, plan: 'alder-2013', form, glossary: [], ...facts })

const render = (report: ScrutinyReport): string =>
  renderReport('scrutiny-panel', {
    report,
    edition: { id: 'scrutiny-1', sha256: 'ab'.repeat(32), issued: null },
  })

const section = (report: ScrutinyReport, number: number) =>
  report.sections.find((one) => one.number === number)

describe('the scrutiny panel report', () => {
  it('holds the lines of that council and the wider actions they serve, and nothing else', () => {
    const report = present()
    const html = render(report)
    for (const ref of ['ALD-1', 'ALD-2', 'ALD-3', 'ALD-4', 'NAT-1']) expect(html).toContain(ref)
    for (const stranger of ['NAT-2', 'National stranger', 'BEE-1', 'Line of another council']) {
      expect(html).not.toContain(stranger)
      expect(JSON.stringify(report)).not.toContain(stranger)
    }
    expect(report.wider?.groups.flatMap((group) => group.rows.map((row) => row.ref))).toEqual(['NAT-1'])
  })

  it('counts every action once: themes add up to the plan', () => {
    const table = section(present(), 2)?.paragraphs[0]?.progress
    expect(table?.columns.map(({ label }) => label)).toEqual([
      'Actions', 'Complete', 'Under way', 'Not started', 'Closed', 'Late', 'No lead', 'No end date',
    ]) // prettier-ignore
    expect(table?.rows).toEqual([
      { theme: 'Leadership', cells: [2, 1, 1, 0, 0, 1, 0, 0] },
      { theme: 'Mapping', cells: [2, 0, 0, 1, 1, 0, 1, 1] },
    ])
    expect(table?.total).toEqual([4, 1, 1, 1, 1, 1, 1, 1])
    expect(present().actionPlan.groups.flatMap((group) => group.rows)).toHaveLength(4)
  })

  it('says the figures in sentences', () => {
    const texts = section(present(), 1)?.paragraphs.map(({ text }) => text) ?? []
    expect(texts[0]).toContain('It covers its 4 actions: 3 recommendations and 1 area for improvement.')
    expect(texts[1]).toBe(
      'Of the 4 actions, 1 is complete, 1 is under way, 1 is not started and 1 is closed without delivery. ' +
        'Under way: ALD-2. 1 is late (ALD-2).',
    )
  })

  it('numbers sections and paragraphs as the form does', () => {
    const numbers = present().sections.flatMap((one) => one.paragraphs.map((paragraph) => paragraph.number))
    expect(numbers).toEqual([
      '1.1',
      '1.2',
      '1.3',
      '1.4',
      '2.1',
      '2.2',
      '2.3',
      '2.4',
      '4.1',
      '4.2',
      '6.1',
      '6.2',
    ])
    expect(present().recommendations.items.map(({ letter }) => letter)).toEqual(['A', 'B', 'C', 'D'])
  })

  it('shows which recommendation an area for improvement feeds, from both ends', () => {
    const lines = section(present(), 2)?.paragraphs.flatMap((paragraph) => paragraph.lines ?? []) ?? []
    expect(lines.find(({ ref }) => ref === 'ALD-3')?.feeds).toEqual(['ALD-2'])
    expect(lines.find(({ ref }) => ref === 'ALD-2')?.fedBy).toEqual(['ALD-3'])
  })

  it('puts strengths under the theme that they hang on', () => {
    const leadership = section(present(), 2)?.paragraphs.find(({ subheading }) => subheading === 'Leadership')
    expect(leadership?.quotations).toEqual([
      {
        heading: 'Good practice (Review team, March 2013)',
        items: [{ words: 'Strong partnership working', source: '5.1.1' }],
      },
    ])
  })

  it('says when each open action falls due, and which have no end date', () => {
    const [due, undated] = section(present(), 4)?.paragraphs ?? []
    expect(due?.due?.groups).toEqual([
      { heading: 'Late', rows: [expect.objectContaining({ ref: 'ALD-2', late: '30 days late' })] },
    ])
    expect(undated?.points).toEqual([{ text: 'No timescale is given: 1 action', refs: ['ALD-3'] }])
  })

  it('cannot be issued while a section of the officer is unwritten, and says so first', () => {
    const report = present()
    expect(blockersOf(report)).toEqual([
      expect.objectContaining({ section: 3, heading: 'ALTERNATIVE OPTIONS' }),
      expect.objectContaining({ section: 5, heading: 'LEGAL IMPLICATIONS' }),
    ])
    expect(report.draft?.says).toBe('This draft cannot be issued until sections 3 and 5 are written.')
    const html = render(report)
    expect(html.indexOf('This draft cannot be issued')).toBeLessThan(html.indexOf('<dl class="front">'))
    expect(html).toContain('Not written yet.')
    expect(section(report, 3)?.unwritten).toEqual({
      guidance: 'The options, or None.',
      before: { in: 'the report of 4th July 2013', words: 'None' },
    })
  })

  it('has no blockers once the officer has written, and takes the text as it is', () => {
    const report = present({
      officerText: { 0: ['That the panel agrees.'], 3: ['None.'], 5: ['None.', 'See above.'] },
    })
    expect(blockersOf(report)).toEqual([])
    expect(report.draft).toBeNull()
    expect(section(report, 5)?.paragraphs.map(({ number, text, by }) => ({ number, text, by }))).toEqual([
      { number: '5.1', text: 'None.', by: 'officer' },
      { number: '5.2', text: 'See above.', by: 'officer' },
    ])
    expect(report.recommendations).toMatchObject({ by: 'officer', note: null })
    expect(render(report)).not.toContain('Not written yet')
  })

  it('does not count blank text as written', () => {
    expect(blockersOf(present({ officerText: { 3: ['  '], 5: [] } }))).toHaveLength(2)
  })

  it('labels its own recommendations as a draft for the officer', () => {
    const { by, note, items } = present().recommendations
    expect(by).toBe('register')
    expect(note).toBe(
      'Draft, proposed from the figures of the register. The officer confirms or replaces them.',
    )
    expect(items.at(-1)?.text).toBe(
      'That the panel decides whether it wishes to receive a further update and, if so, when.',
    )
  })

  it('uses plain headings and no names where the council has no form on the register', () => {
    const report = present({ form: null })
    expect(report.sections.map(({ number, heading }) => `${number} ${heading}`)).toEqual([
      '1 Purpose', '2 Summary', '3 Progress', '4 Timetable', '5 Implications', '6 Appendices',
    ]) // prettier-ignore
    expect(report.frontBlock.filter(({ value }) => value !== null).map(({ label }) => label)).toEqual([
      'Register as known on',
      'Subject',
    ])
    expect(report.recommendations.items[0]?.text).toMatch(/^That the committee takes note/u)
  })

  it('says once that leads are only proposed, and asks for them to be confirmed', () => {
    const lead = { agency: 'police', name: 'Police', asWritten: 'Police', provisional: true }
    const proposed = snapshot.actions.map((action) => ({ ...action, leads: [lead] }))
    const report = present({ snapshot: { ...snapshot, actions: proposed } })
    expect(section(report, 1)?.paragraphs[2]?.text).toContain(
      'The plan only proposes its leads and none is confirmed',
    )
    expect(report.actionPlan.leadHeading).toBe('Proposed lead')
    expect(report.actionPlan.groups[0]?.rows[0]?.leads).toBe('Police')
    expect(report.recommendations.items.map(({ text }) => text)).toContain(
      'That the panel asks that the leads, so far only proposed, be confirmed.',
    )
  })

  it('keeps hostile text as text', () => {
    const hostile = '</style><script>alert(1)</script>{{edition}} \u202e "&\''
    const dirty = snapshot.actions.map((action) => ({
      ...action,
      title: hostile,
      text: hostile,
      theme: hostile,
    }))
    const html = render(
      present({
        snapshot: {
          ...snapshot,
          actions: dirty,
          updates: [anUpdate({ narrative: hostile, by: hostile, section: hostile })],
        },
        title: hostile,
        officerText: { 0: [hostile], 3: [hostile] },
      }),
    )
    expect(html).not.toMatch(/<script/iu)
    expect(html.match(/<\/style>/gu)).toHaveLength(1)
    expect(html).toContain('{{edition}}')
  })

  it('has words for a plan with nothing in it', () => {
    const report = present({ snapshot: { ...snapshot, actions: [], updates: [] } })
    expect(section(report, 2)?.paragraphs.map(({ text }) => text)).toEqual([
      'The plan has no actions to report on.',
    ])
    expect(report.recommendations.items[0]?.text).toBe(
      'That the panel takes note that the plan has no actions.',
    )
    expect(render(report)).toContain('The plan has no actions.')
    expect(render(report)).not.toContain('<table')
  })

  it('gives the same page for the same data', () => {
    expect(render(present())).toBe(render(JSON.parse(JSON.stringify(present())) as ScrutinyReport))
  })

  it('says in a sentence that there is no such plan', () => {
    expect(() => present({ plan: 'none-such' })).toThrow(
      'The register as known on 31 December 2013 holds no plan “none-such”.',
    )
  })
})
