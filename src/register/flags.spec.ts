import { describe, expect, it } from '@jest/globals'
import { type FlagCode, flagCodes, type FlagFacts, flagLabel, flagsOf, partSetAside } from './flags.js'
import { lastDayOf } from './flag-set-asides.service.js'

/** An action that nothing is wrong with, on 15 November 2013. */
const today = '2013-11-15'
const faultless: FlagFacts = {
  ...{ status: 'in_progress', confidence: 'amber', timeliness: 'not_yet_due' },
  ...{ end: '2014-06-30', precision: 'day', timesRedated: 0 },
  leads: [{ name: 'Home Office', provisional: false }],
  partners: [],
  openSteps: [],
  hasEvidence: false,
  ...{ knownFrom: '2013-07-04', lastSaid: '2013-10-01', sameWordsSince: null },
  spokenFor: new Set(),
}

interface Edge {
  flag: FlagCode
  /** The facts just over the edge, and the reason that is told. */
  over: Partial<FlagFacts>
  reason: string
  /** The facts just short of it. */
  short: Partial<FlagFacts>
}

const complete = { status: 'complete_reported', hasEvidence: true } as const
const edges: Edge[] = [
  {
    flag: 'no-lead',
    over: { leads: [] },
    reason: 'No agency is named as lead.',
    short: { leads: [{ name: 'Police', provisional: false }] },
  },
  {
    flag: 'provisional-lead',
    over: { leads: [{ name: 'Police', provisional: true }, { name: 'YOT', provisional: false }, { name: 'PRU', provisional: true }] }, // prettier-ignore
    reason: 'Proposed only: Police, PRU.',
    short: { leads: [{ name: 'YOT', provisional: false }] },
  },
  {
    flag: 'no-timescale',
    over: { precision: 'none', end: null },
    reason: 'No timescale is given.',
    short: { precision: 'open', end: null },
  },
  {
    flag: 'vague-timescale',
    over: { precision: 'open', end: null },
    reason: 'It has no end date.',
    short: { precision: 'quarter' },
  },
  {
    flag: 'vague-timescale',
    over: { precision: 'season' },
    reason: 'Known only to the season.',
    short: { precision: 'month' },
  },
  {
    flag: 'vague-timescale',
    over: { precision: 'year' },
    reason: 'Known only to the year.',
    short: { precision: 'none', end: null },
  },
  {
    flag: 'past-its-date-without-an-update',
    over: { end: '2013-11-14', lastSaid: '2013-11-14' },
    reason: 'Due by 14 November 2013; nothing said since.',
    short: { end: '2013-11-15', lastSaid: '2013-11-14' },
  },
  {
    flag: 'past-its-date-without-an-update',
    over: { end: '2013-11-13', lastSaid: null },
    reason: 'Due by 13 November 2013; nothing said since.',
    short: { end: '2013-11-13', lastSaid: '2013-11-14' },
  },
  {
    flag: 'past-its-date-without-an-update',
    over: { end: '2013-11-13', lastSaid: '2013-11-01', status: 'paused' },
    reason: 'Due by 13 November 2013; nothing said since.',
    short: { end: '2013-11-13', lastSaid: '2013-11-01', ...complete },
  },
  {
    // The quarters of April and of July passed after a word in March.
    flag: 'silent-for-two-quarters',
    over: { lastSaid: '2013-03-31' },
    reason: 'Last statement known: 31 March 2013.',
    short: { lastSaid: '2013-04-01' },
  },
  {
    flag: 'silent-for-two-quarters',
    over: { lastSaid: null, knownFrom: '2013-03-31' },
    reason: 'No statement since publication: 31 March 2013.',
    short: { lastSaid: null, knownFrom: '2013-04-01' },
  },
  {
    flag: 'silent-for-two-quarters',
    over: { lastSaid: '2012-01-01', status: 'not_started' },
    reason: 'Last statement known: 1 January 2012.',
    short: { lastSaid: '2012-01-01', status: 'closed_not_delivered' },
  },
  {
    flag: 'complete-without-evidence',
    over: { status: 'complete_reported', hasEvidence: false },
    reason: 'No evidence is on the register.',
    short: { status: 'complete_reported', hasEvidence: true },
  },
  {
    flag: 'complete-without-evidence',
    over: { status: 'complete_verified', hasEvidence: false },
    reason: 'No evidence is on the register.',
    short: { status: 'closed_not_delivered', hasEvidence: false },
  },
  {
    flag: 'complete-with-open-steps',
    over: { ...complete, openSteps: ['BRO12-S1.a', 'BRO12-S1.b'] },
    reason: 'Still open: BRO12-S1.a, BRO12-S1.b.',
    short: { ...complete, openSteps: [] },
  },
  {
    flag: 'complete-with-open-steps',
    over: { ...complete, openSteps: ['BRO12-S1.b'] },
    reason: 'Still open: BRO12-S1.b.',
    short: { status: 'in_progress', openSteps: ['BRO12-S1.b'] },
  },
  {
    flag: 'date-moved-three-times',
    over: { timesRedated: 3 },
    reason: 'Moved 3 times.',
    short: { timesRedated: 2 },
  },
  {
    flag: 'green-and-overdue',
    over: { confidence: 'green', timeliness: 'overdue', end: '2013-11-14', lastSaid: '2013-11-15' },
    reason: 'Rated green; due by 14 November 2013.',
    short: { confidence: 'green', timeliness: 'due_this_quarter' },
  },
  {
    flag: 'green-and-overdue',
    over: { confidence: 'green', timeliness: 'overdue', end: '2013-10-01', lastSaid: '2013-10-02' },
    reason: 'Rated green; due by 1 October 2013.',
    short: { confidence: 'amber', timeliness: 'overdue' },
  },
  {
    // The third quarter after that of January to March is that of October to December.
    flag: 'narrative-unchanged-for-three-quarters',
    over: { sameWordsSince: '2013-03-31' },
    reason: 'The same words since 31 March 2013.',
    short: { sameWordsSince: '2013-04-01' },
  },
  {
    flag: 'narrative-unchanged-for-three-quarters',
    over: { sameWordsSince: '2013-03-31', status: 'paused' },
    reason: 'The same words since 31 March 2013.',
    short: { sameWordsSince: '2013-03-31', status: 'superseded' },
  },
  {
    flag: 'partner-never-confirmed',
    over: { partners: [{ agency: 'police', name: 'Police' }, { agency: 'yot', name: 'YOT' }], spokenFor: new Set(['yot']) }, // prettier-ignore
    reason: 'Not heard from: Police.',
    short: { partners: [{ agency: 'yot', name: 'YOT' }], spokenFor: new Set(['yot', 'police']) },
  },
]

