import { describe, expect, it } from '@jest/globals'
import {
  type ActionStatus,
  actionStatuses,
  type MoveOffer,
  movesFrom,
  refuseMove,
  statusFacts,
  transitions,
} from './action-status.js'

const everything: MoveOffer = {
  ...{ role: 'programme_office', hasEvidence: true, reason: 'Agreed', supersededBy: 'AR13-PW-01' },
}
const nothing: MoveOffer = { role: 'programme_office', hasEvidence: false, reason: null, supersededBy: null }

/** The statuses that some way of moves leads to, from where every action begins. */
function reachable(): Set<ActionStatus> {
  const reached = new Set<ActionStatus>(['not_started'])
  for (const status of reached) for (const next of movesFrom(status)) reached.add(next)
  return reached
}

describe('the table of moves', () => {
  it('leads to every status', () => {
    expect(reachable()).toEqual(new Set(actionStatuses))
  })

  it('leads out of every status', () => {
    for (const status of actionStatuses)
      expect([status, movesFrom(status).length > 0]).toEqual([status, true])
  })

  it('names each move once, and none from a status to itself', () => {
    const names = transitions.map(({ from, to }) => `${from} > ${to}`)
    expect(new Set(names).size).toBe(names.length)
    expect(transitions.filter(({ from, to }) => from === to)).toEqual([])
  })

  it('asks for evidence of every completion that an agency reports', () => {
    for (const { to, requires } of transitions) {
      expect(requires.includes('evidence')).toBe(to === 'complete_reported')
    }
  })

  it('asks for a reason of every pause, closure and reopening, and for the successor of what is superseded', () => {
    for (const { from, to, requires } of transitions) {
      const reopens = !statusFacts[from].open && statusFacts[to].open
      const needsReason = reopens || ['paused', 'closed_not_delivered', 'not_started'].includes(to)
      expect([from, to, requires.includes('reason')]).toEqual([from, to, needsReason])
      expect([from, to, requires.includes('superseding action')]).toEqual([from, to, to === 'superseded'])
    }
  })

  it('lets nobody but the programme office verify, close or supersede', () => {
    for (const { from, to, who } of transitions) {
      if (['complete_verified', 'closed_not_delivered', 'superseded'].includes(to)) {
        expect([from, to, who]).toEqual([from, to, ['programme_office']])
      }
    }
  })
})

describe('a status', () => {
  it('is open or not, complete or not, and never both open and complete', () => {
    const open = actionStatuses.filter((status) => statusFacts[status].open)
    const complete = actionStatuses.filter((status) => statusFacts[status].complete)
    expect(open).toEqual(['not_started', 'in_progress', 'paused'])
    expect(complete).toEqual(['complete_reported', 'complete_verified'])
  })

  it('has words of its own', () => {
    const labels = actionStatuses.map((status) => statusFacts[status].label)
    expect(new Set(labels).size).toBe(actionStatuses.length)
    for (const status of actionStatuses) expect(statusFacts[status].definition).toMatch(/^[A-Z].+\.$/u)
  })
})

describe('a move', () => {
  it.each(actionStatuses)('from %s to itself is none, and asks for nothing', (status) => {
    expect(refuseMove(status, status, nothing)).toBeNull()
  })

  it.each(transitions)('from $from to $to is made when everything is given', ({ from, to }) => {
    expect(refuseMove(from, to, everything)).toBeNull()
  })

  it.each(transitions.filter(({ requires }) => requires.length > 0))(
    'from $from to $to is refused when nothing is given',
    ({ from, to, requires }) => {
      const field = { evidence: 'evidence', reason: 'reason', 'superseding action': 'supersededBy' }
      expect(refuseMove(from, to, nothing)?.field).toBe(field[requires[0] ?? 'reason'])
    },
  )

  it.each(transitions.filter(({ who }) => !who.includes('agency_owner')))(
    'from $from to $to is refused to an agency and to a council',
    ({ from, to }) => {
      const message = `Only the programme office can move this action to “${statusFacts[to].label}”.`
      for (const role of ['agency_owner', 'council_officer'] as const) {
        expect(refuseMove(from, to, { ...everything, role })).toEqual({ field: 'status', message })
      }
    },
  )

  it('that is not in the table is refused with what is possible', () => {
    expect(refuseMove('complete_reported', 'paused', everything)).toEqual({
      field: 'status',
      message:
        'This action is “Complete (reported)” and cannot move to “Paused”. ' +
        'It can move to “Complete (verified)”, “In progress”.',
    })
  })

  it('takes no white space for a reason or a successor', () => {
    expect(refuseMove('in_progress', 'paused', { ...everything, reason: ' \n' })?.field).toBe('reason')
    expect(refuseMove('in_progress', 'superseded', { ...everything, supersededBy: ' ' })?.field).toBe(
      'supersededBy',
    )
  })
})
