import { describe, expect, it } from '@jest/globals'
import type { ActionStatus } from '../actions/action-status.js'
import { type Timeliness, timelinessOf } from './timeliness.js'

type Row = [status: ActionStatus, end: string | null, completedOn: string | null, timeliness: Timeliness]

/** On 15 November 2013, in the quarter from October to December. */
const today = '2013-11-15'
const table: Row[] = [
  ['not_started', null, null, 'no_date'],
  ['in_progress', null, null, 'no_date'],
  ['paused', null, null, 'no_date'],
  ['complete_reported', null, '2013-11-01', 'no_date'],
  ['not_started', '2013-11-14', null, 'overdue'],
  ['in_progress', '2013-09-30', null, 'overdue'],
  ['paused', '2013-11-14', null, 'overdue'],
  ['not_started', '2013-11-15', null, 'due_this_quarter'],
  ['in_progress', '2013-12-31', null, 'due_this_quarter'],
  ['paused', '2013-12-31', null, 'due_this_quarter'],
  ['not_started', '2014-01-01', null, 'not_yet_due'],
  ['in_progress', '2020-12-31', null, 'not_yet_due'],
  ['complete_reported', '2013-11-10', '2013-11-10', 'completed_on_time'],
  ['complete_reported', '2013-11-10', '2013-11-11', 'completed_late'],
  ['complete_verified', '2014-06-30', '2013-11-11', 'completed_on_time'],
  ['complete_verified', '2013-06-30', '2013-11-11', 'completed_late'],
  // The day of completion is not known: it was complete today at the latest.
  ['complete_reported', '2013-11-15', null, 'completed_on_time'],
  ['complete_reported', '2013-11-14', null, 'completed_late'],
  ['closed_not_delivered', '2013-06-30', null, 'no_date'],
  ['closed_not_delivered', '2014-06-30', null, 'no_date'],
  ['superseded', '2013-06-30', null, 'no_date'],
]

describe('timeliness', () => {
  it.each(table)(
    'of an action that is %s, due %s and completed %s is %s',
    (status, end, completedOn, timeliness) => {
      expect(timelinessOf(status, end, completedOn, today)).toBe(timeliness)
    },
  )

  it('turns with the quarter', () => {
    expect(timelinessOf('in_progress', '2014-03-31', null, '2013-12-31')).toBe('not_yet_due')
    expect(timelinessOf('in_progress', '2014-03-31', null, '2014-01-01')).toBe('due_this_quarter')
    expect(timelinessOf('in_progress', '2014-03-31', null, '2014-03-31')).toBe('due_this_quarter')
    expect(timelinessOf('in_progress', '2014-03-31', null, '2014-04-01')).toBe('overdue')
  })
})
