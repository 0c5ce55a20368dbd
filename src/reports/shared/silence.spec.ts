import { describe, expect, it } from '@jest/globals'
import { aReturn, aRound } from '../../../test/builders/round.js'
import { anAction, aSnapshot } from '../../../test/builders/snapshot.js'
import { returnsInWords, silenceOf, sumOfReturns } from './silence.js'

const today = '2013-12-31'
const { actions } = aSnapshot(today)
  .with(
    anAction('A-1').ledBy('Home Office').saying('The draft is late.', '2013-07-03'),
    anAction('A-2').ledBy('Home Office').ledBy('Ministry of Justice'),
    anAction('A-3').ledBy('Ministry of Justice').completed('2013-11-20'),
    anAction('A-4').ledBy('Jobcentre Plus'),
  )
  .build()

const first = aRound('2013-06-30', '2013-07-19', [
  aReturn('Home Office', 'on time', ['A-1', 'A-2']),
  aReturn('Ministry of Justice', 'late', ['A-2', 'A-3']),
])
const second = aRound('2013-09-30', '2013-10-18', [
  aReturn('Ministry of Justice', 'on time', ['A-2', 'A-3']),
  aReturn('Home Office', 'not', ['A-1', 'A-2']),
  aReturn('Jobcentre Plus', 'not', ['A-4']),
])
const third = aRound('2013-12-31', '2014-01-17', [aReturn('Home Office', 'not', ['A-1'])])

describe('what is known of the returns', () => {
  const silence = silenceOf([first, second, third], actions, today)

  it('names those that did not answer the newest whose deadline has passed, with their last word', () => {
    expect(silence.round).toEqual({
      ...{ quarter: 'Q2 2013-14', period: 'Q2 2013-14 (July to September 2013)' },
      ...{ dueOn: '2013-10-18', asked: 3, answered: 1 },
    })
    expect(silence.silent.map(({ name, says }) => [name, says])).toEqual([
      ['Home Office', 'last word 17 July 2013, 167 days old'],
      ['Jobcentre Plus', 'no word so far'],
    ])
  })

  it('counts each agency over all whose deadline has passed, and what is still open for none', () => {
    expect(Object.fromEntries(silence.counts)).toMatchObject({
      'home-office': { asked: 2, onTime: 1, late: 0, none: 1 },
      'ministry-of-justice': { asked: 2, onTime: 1, late: 1, none: 0 },
      'jobcentre-plus': { asked: 1, onTime: 0, late: 0, none: 1 },
    })
    const { asked, onTime, late, none } = sumOfReturns(silence.counts.values())
    expect(onTime + late + none).toBe(asked)
    expect(silence.waiting).toEqual({
      ...{ quarter: 'Q3 2013-14', period: 'Q3 2013-14 (October to December 2013)' },
      ...{ dueOn: '2014-01-17', asked: 1, answered: 0 },
    })
  })

  it('knows an action as not answered for only where none of its leads answered', () => {
    expect([...silence.unanswered]).toEqual(['A-1', 'A-4'])
  })

  it('leaves out what was asked about other actions', () => {
    const some = actions.filter(({ ref }) => ref === 'A-3')
    expect(silenceOf([first, second], some, today)).toMatchObject({
      ...{ round: { asked: 1, answered: 1 }, silent: [], unanswered: new Set() },
    })
    expect(silenceOf([], actions, today)).toMatchObject({ round: null, waiting: null, rounds: 0 })
  })

  it('says it in words', () => {
    expect(returnsInWords({ asked: 4, onTime: 3, late: 1, none: 0 })).toBe('3 of 4 returns on time, 1 late')
    expect(returnsInWords({ asked: 1, onTime: 0, late: 0, none: 1 })).toBe(
      '0 of 1 return on time, 1 without an answer',
    )
  })
})
