import { describe, expect, it } from '@jest/globals'
import type { ActionView, PlanView, RegisterSnapshot, UpdateView } from '../../register/views.js'
import type { EditionHistory } from '../editions/edition-history.js'
import { renderReport } from '../shared/render.js'
import type { PanelRecommendationView } from '../../recommendations/recommendations-known.js'
import { blockersOf } from './blockers.js'
import { editableParts } from './editable-parts.js'
import type { CommitteeFormData } from '../../plans/committee-form.js'
import { nothingWritten, type Written } from '../writing/written.js'
import { drawnScrutiny } from './scrutiny-variants.js'
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
    setAside: [],
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

const form: CommitteeFormData = {
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

const edition = { id: 'scrutiny-1', sha256: 'ab'.repeat(32), issued: null }

const render = (report: ScrutinyReport): string => {
  const drawn = drawnScrutiny(report, { of: 'whole' })
  return renderReport('scrutiny-panel', { report: drawn.report, edition }, drawn.template)
}

const writtenBy = (facts: Partial<Written>): Written => ({ ...nothingWritten, ...facts })

const section = (report: ScrutinyReport, number: number) =>
  report.sections.find((one) => one.number === number)

const aRecommendation: PanelRecommendationView = {
  ...{ label: 'A', madeOn: '2013-07-04', panel: 'Children Scrutiny Panel' },
  ...{ text: 'That the council reports back.', source: null, addressee: 'executive' },
  ...{ addresseeName: 'The council’s executive', receivedOn: '2013-07-05', answer: null },
  ...{ answerWords: 'Not answered', answeredOn: null, reason: null, responsible: null, dueOn: null },
  clock: { dueOn: '2013-09-05', state: 'overdue', words: 'Overdue by 3 days', overdue: true },
  done: [],
}

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
      '6.3',
    ])
    expect(present().recommendations.items.map(({ letter }) => letter)).toEqual(['A.', 'B.', 'C.', 'D.'])
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
      expect.objectContaining({ section: null, part: 'recommendations' }),
      expect.objectContaining({ section: 3, heading: 'ALTERNATIVE OPTIONS' }),
      expect.objectContaining({ section: 5, heading: 'LEGAL IMPLICATIONS' }),
    ])
    expect(report.draft?.says).toBe(
      'This draft cannot be issued until the recommendations are confirmed and sections 3 and 5 are written.',
    )
    const html = render(report)
    expect(html.indexOf('This draft cannot be issued')).toBeLessThan(html.indexOf('<dl class="front"'))
    expect(html).toContain('Not written yet.')
    expect(section(report, 3)?.unwritten).toEqual({
      guidance: 'The options, or None.',
      before: { in: 'the report of 4th July 2013', words: 'None' },
    })
  })

  it('has no blockers once the officer has written, and takes the text as it is', () => {
    const report = present({
      written: writtenBy({
        recommendations: ['That the panel agrees.'],
        texts: { 'section.3': 'None.', 'section.5': 'None.\n\nSee above.' },
      }),
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
    expect(
      blockersOf(present({ written: writtenBy({ recommendations: [' '], texts: { 'section.3': '  ' } }) })),
    ).toHaveLength(3)
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
      '7 Background papers',
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
    expect(report.actionPlan.columns.map(({ heading }) => heading)).toContain('Proposed lead')
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
        written: writtenBy({ recommendations: [hostile], texts: { 'section.3': hostile } }),
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

describe('what the officer has written', () => {
  const markdown = 'See **MASH**:\n\n- one;\n- [two](https://example.org).\n\nAnd *more*.'

  it('becomes paragraphs with their numbers, lists under them, and its words alone beside', () => {
    const report = present({ written: writtenBy({ texts: { 'section.3': markdown } }) })
    expect(section(report, 3)?.paragraphs.map(({ number, anchor, text }) => [number, anchor, text])).toEqual([
      ['3.1', 'p-3.1', 'See MASH: one; two.'],
      ['3.2', 'p-3.2', 'And more.'],
    ])
    const html = render(report)
    expect(html).toContain('id="p-3.1"')
    expect(html).toContain('<strong><bdi>MASH</bdi></strong>')
    expect(html).toContain('<a href="https://example.org">')
  })

  it('stands after what the register says, where the form lets the officer add', () => {
    const own = writtenBy({ texts: { 'section.2': 'Added.', 'section.4': 'Not taken.' } })
    const closed = form.sections.map((one, index) => (index === 3 ? { ...one, officerMayAdd: false } : one))
    const report = present({ written: own, form: { ...form, sections: closed } })
    expect(section(report, 2)?.paragraphs.at(-1)).toMatchObject({
      number: '2.5',
      by: 'officer',
      text: 'Added.',
    })
    expect(section(report, 4)).toMatchObject({ part: null })
    expect(JSON.stringify(report)).not.toContain('Not taken.')
  })

  it('fills rows of the front block, and brings its abbreviations into the glossary', () => {
    const glossary = [
      { term: 'MASH', meaning: 'Multi-Agency Safeguarding Hub' },
      { term: 'VCS', meaning: 'Voluntary sector' },
    ]
    const report = present({
      glossary,
      written: writtenBy({ front: { Date: ' 9 January 2014 ' }, texts: { 'section.3': 'The **MASH**.' } }),
    })
    expect(report.frontBlock[1]).toEqual({
      ...{ label: 'Date', value: '9 January 2014', note: null, editable: true },
    })
    expect(report.glossary?.terms).toEqual([glossary[0]])
    expect(present({ glossary }).glossary).toBeNull()
  })

  it('is told part by part to those who offer it for writing', () => {
    expect(editableParts(present()).map(({ part, required }) => `${part} ${required}`)).toEqual([
      ...['front false', 'recommendations true', 'section.1 false', 'section.2 false', 'section.3 true'],
      ...['section.4 false', 'section.5 true', 'section.6 false', 'corrections false', 'exempt false'],
    ])
  })
})

describe('what is exempt from publication', () => {
  const exempt = { ground: '7', text: 'Operation Quicksilver.\n\nIts targets:\n\n- Alder Road' }
  const report = present({ written: writtenBy({ exempt }) })

  it('is nowhere in the open report, which says that there is some and on which ground', () => {
    const open = JSON.stringify(report) + render(report)
    for (const word of ['Quicksilver', 'targets', 'Alder Road']) expect(open).not.toContain(word)
    expect(report.exempt?.says).toBe(
      'Appendix C is not for publication: it holds exempt information within paragraph 7 of Part 1 of Schedule 12A ' +
        'of the Local Government Act 1972. It is a document of its own.',
    )
    expect(section(report, 6)?.paragraphs.at(-2)?.text).toBe(report.exempt?.says)
  })

  it('is a document of its own, marked and numbered', () => {
    const drawn = drawnScrutiny(report, { of: 'exempt' }, exempt)
    expect(drawn.report.frame).toMatchObject({
      title: 'Appendix C (exempt) to Plan alder-2013: progress',
      marking: 'OFFICIAL-SENSITIVE',
    })
    const html = renderReport('scrutiny-panel', { report: drawn.report, edition }, drawn.template)
    expect(html).toContain('Not for publication: exempt information within paragraph 7 of Part 1')
    expect(html).toContain('Paragraph 7: Information relating to any action taken or to be taken')
    expect(html).toMatch(/id="p-C\.2"><span class="n">C\.2<\/span>/u)
    expect(html).toContain('Alder Road')
    expect(html).not.toContain('ALD-1')
  })

  it('is no document where there is none, and blocks the report where it has no ground', () => {
    const none = 'Nothing in this report is exempt from publication.'
    expect(() => drawnScrutiny(present(), { of: 'exempt' }, exempt)).toThrow(none)
    expect(() => drawnScrutiny(report, { of: 'exempt' })).toThrow(none)
    const groundless = present({ written: writtenBy({ exempt: { ...exempt, ground: '12' } }) })
    expect(blockersOf(groundless).at(-1)).toMatchObject({ part: 'exempt', section: null })
  })
})

describe('what came before', () => {
  const earlier = (data: unknown, withdrawn: EditionHistory['withdrawn'][number]['withdrawn'] = null) => ({
    ...{ id: 'scrutiny-old', cutOff: '2013-09-30', knownBy: '2013-09-30T22:59:59.999Z' },
    ...{ issuedOn: '2013-10-03', withdrawn, data },
  })
  const history = (facts: Partial<EditionHistory>): EditionHistory => ({
    ...{ previous: null, trend: [], withdrawn: [], since: '2013-09-30T22:59:59.999Z' },
    ...facts,
  })
  const then = {
    actionPlan: {
      groups: [
        {
          rows: [
            { ref: 'ALD-1', status: 'in_progress', timeliness: null, end: null },
            { ref: 'ALD-2', status: 'not_started', timeliness: null, end: '2013-11-01' },
            { ref: 'ALD-4', status: 'closed_not_delivered', timeliness: null },
            'strange',
          ],
        },
      ],
    },
  }
  const since = 'since the report as known on 30 September 2013, issued on 3 October 2013'

  it('is told in a short paragraph: done, begun, newly late, moved, new', () => {
    const told = section(present({ history: history({ previous: earlier(then) }) }), 1)?.paragraphs.at(-1)
    expect(told?.text).toBe(`3 actions have changed ${since}:`)
    expect(told?.points).toEqual([
      { text: 'Done since: 1 action', refs: ['ALD-1'] },
      { text: 'Begun since: 1 action', refs: ['ALD-2'] },
      { text: 'Newly late: 1 action', refs: ['ALD-2'] },
      { text: 'Date moved from 1 November 2013 to 1 December 2013', refs: ['ALD-2'] },
      { text: 'New in the plan: 1 action', refs: ['ALD-3'] },
    ])
  })

  it('is told too when nothing has changed, and read back from a report as it was issued', () => {
    const issued: unknown = JSON.parse(JSON.stringify(present()))
    const told = section(present({ history: history({ previous: earlier(issued) }) }), 1)?.paragraphs.at(-1)
    expect(told?.text).toBe(`No action of the plan has changed ${since}.`)
  })

  it('is corrected with its reason and what takes its place', () => {
    const withdrawn = { on: '2013-11-05', reason: 'Wrong dates', successor: 'scrutiny-new' }
    const report = present({
      history: history({ withdrawn: [earlier(then, withdrawn)] }),
      written: writtenBy({ texts: { corrections: 'ALD-2 was *not* late.' } }),
    })
    expect(report.made.corrections).toMatchObject({
      says: '1 earlier edition was withdrawn:',
      withdrawn: [
        {
          sentence:
            'scrutiny-old, as known on 30 September 2013 and issued on 3 October 2013, was withdrawn on 5 November ' +
            '2013: Wrong dates. scrutiny-new takes its place.',
        },
      ],
    })
    expect(render(report)).toContain('scrutiny-new takes its place.')
    expect(present().made.corrections.says).toBe('No correction to an earlier edition is recorded.')
  })

  it('is answered for where the form has a place for the panel’s recommendations', () => {
    const heading = { number: 7, heading: 'EARLIER RECOMMENDATIONS', guidance: null, officerMayAdd: null }
    const held = { ...heading, filledBy: 'register' as const, holds: ['recommendations-tracker' as const] }
    const tracked = { ...form, sections: [...form.sections, held] }
    expect(section(present({ form: tracked }), 7)?.paragraphs.map(({ text }) => text)).toEqual([
      'No recommendation of the panel is on the register.',
    ])
    const report = present({ form: tracked, tracker: [aRecommendation] })
    expect(section(report, 7)?.paragraphs[0]).toMatchObject({
      text: '1 recommendation of the panel is on the register: 1 is not answered, 1 past the day on which the answer was due.',
      table: {
        rows: [
          [
            'A (4 July 2013): That the council reports back.',
            ...['The council’s executive', 'Not answered. Overdue by 3 days', 'Not said', 'Nothing reported'],
          ],
        ],
      },
    })
    expect(render(report)).toContain('That the council reports back.')
  })
})
