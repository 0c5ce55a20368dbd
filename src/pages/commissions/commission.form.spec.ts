import { describe, expect, it } from '@jest/globals'
import { proposedCalendar } from '../../commissions/commission/commission-calendar.js'
import type { CommissionView } from '../../commissions/views.js'
import {
  fieldsOf,
  openedCommission,
  readChange,
  readCommission,
  readTypedCommission,
  type TypedCommission,
  typedChange,
  typedOf,
} from './commission.form.js'

const opened = openedCommission(proposedCalendar('2018-02-28'))
const question = (text: string, key = '') => ({ key, text, of: 'line', required: true })

/** The form as a browser sends it. */
const asSent = (typed: TypedCommission) => {
  const sent: Record<string, string[]> = {}
  for (const [name, value] of fieldsOf(typed)) sent[name] = [...(sent[name] ?? []), value]
  return sent
}

const commission: CommissionView = {
  ...{ id: 1, title: 'Return', periodStart: '2017-10-01', periodEnd: '2017-11-30' },
  ...proposedCalendar('2018-02-28'),
  questions: [{ key: 'question-2', text: 'Why?', of: 'return', required: false }],
  scope: { plans: ['merton-2013'], agencies: [], openOnly: true, filter: 'status=in_progress' },
  ...{
    state: 'planned',
    author: 'Office',
    madeAt: '2018-01-01T09:00:00.000Z',
    openedAt: null,
    closedAt: null,
  },
  rate: { asked: 0, answered: 0, onTime: 0 },
}

describe('the form of a commission', () => {
  it('is read as it was filled in, however often it is sent on', () => {
    const typed: TypedCommission = {
      ...opened,
      ...{ plans: ['a', 'b'], agencies: ['c'], completed: true, filter: 'q=x&status=paused' },
      questions: [question('One?', 'question-7'), question('Two?')],
    }
    expect(readTypedCommission(asSent(typed))).toEqual(typed)
  })

  it('proposes the quarter before the reporting date', () => {
    expect([opened.title, opened.period]).toEqual(['Quarterly return, Q3 2017-18', '2017-10-01'])
  })

  it('leaves a question its key, and gives a new one a key that is free', () => {
    const read = readCommission({
      ...opened,
      questions: [question('Old?', 'question-1'), question('New?'), question('Newer?')],
    })
    expect('commission' in read && read.commission.questions.map(({ key }) => key)).toEqual([
      ...['question-1', 'question-2', 'question-3'],
    ])
  })

  it('keeps a period that is no quarter, until another is chosen', () => {
    const kept = readChange(commission, typedOf(commission))
    expect('commission' in kept && kept.commission.periodEnd).toBe('2017-11-30')
    const other = readChange(commission, { ...typedOf(commission), period: '2017-07-01' })
    expect('commission' in other && other.commission.periodEnd).toBe('2017-09-30')
  })

  it('changes nothing of an open commission but its name and its later days', () => {
    const sent = { title: 'New name', plans: ['bromley-2012'], 'dueOn-day': '20', 'opensOn-day': '1' }
    const typed = typedChange({ ...commission, state: 'open' }, sent)
    expect(typed).toMatchObject({ title: 'New name', plans: ['merton-2013'], filter: 'status=in_progress' })
    expect([typed.days.dueOn.day, typed.days.opensOn.day]).toEqual(['20', '22'])
  })
})
