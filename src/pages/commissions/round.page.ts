import { type CommissionState, commissionMoves } from '../../commissions/commission/commission-state.js'
import type { RoundView } from '../../commissions/views.js'
import { type Day, momentInWords } from '../../clock/dates.js'
import type { PageLink } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { scopeRows } from './commission-check.page.js'
import type { CommissionChoices } from './commission-form.page.js'
import { commissionTag, isOutstanding, periodInWords } from './commission-words.js'
import { type CalendarDay, calendarOf } from './round-calendar.js'
import { figuresOf, leadOf } from './round-lead.js'
import { type Rates, ratesOf } from './round-rates.js'
import { readShow, returnFilters, type ReturnRow, returnRows } from './round-returns.js'

interface RoundMove {
  text: string
  href: string
  classes: string
}

interface RoundPage {
  heading: string
  period: string
  state: Tag
  lead: string
  figures: ReturnType<typeof figuresOf> | null
  moves: RoundMove[]
  calendar: CalendarDay[]
  returns: {
    filters: ReturnType<typeof returnFilters>
    caption: string
    rows: ReturnRow[]
    empty: string
  } | null
  rates: Rates | null
  messages: RoundMessages | null
  asked: ReturnType<typeof scopeRows>
}

/** What was written to the agencies, in a sentence; how much of it went wrong. */
export interface RoundMessages {
  sentence: string
  trouble: string | null
  /** Agencies that have not answered and cannot be written to. */
  unreachable: PageLink[]
  href: string | null
}

const roundPage = pageOf<RoundPage>('commissions/round')

/** What the round's page is made from. */
export interface RoundInHand {
  round: RoundView
  choices: CommissionChoices
  messages: RoundMessages | null
  today: Day
  /** Whether the reader commissions, chases and accepts. */
  mayCommission: boolean
  /** Which of the returns the address asks for. */
  show: string
}

/** A commission with its returns: who has answered, who has not, since when. */
export function showRound({ round, choices, messages, today, mayCommission, show }: RoundInHand): PageAnswer {
  const { commission, returns } = round
  const shown = readShow(show)
  const wasOpened = commission.openedAt !== null
  return roundPage(
    {
      ...{ title: commission.title, section: 'commissions', wide: true },
      breadcrumbs: [{ text: 'Commissions', href: paths.commissions() }],
    },
    {
      ...{
        heading: commission.title,
        period: periodInWords(commission),
        state: commissionTag(commission.state),
      },
      ...{ lead: leadOf(round, today), figures: wasOpened ? figuresOf(round) : null },
      moves: mayCommission ? movesOf(round) : [],
      calendar: calendarOf(commission, today),
      returns: wasOpened
        ? {
            filters: returnFilters(commission.id, returns, shown),
            ...returnRows(commission.id, returns, shown),
          }
        : null,
      ...{ rates: ratesOf(round), messages },
      asked: [
        ...scopeRows(commission, choices),
        row('Planned by', `${commission.author}, on ${momentInWords(commission.madeAt)}`),
        ...(commission.openedAt === null ? [] : [row('Opened', momentInWords(commission.openedAt))]),
        ...(commission.closedAt === null ? [] : [row('Closed', momentInWords(commission.closedAt))]),
      ],
    },
  )
}

const row = (key: string, value: string) => ({ key: { text: key }, value: { text: value } })

/** What the move to a state is called on its button. */
export const moveLabels: Record<CommissionState, string> = {
  planned: 'Plan it',
  open: 'Open it now',
  closed: 'Close the commission',
  withdrawn: 'Withdraw it',
}

/** What the programme office can do next; the first is what is most likely wanted. */
function movesOf({ commission, returns }: RoundView): RoundMove[] {
  const { id, state } = commission
  const late = returns.filter(isOutstanding).length
  const chase =
    state === 'open' && late > 0 ? [{ text: 'Chase all late ones', href: paths.chaseCommission(id) }] : []
  const change =
    state === 'planned' || state === 'open'
      ? [{ text: state === 'open' ? 'Change the dates' : 'Change it', href: paths.changeCommission(id) }]
      : []
  const moves = commissionMoves
    .filter(({ from }) => from === state)
    .map(({ to }) => ({ text: moveLabels[to], href: paths.moveCommission(id, to) }))
  const [opening, ...others] = moves
  const first = state === 'planned' && opening ? [opening] : chase
  const rest = state === 'planned' ? [...change, ...others] : [...change, ...moves]
  return [
    ...first.map((move) => ({ ...move, classes: '' })),
    ...rest.map((move) => ({ ...move, classes: 'govuk-button--secondary' })),
  ]
}
