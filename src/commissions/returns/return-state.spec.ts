import { describe, expect, it } from '@jest/globals'
import { commissionMoves, commissionStates, refuseCommissionMove } from '../commission/commission-state.js'
import { refuseReturnMove, returnMove, returnMoves, returnStateFacts, returnStates } from './return-state.js'

const reachable = <State>(from: State, moves: readonly { from: State; to: State }[]): Set<State> => {
  const found = new Set([from])
  for (const state of found) for (const move of moves) if (move.from === state) found.add(move.to)
  return found
}

describe('the states of a commission', () => {
  it('can all be reached', () => {
    expect(reachable('planned', commissionMoves)).toEqual(new Set(commissionStates))
  })

  it('are left only as the table says', () => {
    for (const from of commissionStates) {
      for (const to of commissionStates) {
        const may = commissionMoves.some((move) => move.from === from && move.to === to)
        expect([from, to, refuseCommissionMove(from, to) === null]).toEqual([from, to, may])
      }
    }
    expect(refuseCommissionMove('closed', 'open')).toBe(
      'This commission is “Closed” and cannot become “Open”.',
    )
  })
})

describe('the states of a return', () => {
  it('can all be reached', () => {
    expect(reachable('open', returnMoves)).toEqual(new Set(returnStates))
  })

  it('know one move from one to another at most', () => {
    const pairs = returnMoves.map(({ from, to }) => `${from} ${to}`)
    expect(new Set(pairs).size).toBe(pairs.length)
  })

  it('are left only as the table says, by whom it says, with a reason where it asks for one', () => {
    for (const from of returnStates) {
      for (const to of returnStates) {
        const move = returnMove(from, to)
        const everybody = ['agency', 'second person', 'programme office', 'freeze'] as const
        const refusal = refuseReturnMove(from, to, { who: everybody, reason: 'Why' })
        expect([from, to, refusal === null]).toEqual([from, to, move !== null])
        if (!move) {
          expect(refusal).toContain(`“${returnStateFacts[from].label}”`)
          continue
        }
        const others = everybody.filter((who) => who !== move.who)
        expect(refuseReturnMove(from, to, { who: others, reason: 'Why' })).toMatch(/^This takes /u)
        const silent = refuseReturnMove(from, to, { who: [move.who], reason: ' ' })
        expect(silent === null).toBe(!move.needsReason)
      }
    }
  })

  it('end where the programme office or the freeze has had its word', () => {
    const ends = returnStates.filter((state) => !returnMoves.some(({ from }) => from === state))
    expect(ends).toEqual(['accepted', 'not_answered'])
  })
})
