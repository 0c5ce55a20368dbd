import { describe, expect, it } from '@jest/globals'
import type { DateView } from '../../register/views.js'
import { dateRows } from './action-dates.js'

const date = (more: Partial<DateView>): DateView => ({
  ...{ end: '2014-04-30', from: null, setOn: '2013-12-31', by: 'HM Government', reason: null },
  ...{ agreedBy: null, daysSlipped: 0, ...more },
})

describe('the end dates of an action', () => {
  it('begin with that of the plan, and say who set each later one, why, and who agreed', () => {
    const moved = { from: '2014-04-30', setOn: '2017-01-17', by: 'Amir Owner', reason: 'The hall is shut.' }
    expect(
      dateRows([
        date({}),
        date({ ...moved, end: '2014-06-30', daysSlipped: 61 }),
        date({ ...moved, end: '2014-04-29', daysSlipped: -1, agreedBy: 'Olive Office' }),
        date({ ...moved, end: '2014-04-30' }),
      ]).map(({ end, slipped, set, why, agreed }) => [end, slipped, set, why, agreed].join(' | ')),
    ).toEqual([
      '30 April 2014 | The first date | With the plan, 31 December 2013 | As the plan states it. | As published',
      '30 June 2014 | 61 days later than the first | 17 January 2017, by Amir Owner | The hall is shut. | Not needed',
      '29 April 2014 | 1 day earlier than the first | 17 January 2017, by Amir Owner | The hall is shut. | Olive Office',
      '30 April 2014 | None: the first date again | 17 January 2017, by Amir Owner | The hall is shut. | Not needed',
    ])
  })

  it('of a plan that gives none begin with none, and the first that was set is the first', () => {
    const rows = dateRows([date({ end: null }), date({ reason: 'Set by the board.' })])
    expect(rows.map(({ end, slipped, why }) => [end, slipped, why])).toEqual([
      ['No end date', '–', 'The plan gives none.'],
      ['30 April 2014', 'The first date', 'Set by the board.'],
    ])
  })
})
