import { describe, expect, it } from '@jest/globals'
import type { ActionStatus } from '../actions/action-status.js'
import { countsOf } from '../register/overview-counts.js'
import type { ActionFact } from '../register/overview-fact.js'
import type { Timeliness } from '../register/timeliness.js'
import { share, statusChart, statusInWords, statusRows, timelinessInWords } from './figures.js'

function facts(...some: [number, ActionStatus, Timeliness][]) {
  return countsOf(
    some.flatMap(([number, status, timeliness]) =>
      Array.from({ length: number }, (_, id): ActionFact => ({
        ...{ id, ref: `X-${id}`, title: 'Title', plan: 'plan', theme: null, leads: [], partners: [] },
        ...{
          priorities: [],
          status,
          timeliness,
          confidence: 'none',
          flags: [],
          setAside: [],
          end: null,
          lastSaid: null,
        },
        ...{ revision: 1, changedAt: '2017-02-20T09:00:00.000Z' },
      })),
    ),
  )
}

describe('figures in words', () => {
  it.each([
    [facts(), 'There are no actions.'],
    [facts([1, 'in_progress', 'overdue']), 'The one action is in progress.'],
    [facts([29, 'not_started', 'no_date']), 'None of the 29 actions is reported as started.'],
    [facts([3, 'superseded', 'no_date']), 'All 3 actions are superseded.'],
    [
      facts(
        [1, 'complete_verified', 'completed_on_time'],
        [2, 'complete_reported', 'no_date'],
        [78, 'not_started', 'no_date'],
      ),
      'Of 81 actions, 3 are complete (4%) and 78 are not started.',
    ],
    [
      facts(
        [1, 'paused', 'no_date'],
        [1, 'closed_not_delivered', 'no_date'],
        [1200, 'in_progress', 'overdue'],
      ),
      'Of 1,202 actions, 1,200 are in progress, 1 is paused and 1 is closed without delivery.',
    ],
  ])('%#: %s', (counts, words) => {
    expect(statusInWords(counts)).toBe(words)
  })

  it.each([
    [facts(), ''],
    [facts([4, 'not_started', 'no_date']), 'None has a date to be held to.'],
    [
      facts(
        [2, 'not_started', 'overdue'],
        [1, 'in_progress', 'due_this_quarter'],
        [1, 'not_started', 'no_date'],
      ),
      '2 are overdue, 1 is due by 31 March 2017 and 1 has no date to be held to.',
    ],
    [
      facts([1, 'complete_reported', 'completed_late'], [2, 'complete_reported', 'completed_on_time']),
      '2 were completed on time and 1 was completed late.',
    ],
  ])('%#: of time', (counts, words) => {
    expect(timelinessInWords(counts, '2017-02-20')).toBe(words)
  })

  it.each([
    [0, 0, '0%'],
    [0, 7, '0%'],
    [1, 1000, 'less than 1%'],
    [999, 1000, '99%'],
    [1000, 1000, '100%'],
    [1, 3, '33%'],
  ])('%s of %s is %s', (part, total, words) => {
    expect(share(part, total)).toBe(words)
  })

  it('are drawn as parts of one bar that fill it', () => {
    const counts = facts(
      [2, 'in_progress', 'overdue'],
      [1, 'complete_reported', 'no_date'],
      [3, 'not_started', 'no_date'],
    )
    expect(statusChart(counts)?.parts).toEqual([
      { tone: 'complete_reported', x: '0.000', width: '16.667' },
      { tone: 'in_progress', x: '16.667', width: '33.333' },
      { tone: 'not_started', x: '50.000', width: '50.000' },
    ])
    expect(statusRows(counts).map(({ label, count }) => [label, count])).toEqual([
      ['Not started', '3'],
      ['In progress', '2'],
      ['Complete (reported)', '1'],
    ])
    expect(statusChart(facts())).toBeNull()
  })
})
