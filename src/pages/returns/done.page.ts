import { inWords, momentInWords } from '../../clock/dates.js'
import type { SubmittedReturn } from '../../commissions/returns/return-lines.js'
import type { ReturnView } from '../../commissions/views.js'
import { count, inList } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { type AnswerCards, cardsOfSubmission } from './answer-cards.js'
import { factsOf, isByLink, type ReturnDoor } from './return-door.js'
import type { Colleague } from './colleagues.js'

interface DonePage {
  heading: string
  body: string
  next: string[]
  sentHref: string | null
  backHref: string | null
  backText: string
}

const drawDone = pageOf<DonePage>('returns/done')

/** What is said once a return was sent: to the programme office, or on to the second person. */
export function donePage(door: ReturnDoor, view: ReturnView, colleagues: readonly Colleague[]): PageAnswer {
  const onItsWay = view.state === 'awaiting_sign_off'
  const heading = onItsWay ? 'Sent on to be signed off' : 'Return sent'
  const last = view.submissions.at(-1)
  return drawDone(factsOf(door, view, { title: heading }), {
    ...{ heading, body: `${view.agency.name}: ${view.commission.title}` },
    next: onItsWay ? waitingWords(colleagues) : sentWords(door),
    sentHref: onItsWay || !last ? null : door.pages.sent(last.number),
    ...(isByLink(door)
      ? { backHref: door.pages.start, backText: 'See the return' }
      : { backHref: paths.returns(), backText: 'Back to your returns' }),
  })
}

function waitingWords(colleagues: readonly Colleague[]): string[] {
  const names = inList(colleagues.map(({ name }) => name))
  return [
    names === ''
      ? 'A second person of your agency has to sign it off, and none has an account: ask the programme office for one.'
      : `A second person of your agency has to sign it off: tell ${names} that it waits.`,
    'You can read it until then, and change it if it is given back to you.',
  ]
}

function sentWords(door: ReturnDoor): string[] {
  const here = isByLink(door)
    ? 'by mail, with a link to it'
    : 'by mail, and it stands first on your list of returns'
  return [
    'The programme office reads it, and accepts it or sends it back with a question.',
    `If there is a question, you are told ${here}.`,
  ]
}

interface SentPage {
  agency: string
  commission: string
  sent: string
  figures: string
  without: string | null
  answers: AnswerCards
  sha256: string
}

const drawSent = pageOf<SentPage>('returns/sent')

/** A return as it was sent: nothing changes it any more. */
export function sentPage(
  door: ReturnDoor,
  number: number,
  submission: SubmittedReturn & { author: string; submittedAt: string; sha256: string },
): PageAnswer {
  const { agency, commission, author, submittedAt, figures, without, sha256 } = submission
  const named = { agency, commission: { ...commission, id: 0, state: 'open' as const } }
  return drawSent(factsOf(door, named, { title: `Sent on ${momentInWords(submittedAt)} (${number})` }), {
    ...{ agency: agency.name, commission: commission.title, sha256, answers: cardsOfSubmission(submission) },
    sent: `Sent by ${author} on ${momentInWords(submittedAt)}; it was due on ${inWords(commission.dueOn)}.`,
    figures: `${count(figures.lines, 'line')}: ${count(figures.updates, 'line')} with something to report, ${count(figures.nothingToReport, 'line')} with nothing to report.`,
    without: without.length === 0 ? null : `It went without an answer of ${inList(without)}.`,
  })
}

interface GiveBackPage {
  action: string
  reason: string
  error: ErrorMessage
  backHref: string
  sentBy: string
}

const drawGiveBack = pageOf<GiveBackPage>('returns/give-back')

/** Where the second person says why the return goes back to the first. */
export function giveBackPage(
  door: ReturnDoor,
  view: ReturnView,
  reason: string,
  errors: readonly FieldError[] = [],
): PageAnswer {
  const sorted = formErrors(errors, { reason: 'reason' })
  const sent = view.steps.filter(({ to }) => to === 'awaiting_sign_off').at(-1)
  return drawGiveBack(factsOf(door, view, { title: 'Give the return back', errors: sorted.links }), {
    ...{ action: door.pages.giveBack, reason, error: sorted.at.reason, backHref: door.pages.start },
    sentBy: sent?.author ?? 'your colleague',
  })
}