const raised = (facts: Partial<FlagFacts>) => flagsOf({ ...faultless, ...facts }, today)

describe('assurance flags', () => {
  it('are not raised on an action that nothing is wrong with', () => {
    expect(raised({})).toEqual([])
  })

  it('are twelve, each tried at its edge', () => {
    expect(flagCodes).toHaveLength(12)
    expect(new Set(edges.map(({ flag }) => flag))).toEqual(new Set(flagCodes))
  })

  it.each(edges)('raise $flag: $reason', ({ flag, over, reason }) => {
    expect(raised(over)).toContainEqual({ code: flag, reason })
  })

  it.each(edges)('do not raise $flag just short of its edge: $short', ({ flag, short }) => {
    expect(raised(short).map(({ code }) => code)).not.toContain(flag)
  })

  it('stand together in the order of the rules', () => {
    const everything = raised({
      ...{
        status: 'not_started',
        confidence: 'green',
        timeliness: 'overdue',
        end: '2012-12-31',
        precision: 'year',
      },
      ...{
        timesRedated: 4,
        leads: [],
        lastSaid: null,
        knownFrom: '2012-01-01',
        sameWordsSince: '2012-01-01',
      },
      partners: [{ agency: 'police', name: 'Police' }],
    })
    const codes = everything.map(({ code }) => code)
    expect(codes).toEqual(flagCodes.filter((code) => codes.includes(code)))
    expect(codes).toHaveLength(8)
  })

  it('have labels that can be read', () => {
    expect(flagLabel('no-lead')).toBe('No lead')
    expect(flagLabel('past-its-date-without-an-update')).toBe('Past its date without an update')
  })
})

describe('flags set aside', () => {
  const flags = raised({ leads: [], precision: 'none', end: null })
  const decision = { code: 'no-lead', until: today, because: 'Named in June.', by: 'Olive Office' } as const

  it('do not count up to and with their last day, and keep the facts that they rest on', () => {
    expect(partSetAside(flags, [decision], today)).toEqual({
      flags: [{ code: 'no-timescale', reason: 'No timescale is given.' }],
      setAside: [{ ...decision, reason: 'No agency is named as lead.' }],
    })
    expect(partSetAside(flags, [decision], '2013-11-16')).toEqual({ flags, setAside: [] })
  })

  it('are only those that are raised', () => {
    const other = { ...decision, code: 'green-and-overdue' } as const
    expect(partSetAside(flags, [other], today)).toEqual({ flags, setAside: [] })
  })

  it.each([
    ['2017-01-16', '2018-01-16'],
    ['2016-02-29', '2017-02-28'],
  ])('on %s can be so until %s', (from, last) => {
    expect(lastDayOf(from)).toBe(last)
  })
})
