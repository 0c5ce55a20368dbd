import { describe, expect, it } from '@jest/globals'
import { addDays, type Day } from '../../clock/dates.js'
import type { MessageKind, Rung } from './message.entity.js'
import {
  type Addressee,
  chasedMessages,
  dueMessages,
  type EarlierMessage,
  isLate,
  type WaitingReturn,
} from './due-messages.js'

const someone = (name: string, rung: Rung): Addressee => ({ name, email: `${name}@example.org`, rung })
const [olga, dev, ann] = [someone('olga', 'owner'), someone('dev', 'deputy'), someone('ann', 'accountable')]

const police: WaitingReturn = {
  ...{ id: 1, commissionId: 7, openedOn: '2013-06-17', dueOn: '2013-07-05', sentBackAt: null },
  ...{ people: [olga, dev, ann], senders: [] },
}

const told = (
  to: Addressee,
  returnId: number,
  day: Day,
  kind: MessageKind = 'invitation',
): EarlierMessage => ({
  ...{ returnId, email: to.email, day, kind, rung: to.rung, madeAt: `${day}T09:00:00.000Z` },
})

/** Goes through the days, remembers what was written, and answers with it. */
function livedThrough(waiting: WaitingReturn[], days: Day[]): string[] {
  const earlier: EarlierMessage[] = []
  const log: string[] = []
  for (const day of days) {
    for (const { email, about } of dueMessages(waiting, earlier, new Set(), day)) {
      log.push(`${day} ${email.split('@')[0] ?? ''}: ${about.map(({ kind }) => kind).join(', ')}`)
      for (const { returnId, kind, rung } of about) {
        earlier.push({ returnId, email, day, kind, rung, madeAt: `${day}T09:00:00.000Z` })
      }
    }
  }
  return log
}

const daysFrom = (day: Day, count: number) => Array.from({ length: count }, (_, index) => addDays(day, index))

describe('the messages of a day', () => {
  it('follow the ladder through a round, each step once', () => {
    expect(livedThrough([police], daysFrom('2013-06-10', 60))).toEqual([
      '2013-06-17 olga: invitation',
      '2013-06-28 olga: before',
      '2013-07-05 olga: on the day',
      '2013-07-08 olga: after',
      '2013-07-08 dev: after',
      '2013-07-12 olga: after',
      '2013-07-12 dev: after',
      '2013-07-12 ann: after',
    ])
  })

  it('are the newest alone where days were missed', () => {
    expect(livedThrough([police], ['2013-06-17', '2013-07-10', '2013-07-11'])).toEqual([
      '2013-06-17 olga: invitation',
      '2013-07-10 olga: after',
      '2013-07-10 dev: after',
    ])
  })

  it('are one for each person, whatever it is that concerns them', () => {
    const health = { ...police, id: 2, commissionId: 8, dueOn: '2013-07-08', people: [olga] }
    const back = { ...police, id: 3, sentBackAt: '2013-07-04T10:00:00.000Z', senders: [olga] }
    const due = dueMessages([police, health, back], [], new Set(), '2013-07-05')
    expect(due).toEqual([
      {
        ...{ email: olga.email, name: 'olga' },
        about: [
          { returnId: 1, kind: 'on the day', rung: 'owner' },
          { returnId: 2, kind: 'before', rung: 'owner' },
          { returnId: 3, kind: 'question', rung: 'owner' },
        ],
      },
    ])
  })

  it('are none for who had one today, who gets it on the next day', () => {
    expect(dueMessages([police], [], new Set([olga.email]), '2013-06-17')).toEqual([])
    expect(dueMessages([police], [], new Set(), '2013-06-18')).toHaveLength(1)
  })

  it('are none for an agency that nobody can be written to for', () => {
    expect(dueMessages([{ ...police, people: [] }], [], new Set(), '2013-07-12')).toEqual([])
  })

  it('tell of a question whoever sent the return, else its owner; once for each time that it comes back', () => {
    const back = { ...police, sentBackAt: '2013-07-04T10:00:00.000Z', senders: [dev] }
    const to = (waiting: WaitingReturn, earlier: EarlierMessage[]) =>
      dueMessages([waiting], earlier, new Set(), '2013-07-05').map(({ email }) => email)
    expect(to(back, [])).toEqual([dev.email])
    expect(to({ ...back, senders: [] }, [])).toEqual([olga.email])
    const asked = { ...told(dev, 1, '2013-07-04', 'question'), madeAt: '2013-07-04T11:00:00.000Z' }
    expect(to(back, [asked])).toEqual([])
    expect(to({ ...back, sentBackAt: '2013-07-04T12:00:00.000Z' }, [asked])).toEqual([dev.email])
    // A reminder of the same morning does not tell of it.
    expect(to(back, [told(dev, 1, '2013-07-05', 'on the day')])).toEqual([dev.email])
  })
})

describe('chasing', () => {
  const chased = (earlier: EarlierMessage[], day: Day, waiting: WaitingReturn[] = [police]) =>
    chasedMessages(7, waiting, earlier, day).map(({ email }) => email)

  it('is of those whose deadline has passed without an answer', () => {
    expect(isLate(police, '2013-07-05')).toBe(false)
    expect(isLate(police, '2013-07-06')).toBe(true)
    expect(isLate({ ...police, sentBackAt: '2013-07-04T10:00:00.000Z' }, '2013-07-06')).toBe(false)
    expect(chased([], '2013-07-05')).toEqual([])
    expect(chased([], '2013-07-06', [{ ...police, commissionId: 8 }])).toEqual([])
  })

  it('goes one rung up from what was reached since the deadline', () => {
    const before = [told(olga, 1, '2013-07-05', 'on the day')]
    expect(chased(before, '2013-07-06')).toEqual([olga.email])
    const owner = [...before, told(olga, 1, '2013-07-06', 'chased')]
    expect(chased(owner, '2013-07-07')).toEqual([olga.email, dev.email])
    const deputy = [...owner, told(dev, 1, '2013-07-07', 'chased')]
    expect(chased(deputy, '2013-07-08')).toEqual([olga.email, dev.email, ann.email])
    expect(chased([...deputy, told(ann, 1, '2013-07-08', 'chased')], '2013-07-09')).toHaveLength(3)
  })

  it('brings along what else is asked of the same people that day', () => {
    const other = { ...police, id: 2, commissionId: 8, openedOn: '2013-07-08', dueOn: '2013-07-31' }
    const [message] = chasedMessages(7, [police, other], [], '2013-07-08')
    expect(message?.about).toEqual([
      { returnId: 1, kind: 'chased', rung: 'owner' },
      { returnId: 2, kind: 'invitation', rung: 'owner' },
    ])
  })
})
