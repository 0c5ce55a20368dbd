import { describe, expect, it } from '@jest/globals'
import { aPerson } from '../../../test/builders/person.js'
import { canApproveReport } from '../../accounts/rights.js'
import { editionMoveOf, editionMoves, editionStates } from '../editions/edition-state.js'
import { type MoveCircumstances, refusalOf } from './move-refusals.js'

const free: MoveCircumstances = {
  ...{ printState: 'printed', dataSha256: 'a', approvedSha256: 'a', blockers: [] },
  ...{ mayMake: true, mayApprove: true },
}
const blockers = [
  { code: 'part-not-written', message: 'Not written yet: Decisions sought.' },
  { code: 'not-printed', message: 'Not printed.' },
] as const

function refusal(from: string, to: string, other: Partial<MoveCircumstances> = {}): string | null {
  const move = editionMoves.find((each) => each.from === from && each.to === to)
  if (!move) throw new Error(`There is no move from ${from} to ${to}.`)
  return refusalOf(move, { ...free, ...other })
}

describe('the way of an edition', () => {
  it('has no other moves than these', () => {
    const all = editionStates.flatMap((from) =>
      editionStates.filter((to) => editionMoveOf(from, to)).map((to) => `${from} > ${to}`),
    )
    expect(all).toEqual([
      ...['draft > in_review', 'in_review > draft', 'in_review > approved'],
      ...['approved > draft', 'approved > issued', 'issued > withdrawn'],
    ])
  })

  it('is open where nothing stands in it', () => {
    for (const { from, to } of editionMoves) expect([from, to, refusal(from, to)]).toEqual([from, to, null])
  })

  it.each<[string, string, Partial<MoveCircumstances>, string]>([
    ['draft', 'in_review', { mayMake: false }, 'Your account does not let you'],
    ['draft', 'in_review', { printState: 'queued' }, 'is being printed'],
    ['draft', 'in_review', { printState: 'failed' }, 'has failed'],
    ['in_review', 'approved', { mayApprove: false }, 'somebody else must approve it'],
    ['in_review', 'approved', { blockers }, 'Decisions sought. 1 more thing stands in the way.'],
    ['approved', 'issued', { blockers }, 'Decisions sought.'],
    ['approved', 'issued', { approvedSha256: 'b' }, 'not those that were approved'],
    ['approved', 'issued', { approvedSha256: null }, 'not those that were approved'],
    ['approved', 'draft', { printState: 'rendering' }, 'is being issued'],
  ])('from %s to %s is closed in a sentence: %j', (from, to, other, words) => {
    expect(refusal(from, to, other)).toContain(words)
  })

  it.each<[string, string, Partial<MoveCircumstances>]>([
    ['draft', 'in_review', { blockers }],
    ['in_review', 'draft', { blockers, mayApprove: false }],
    ['approved', 'draft', { printState: 'failed', approvedSha256: 'b' }],
    ['issued', 'withdrawn', { blockers }],
  ])('from %s to %s does not ask for more than it must: %j', (from, to, other) => {
    expect(refusal(from, to, other)).toBeNull()
  })
})

describe('who may approve a report', () => {
  const report = { kind: 'scrutiny', plan: 'merton-2013' } as const
  const officer = aPerson('council_officer', { plans: ['merton-2013'] })

  it('is whoever may make it and had no hand in this one', () => {
    expect(canApproveReport(officer, report, [])).toBe(true)
    expect(canApproveReport(officer, report, [2, 3])).toBe(true)
    expect(canApproveReport(officer, report, [2, officer.accountId])).toBe(false)
    expect(canApproveReport(officer, { kind: 'img', plan: null }, [])).toBe(false)
    for (const role of ['reader', 'auditor', 'administrator', 'agency_owner'] as const) {
      expect([role, canApproveReport(aPerson(role), report, [])]).toEqual([role, false])
    }
  })
})
