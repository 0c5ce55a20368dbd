import { describe, expect, it } from '@jest/globals'
import { editableParts, type SavedPart, writableData } from './edition-parts.js'

const img = {
  themes: {
    plans: [
      { slug: 'alder-2013', title: 'Alder', themes: [{ key: 'theme-alder-2013-PW', title: 'Partners' }] },
    ],
  },
  leads: { national: [{ agency: 'home-office', name: 'Home Office' }], local: [] },
  editable: { exceptions: [{ ref: 'A-1', what: 'Guide', why: 'Overdue', leftOut: null }] },
}
/** As editions were before their sections said who writes them, and how. */
const early = {
  frontBlock: [
    { label: 'Wards', value: null, note: null },
    { label: 'Register as known on', value: '4 July 2013', note: null, editable: false },
  ],
  recommendations: { heading: 'Recommendations', by: 'register', items: [{ letter: 'A', text: 'Note it.' }] },
  sections: [
    { number: 1, heading: 'PURPOSE', filledBy: 'register' },
    { number: 2, heading: 'LAW', filledBy: 'officer' },
  ],
}
const partsOf = (kind: 'img' | 'scrutiny', data: object, saved: SavedPart[] = [], before = 0) =>
  editableParts({
    ...{ kind, saved, data: writableData(JSON.stringify(data)) },
    decisionsBefore: Array.from({ length: before }, () => ({ what: 'One', who: 'All', byWhen: null })),
  })

describe('the parts of an edition', () => {
  it('follow from its data, in the order of the document', () => {
    const names = ['decisions', 'left-out', 'theme.alder-2013.PW', 'corrections']
    expect(partsOf('img', img).map(({ name }) => name)).toEqual(names)
    expect(partsOf('img', img, [], 2).map(({ name }) => name)).toEqual([
      ...['decisions', 'outcomes', ...names.slice(1)],
    ])
    expect(partsOf('scrutiny', early).map(({ name, required }) => [name, required])).toEqual([
      ...[
        ['front', false],
        ['recommendations', true],
        ['section.1', false],
        ['section.2', true],
      ],
      ...[
        ['corrections', false],
        ['exempt', false],
      ],
    ])
  })

  it('offer what there is to choose from', () => {
    expect(partsOf('img', img)[1]).toMatchObject({ offered: [{ ref: 'A-1', what: 'Guide', why: 'Overdue' }] })
    const [front, asked] = partsOf('scrutiny', early)
    expect(front).toMatchObject({ rows: [{ label: 'Wards', value: null, note: null }] })
    expect(asked).toMatchObject({ proposed: ['Note it.'] })
    expect(writableData(JSON.stringify(img)).leads).toEqual([{ slug: 'home-office', name: 'Home Office' }])
  })

  it('hold what was saved last, and by whom', () => {
    const saved = { part: 'section.2', revision: 3, content: { text: 'Lawful.' }, author: 'Ann' }
    const at = '2017-01-16T09:00:00.000Z'
    expect(partsOf('scrutiny', early, [{ ...saved, recordedAt: at }])[3]).toMatchObject({
      ...{ content: { text: 'Lawful.' }, revision: 3, savedBy: 'Ann', savedAt: at },
    })
  })

  it('are few in an edition of which nothing is known', () => {
    expect(partsOf('img', {}).map(({ name }) => name)).toEqual(['decisions', 'left-out', 'corrections'])
    expect(partsOf('scrutiny', {}).length).toBe(4)
  })
})
