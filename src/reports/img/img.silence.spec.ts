import { describe, expect, it } from '@jest/globals'
import { aReturn, aRound } from '../../../test/builders/round.js'
import { anAction, aSnapshot } from '../../../test/builders/snapshot.js'
import type { KnownDateMove } from '../../register/date-moves.js'
import { imgTables } from '../documents/img-tables.js'
import { presentImg } from './img.presenter.js'
import { leadPageOf } from './lead-page.js'

const opening = () =>
  aSnapshot('2013-09-30').with(
    anAction('A-1').ledBy('Home Office').dueBy('2014-03-31'),
    anAction('A-2').ledBy('Ministry of Justice').dueBy('2014-03-31'),
  )
const closing = () =>
  aSnapshot('2013-12-31')
    .with(
      anAction('A-1').ledBy('Home Office').dueBy('2014-03-31').saying('The draft is late.', '2013-09-17'),
      anAction('A-2')
        .ledBy('Ministry of Justice')
        .dueBy('2014-03-31')
        .redatedTo('2014-06-30', 'Waits for the review.'),
    )
    .under('annual-report-2013', { geography: 'national' })
const rounds = [
  aRound('2013-06-30', '2013-07-19', [aReturn('Home Office', 'on time', ['A-1'])]),
  aRound('2013-09-30', '2013-10-18', [
    aReturn('Home Office', 'not', ['A-1']),
    aReturn('Ministry of Justice', 'late', ['A-2']),
  ]),
]
const move: KnownDateMove = {
  ...{ id: 1, ref: 'A-2', from: '2014-03-31', to: '2014-06-30', reason: 'Waits for the review.' },
  ...{ by: 'Ann Example', askedAt: '2013-10-10T09:00:00.000Z', state: 'agreed', decisionReason: null },
  ...{ decidedBy: 'Olive Example', decidedAt: '2013-10-14T09:00:00.000Z' },
}
const refused: KnownDateMove = {
  ...{ ...move, id: 2, ref: 'A-1', to: '2014-12-31', state: 'refused' },
  decisionReason: 'The date is the plan’s own.',
}
const report = () =>
  presentImg({
    opening: opening().build(),
    closing: closing().build(),
    ...{ rounds, dateMoves: [move, refused] },
  })

describe('silence in the report to ministers', () => {
  it('stands on page one by name, with the age of the last word', () => {
    const { unanswered, detail, room } = report().summary
    expect(detail).toContain('Returns for Q2 2013-14 (July to September 2013): 1 of 2 answered.')
    expect(unanswered).toBe(
      'Agencies that have not answered the return of Q2 2013-14: 1 of 2. Home Office: last word 17 September 2013, 105 days old.',
    )
    expect(room.unanswered).toBe(2)
  })

  it('names eight at most, and says how many more there are', () => {
    const many = Array.from({ length: 11 }, (_, index) => `Agency ${String.fromCharCode(65 + index)}`)
    const all = aSnapshot('2013-12-31').with(
      ...many.map((name, index) => anAction(`A-${index + 1}`).ledBy(name)),
    )
    const silent = aRound(
      '2013-09-30',
      '2013-10-18',
      many.map((name, index) => aReturn(name, 'not', [`A-${index + 1}`])),
    )
    const { summary, leads } = presentImg({
      opening: aSnapshot('2013-09-30').build(),
      closing: all.build(),
      rounds: [silent],
    })
    expect(summary.unanswered).toMatch(
      /: 11 of 11\. Agency A: no word so far; .*Agency H: [^;]*; and 3 more\.$/u,
    )
    expect(leads.asked?.filter(({ silent: none }) => none !== null)).toHaveLength(11)
  })

  it('says so when all have answered, and when none could yet', () => {
    const present = (of: (typeof rounds)[number]) =>
      presentImg({ opening: opening().build(), closing: closing().build(), rounds: [of] }).summary.unanswered
    const answered = aRound('2013-09-30', '2013-10-18', [aReturn('Home Office', 'late', ['A-1'])])
    expect(present(answered)).toBe('The only agency asked has answered the return of Q2 2013-14.')
    const ahead = aRound('2013-12-31', '2014-01-17', [aReturn('Home Office', 'not', ['A-1'])])
    expect(present(ahead)).toContain('0 of 1 agency answered the return of Q3 2013-14 by the cut-off')
  })

  it('makes an exception of an action that no lead answered for, with the last statement', () => {
    const { lines } = report().summary.exceptions
    expect(lines.find(({ shown }) => shown === 'A-1')).toMatchObject({
      why: 'No answer to the return of Q2 2013-14',
      statement: { words: 'The draft is late.', age: '3 months old' },
    })
  })

  it('counts the returns of each lead, and tells the lead itself', () => {
    const { leads } = report()
    expect(leads.national.map(({ name, returns }) => [name, returns])).toEqual([
      ['Home Office', { asked: 2, onTime: 1, late: 0, none: 1 }],
      ['Ministry of Justice', { asked: 1, onTime: 0, late: 1, none: 0 }],
    ])
    expect(leads.returns).toBe('Of 2 quarters: 1 of 3 returns on time, 1 late, 1 without an answer.')
    expect(leadPageOf(report(), 'home-office')?.returns).toBe(
      '1 of 2 returns on time, 1 without an answer. No answer to the return of Q2 2013-14: last word 17 September 2013, 105 days old.',
    )
  })
})

describe('dates and flags in the report to ministers', () => {
  it('says who agreed to a date, and what was asked for and not moved', () => {
    const { dateMoves, askedDates } = report().changes
    expect(dateMoves).toMatchObject([{ ref: 'A-2', days: 91, agreedBy: 'Olive Example' }])
    expect(askedDates).toMatchObject([
      {
        ref: 'A-1',
        became: 'Refused by Olive Example on 14 October 2013: The date is the plan’s own',
      },
    ])
  })

  it('counts flags that are set aside apart', () => {
    const register = closing().build()
    const [first] = register.actions
    const aside = { because: 'A review decides it.', until: '2014-03-31', by: 'Olive Example' }
    const actions = register.actions.map((action) =>
      action === first
        ? { ...action, setAside: [{ code: 'no-lead' as const, reason: 'No lead.', ...aside }] }
        : action,
    )
    const { quality } = presentImg({ opening: opening().build(), closing: { ...register, actions } })
    expect(quality.setAside).toEqual([
      {
        ...{ ref: 'A-1', title: 'Share what is known', label: 'No lead', why: 'A review decides it.' },
        ...{ until: '2014-03-31', by: 'Olive Example' },
      },
    ])
    expect(quality.says).toContain('1 flag is set aside by the programme office until a day')
  })

  it('stands in the tables beside the paper', () => {
    const tables = imgTables(report()).tables
    const returns = tables.find(({ name }) => name === 'Returns')
    expect(returns?.rows[0]).toEqual([
      ...['Home Office', 2, 1, 0, 1, 'No answer', { day: '2013-09-17' }, 'A-1'],
    ])
    const changed = tables.find(({ name }) => name === 'Changes')
    expect(changed?.rows.every((row) => row.length === changed.columns.length)).toBe(true)
    expect(changed?.rows[0]?.at(-1)).toBe('Olive Example')
  })
})
