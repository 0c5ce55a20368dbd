import type { Blocker } from './blocker.js'
import type { EditionMove, PrintState } from '../editions/edition-state.js'

/** What is known when a move is asked for. */
export interface MoveCircumstances {
  printState: PrintState
  /** Of the data as they stand. */
  dataSha256: string
  /** Of the data that were approved last; null while nothing was. */
  approvedSha256: string | null
  blockers: readonly Blocker[]
  /** Whether the person may make such reports at all. */
  mayMake: boolean
  /** Whether the person had no hand in it, and so may approve it. */
  mayApprove: boolean
}

/** The shortest reason that says anything. */
export const shortestReason = 10

/**
 * Why the move cannot be made now by this person, as a sentence; null when it can. A reason is not asked after here: it is
 * given with the move.
 */
export function refusalOf({ from, to, requires }: EditionMove, now: MoveCircumstances): string | null {
  if (!now.mayMake) return 'Your account does not let you move this report.'
  if (requires.includes('another person') && !now.mayApprove) {
    return 'You made this report, wrote into it or sent it for review: somebody else must approve it.'
  }
  const printed = to === 'in_review' || requires.includes('no blocker')
  // What is approved is printed no more: it can only be on its way out.
  if (from === 'approved' && now.printState === 'rendering') {
    return 'The report is being issued: wait until that has ended.'
  }
  const print = printRefusal(now.printState, printed)
  if (print !== null) return print
  if (requires.includes('no blocker') && now.blockers.length > 0) return blockedBy(now.blockers)
  if (to === 'issued' && now.approvedSha256 !== now.dataSha256) {
    return 'The data are not those that were approved: reopen the draft and have it approved again.'
  }
  return null
}

/** @param printed whether it must be printed, and not only not at work */
function printRefusal(state: PrintState, printed: boolean): string | null {
  if (state === 'printed' || (state === 'failed' && !printed)) return null
  if (state === 'failed') return 'The print of this report has failed: print it again first.'
  return 'The report is being printed: wait until the print has ended.'
}

function blockedBy(blockers: readonly Blocker[]): string {
  const [first] = blockers
  const others = blockers.length - 1
  const more =
    others === 0 ? '' : ` ${others} more ${others === 1 ? 'thing stands' : 'things stand'} in the way.`
  return `${first?.message ?? ''}${more}`
}
