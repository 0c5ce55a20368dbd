import { canCommission } from '../../accounts/rights.js'
import type { Person } from '../../accounts/person.js'
import { type Day, daysBetween, type Instant, inWords, londonDay, momentInWords } from '../../clock/dates.js'
import type { AskedDate, AskedDateInFull } from '../../register/date-moves.service.js'
import type { KnownDateMove } from '../../register/date-moves.js'
import { html, type Markup } from '../../web/pages/html.js'
import type { PageAnswer } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { daysInWords, moveOfDay, redatedInWords } from '../actions/action-words.js'
import { dateRows } from '../actions/action-dates.js'
import { pageInTitle, pagesOf, pagingOf } from '../paging.js'
import { paths } from '../paths.js'
import { confidenceTag, statusTag, type Tag } from '../tags.js'
import { decisionErrors, decisionForm, type DecisionWords } from './decision-form.js'
import { nothingDecided, type TypedDecision } from './decision.form.js'
import {
  cardOf,
  decisionPage,
  onlyTheOffice,
  pageSize,
  partsOf,
  type Row,
  toDecidePage,
  type Waiting,
} from './to-decide.js'

const heading = 'New dates to agree'

/** The new end dates that wait, the oldest first. */
export function dateChangeList(
  person: Person,
  asked: readonly AskedDate[],
  waiting: Waiting,
  page: number,
  today: Day,
): PageAnswer {
  const pages = pagesOf(waiting.dates, pageSize)
  const link = canCommission(person) ? 'Agree or refuse' : 'Read all of it'
  return toDecidePage(
    { title: `${heading}${pageInTitle(page, pages)}`, section: 'commissions' },
    {
      heading,
      says: 'The first move of an end date needs a reason. From the second on it also needs the agreement of the programme office: until then the date stays as it is. The oldest come first.',
      parts: partsOf(waiting, 'dates'),
      cards: asked.map((one) =>
        cardOf(one.action.ref, one.action.title, rowsOf(one, today), {
          ...{ href: paths.dateChange(one.move.id), text: link },
        }),
      ),
      empty: 'No new date waits for the agreement of the programme office.',
      paging: pagingOf(page, pages, paths.dateChanges),
    },
  )
}

const words: DecisionWords = {
  ...{ legend: 'Do you agree to the new date?', button: 'Record the decision' },
  yes: {
    text: 'Yes, agree',
    hint: 'The new date is set at once, with the reason that was given and your name beside it.',
    label: 'Remark (optional)',
    labelHint: 'For example, the letter that the new date rests on.',
  },
  no: {
    text: 'No, refuse',
    hint: 'The end date stays as it is. The register keeps what was asked for.',
    label: 'Reason',
    labelHint: 'The agency reads it on the page of the action.',
  },
}

/** One new date with all that it rests on, and the form that decides it; or what has become of it. */
export function dateChangePage(
  person: Person,
  asked: AskedDateInFull,
  today: Day,
  typed: TypedDecision = nothingDecided,
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const { move, action, dates } = asked
  const { ref } = action
  const errors = decisionErrors(wrong)
  const addresses = { action: paths.dateChange(move.id), cancelHref: paths.dateChanges(), revision: null }
  const waits = move.state === 'waiting'
  const decides = waits && canCommission(person)
  return decisionPage(
    {
      ...{ title: `${ref} New end date ${inWords(move.to)}`, section: 'commissions', errors: errors.links },
      backLink: { text: `Back to ${heading.toLowerCase()}`, href: paths.dateChanges() },
    },
    {
      ...{ ref, title: action.title, text: action.text, actionHref: paths.action(ref) },
      heading: `New end date: ${inWords(move.to)}`,
      rows: rowsOf(asked, today),
      dates: dateRows(dates),
      form: decides ? decisionForm(words, addresses, typed, errors) : null,
      instead: decides ? null : waits ? onlyTheOffice : becameInWords(move),
    },
  )
}

const row = (text: string, value: Markup): Row => ({ key: { text }, value: { html: value } })
const typedText = (text: string) => html`<span class="tl-narrative">${text}</span>`
const tagged = ({ text, classes }: Tag) => html`<strong class="govuk-tag ${classes}">${text}</strong>`

function rowsOf({ move, action }: AskedDate, today: Day): Row[] {
  const { from, to, by, askedAt, reason } = move
  const { timescale, status, confidence } = action
  const { firstEnd } = timescale
  return [
    row('Asked for', html`By ${by} on ${inWords(londonDay(askedAt))}${sinceInWords(askedAt, today, move)}`),
    row('Move', html`${from === null ? inWords(to) : moveOfDay(from, to)}`),
    ...(firstEnd === null || firstEnd === from
      ? []
      : [row('From the first date', html`${moveOfDay(firstEnd, to)}`)]),
    row('Moved so far', html`${redatedInWords(timescale)}`),
    row('Reason given', typedText(reason)),
    row('Where it stands', html`${tagged(statusTag(status))} ${tagged(confidenceTag(confidence))}`),
  ]
}

function sinceInWords(askedAt: Instant, today: Day, { state }: KnownDateMove): string {
  if (state !== 'waiting') return ''
  const days = daysBetween(londonDay(askedAt), today)
  return days > 0 ? `, ${daysInWords(days)} ago` : ', today'
}

/** "Olive Office agreed to it on 20 January 2017 at 09:00." */
function becameInWords({ state, decidedBy, decidedAt, decisionReason }: KnownDateMove): string {
  const on = decidedAt === null ? '' : ` on ${momentInWords(decidedAt)}`
  const why = decisionReason === null || decisionReason === '' ? '.' : `: ${decisionReason}`
  if (state === 'overtaken') return `It no longer waits: it was overtaken${on}${why}`
  if (decidedBy === null) return `It was set${on} with a reason: the first move needs nobody’s agreement.`
  return `${decidedBy} ${state === 'agreed' ? 'agreed to' : 'refused'} it${on}${why}`
}
