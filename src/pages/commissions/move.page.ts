import { type CommissionState, refuseCommissionMove } from '../../commissions/commission/commission-state.js'
import type { RoundView } from '../../commissions/views.js'
import { type Day, inWords } from '../../clock/dates.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { AgencyAsked } from './commission-check.page.js'
import { unreachableInWords } from './commission-check.page.js'
import { agencyCount } from './commission-words.js'
import { moveLabels } from './round.page.js'
import { numberOf } from './round-returns.js'

interface MovePage {
  heading: string
  commission: string
  /** What it means, in sentences. */
  means: string[]
  /** Agencies that are named by it. */
  names: { heading: string; items: string[] } | null
  warning: string | null
  /** Why it cannot be done, in place of the form. */
  refusal: string | null
  action: string
  button: { text: string; classes: string }
  cancelHref: string
}

const movePage = pageOf<MovePage>('commissions/move')

/** A move of a commission that somebody is about to make. */
export interface MoveInHand {
  round: RoundView
  to: CommissionState
  /** Who would be asked, where it is to be opened. */
  asked: readonly AgencyAsked[]
  today: Day
  /** What kept it from being made. */
  problem?: string
}

/** The states that a commission is taken to by a person. */
export const moveTargets = ['open', 'closed', 'withdrawn'] as const
export type MoveTarget = (typeof moveTargets)[number]

const headings: Record<MoveTarget, string> = {
  open: 'Open the commission now',
  closed: 'Close the commission',
  withdrawn: 'Withdraw the commission',
}

/** What has just been done, for the page that follows. */
export const movedInWords: Record<MoveTarget, string> = {
  open: 'The commission is open. Every agency has its return.',
  closed: 'The commission is closed.',
  withdrawn: 'The commission is withdrawn.',
}

/** The page that asks before a commission is opened, closed or withdrawn, and says what it means. */
export function showMove(hand: MoveInHand & { to: MoveTarget }): PageAnswer {
  const { round, to, problem } = hand
  const { id, title, state } = round.commission
  const back = paths.commission(id)
  return movePage(
    {
      ...{ title: `${headings[to]}: ${title}`, section: 'commissions' },
      backLink: { text: 'Back to the commission', href: back },
      errors: problem === undefined ? [] : [{ text: problem.replace(/\.$/u, ''), href: '#move' }],
    },
    {
      ...{ heading: headings[to], commission: title, refusal: refuseCommissionMove(state, to) },
      ...consequences[to](hand),
      action: paths.moveCommission(id, to),
      button: { text: moveLabels[to], classes: to === 'open' ? '' : 'govuk-button--warning' },
      cancelHref: back,
    },
  )
}

type Consequences = Pick<MovePage, 'means' | 'names' | 'warning'>

const consequences: Record<MoveTarget, (hand: MoveInHand) => Consequences> = {
  open: opening,
  closed: closing,
  withdrawn: () => ({
    means: ['No agency has been asked. It stays in the list as withdrawn, and cannot be opened any more.'],
    ...{ names: null, warning: null },
  }),
}

function opening({ round: { commission }, asked, today }: MoveInHand): Consequences {
  const early =
    commission.opensOn > today
      ? [`By its calendar it opens by itself on ${inWords(commission.opensOn)}.`]
      : []
  return {
    means: [
      ...early,
      `${agencyCount(asked.length)} will be asked. Each gets its return, filled in with the last position of every line, and can answer at once.`,
      'What is asked, and about which actions, cannot be changed any more.',
    ],
    ...{ names: null, warning: unreachableInWords(asked) },
  }
}

function closing({ round: { commission, returns }, today }: MoveInHand): Consequences {
  const silent = returns.filter(({ answeredAt }) => answeredAt === null).map(({ agency }) => agency.name)
  const waiting = numberOf('to-accept', returns)
  return {
    means: [
      ...(commission.freezeOn >= today
        ? [`By its calendar it closes by itself after ${inWords(commission.freezeOn)}.`]
        : []),
      silent.length === 0
        ? 'Every agency has answered.'
        : 'Who has not answered is carried into the report as silence, and cannot answer any more.',
    ],
    names:
      silent.length === 0
        ? null
        : { heading: `Without an answer: ${agencyCount(silent.length)}`, items: silent },
    warning:
      waiting === 0
        ? null
        : `${waiting === 1 ? 'One return waits' : `${waiting} returns wait`} to be accepted. That can be done afterwards too, but nothing can be asked about it any more.`,
  }
}
