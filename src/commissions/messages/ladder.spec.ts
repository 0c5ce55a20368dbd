import { describe, expect, it } from '@jest/globals'
import { peopleUpTo, rungAfter, stepOn, stepsOf } from './ladder.js'

/** A Friday; it was opened on a Monday three weeks before. */
const round = { openedOn: '2013-06-17', dueOn: '2013-07-05' }

describe('the ladder of a round', () => {
  it('has a day for each step, none on a weekend', () => {
    expect(stepsOf(round).map(({ kind, upTo, day }) => [day, kind, upTo])).toEqual([
      ['2013-06-17', 'invitation', 'owner'],
      ['2013-06-28', 'before', 'owner'],
      ['2013-07-05', 'on the day', 'owner'],
      // Three days after is the Monday, seven the Friday.
      ['2013-07-08', 'after', 'deputy'],
      ['2013-07-12', 'after', 'accountable'],
    ])
  })

  it('waits for the Monday where a day falls on a weekend', () => {
    const days = stepsOf({ openedOn: '2013-06-15', dueOn: '2013-07-03' }).map(({ day }) => day)
    expect(days).toEqual(['2013-06-17', '2013-06-26', '2013-07-03', '2013-07-08', '2013-07-10'])
  })

  it('leaves out what would come with the invitation, or before it', () => {
    const kinds = stepsOf({ openedOn: '2013-07-01', dueOn: '2013-07-05' }).map(({ kind }) => kind)
    expect(kinds).toEqual(['invitation', 'on the day', 'after', 'after'])
    const onTheDay = stepsOf({ openedOn: '2013-07-05', dueOn: '2013-07-05' }).map(({ kind }) => kind)
    expect(onTheDay).toEqual(['invitation', 'after', 'after'])
  })

  it.each([
    ['2013-06-16', null],
    ['2013-06-17', 'invitation'],
    ['2013-06-27', 'invitation'],
    ['2013-06-28', 'before'],
    ['2013-07-04', 'before'],
    ['2013-07-05', 'on the day'],
    ['2013-07-07', 'on the day'],
    ['2013-07-08', 'after'],
    ['2013-09-01', 'after'],
  ])('stands on %s at %s', (day, kind) => {
    expect(stepOn(round, day)?.kind ?? null).toBe(kind)
  })

  it('goes up rung by rung, and stays on the last', () => {
    expect([null, 'owner', 'deputy', 'accountable'].map((rung) => rungAfter(rung as never))).toEqual([
      ...['owner', 'deputy', 'accountable', 'accountable'],
    ])
  })

  it('reaches everybody up to a rung, and where nobody is so low, the first that there is', () => {
    const [owner, deputy, head] = [{ rung: 'owner' }, { rung: 'deputy' }, { rung: 'accountable' }] as const
    expect(peopleUpTo([owner, deputy, head], 'owner')).toEqual([owner])
    expect(peopleUpTo([owner, deputy, head], 'deputy')).toEqual([owner, deputy])
    expect(peopleUpTo([owner, head], 'deputy')).toEqual([owner])
    expect(peopleUpTo([deputy, head], 'owner')).toEqual([deputy])
    expect(peopleUpTo([], 'accountable')).toEqual([])
  })
})
