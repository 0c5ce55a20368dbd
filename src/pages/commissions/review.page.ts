import type { SubmittedReturn } from '../../commissions/returns/return-lines.js'
import { returnStateFacts } from '../../commissions/returns/return-state.js'
import type { ReturnView } from '../../commissions/views.js'
import type { ActionView } from '../../register/views.js'
import { type Day, type Instant, inWords, londonDay, momentInWords } from '../../clock/dates.js'
import { count, figure, inList } from '../../reports/shared/words.js'
import { html, type Markup } from '../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { returnTag, wayInWords } from './commission-words.js'
import { type LineGroups, lineGroups } from './review-lines.js'
import { stepItems } from './review-steps.js'
import { lateInWords } from './round-returns.js'

/** A link that was mailed to somebody without an account. */
export interface MailedLink {
  id: number
  name: string
  email: string
  madeAt: Instant
  endsAt: Instant
  revokedAt: Instant | null
}

interface LinkRow {
  name: string
  email: string
  made: string
  ends: string
  /** Where it can be ended; null where it has ended. */
  endHref: string | null
}

interface ReviewPage {
  agency: string
  commission: string
  state: Tag
  late: string | null
  lead: string
  /** What the programme office has asked, and waits for. */
  waitingFor: { text: string; about: string; by: string }[]
  units: { name: string; state: Tag; href: string }[]
  without: string | null
  decision: { acceptHref: string; sendBackHref: string | null; seen: string[]; changed: Markup | null } | null
  onBehalfHref: string | null
  whole: { question: string; answer: string }[]
  groups: LineGroups
  headings: Record<keyof LineGroups, string>
  /** "Ask about this line" leads there, with the ref at its end. */
  askHref: string | null
  submissions: { number: number; sent: string; by: string; how: string; href: string }[]
  links: LinkRow[]
  steps: ReturnType<typeof stepItems>
}

const reviewPage = pageOf<ReviewPage>('commissions/review')

/** What the review is made from. */
export interface ReviewInHand {
  found: ReturnView
  /** As it was last sent; null where it was never sent. */
  sent: (SubmittedReturn & { author: string; submittedAt: Instant; sha256: string }) | null
  links: readonly MailedLink[]
  /** Where the actions of its lines stand today. */
  now: readonly ActionView[]
  today: Day
  mayCommission: boolean
  /** What kept the return from being accepted. */
  refusal?: string
}

/** One return as the programme office reads it: what the register holds beside what the agency says. */
export function showReview(hand: ReviewInHand): PageAnswer {
  const { found, sent, mayCommission, refusal } = hand
  const { id, agency, commission, state } = found
  const groups = groupsOf(hand)
  return reviewPage(
    {
      ...{ title: `${agency.name} – ${commission.title}`, section: 'commissions' },
      breadcrumbs: [
        { text: 'Commissions', href: paths.commissions() },
        { text: commission.title, href: paths.commission(commission.id) },
      ],
      ...(refusal === undefined ? {} : { errors: [{ text: refusal, href: '#decision' }], status: 409 }),
    },
    {
      ...{ agency: agency.name, commission: commission.title },
      ...{ state: returnTag(state), late: lateInWords(found), lead: leadOf(found) },
      waitingFor: found.openQuestions.map(({ part, text, askedBy, askedAt }) => ({
        ...{ text, about: part === 'whole' ? 'The whole return' : part },
        by: `${askedBy}, ${inWords(londonDay(askedAt))}`,
      })),
      units: found.units.map((unit) => ({
        ...{ name: unit.agency.name, state: returnTag(unit.state) },
        href: paths.reviewReturn(commission.id, unit.id),
      })),
      without: sent && sent.without.length > 0 ? `Sent without an answer of ${inList(sent.without)}.` : null,
      decision: mayCommission ? decisionOf(found) : null,
      onBehalfHref: mayCommission && found.may.write ? paths.return(id) : null,
      whole: found.questions
        .filter(({ of }) => of === 'return')
        .map(({ key, text }) => ({
          question: text,
          answer: found.whole.answer?.questions[key] ?? 'Not answered',
        })),
      ...{ groups, headings: headingsOf(groups) },
      askHref: mayCommission && found.may.sendBack ? paths.sendReturnBack(commission.id, id) : null,
      submissions: submissionsOf(found),
      links: linksOf(hand),
      steps: stepItems(found.steps),
    },
  )
}

function groupsOf({ found: { lineViews, questions }, now, today }: ReviewInHand): LineGroups {
  const byRef = new Map(now.map((action) => [action.ref, action]))
  const given = lineViews.map(({ savedBy, ...line }) => ({
    ...line,
    by: savedBy,
    now: byRef.get(line.ref) ?? null,
  }))
  return lineGroups(given, questions, today)
}

/** The headings of the lines, with how many there are of each kind. */
export function headingsOf({ told, nothing, unanswered }: LineGroups): Record<keyof LineGroups, string> {
  return {
    told: `Something to report: ${count(told.length, 'line')}`,
    nothing: `Nothing to report: ${count(nothing.length, 'line')}`,
    unanswered: `Without an answer: ${count(unanswered.length, 'line')}`,
  }
}

/** "Submitted by Jane Smith on 12 January 2014 at 14:05, by a mailed link: 11 of 18 lines have something to report." */
function leadOf({ submissions, state, lineViews, linesAnswered, lines }: ReturnView): string {
  const last = submissions.at(-1)
  if (!last) {
    return `${returnStateFacts[state].definition} ${answeredInWords(linesAnswered, lines)}`
  }
  const told = lineViews.filter(({ answer }) => answer !== null && !answer.nothingToReport).length
  const all = lines === 1 ? 'its one line' : `all ${figure(lines)} lines`
  const some = told === lines ? all : `${figure(told)} of ${count(lines, 'line')}`
  const what = last.nil ? `nothing to report of ${all}` : `something to report of ${some}`
  const when = `${last.author} on ${momentInWords(last.submittedAt)}, ${wayInWords(last.via)}`
  return `Sent by ${when}: ${what}.`
}

/** "3 of its 10 lines have an answer." */
function answeredInWords(answered: number, lines: number): string {
  if (answered === 0)
    return lines === 1 ? 'Its one line has no answer.' : `None of its ${figure(lines)} lines has an answer.`
  if (answered === lines)
    return lines === 1 ? 'Its one line has an answer.' : `All ${figure(lines)} lines have an answer.`
  return `${figure(answered)} of its ${figure(lines)} lines ${answered === 1 ? 'has' : 'have'} an answer.`
}

function decisionOf({ id, commission, may, lineViews }: ReturnView): ReviewPage['decision'] {
  if (!may.accept) return null
  const changed = lineViews.filter(({ revision, currentRevision }) => revision !== currentRevision)
  return {
    acceptHref: paths.acceptReturn(commission.id, id),
    sendBackHref: may.sendBack ? paths.sendReturnBack(commission.id, id) : null,
    seen: lineViews.map(({ ref, currentRevision }) => `${ref}:${currentRevision}`),
    changed: changed.length === 0 ? null : changedInWords(changed.map(({ ref }) => ref)),
  }
}

/** "2 actions have changed since the agency was asked: BRO12-1.5 and BRO12-5.7", each leading to its line. */
function changedInWords(refs: readonly string[]): Markup {
  const many = refs.length === 1 ? '1 action has' : `${figure(refs.length)} actions have`
  const links = refs.map((ref, place) => {
    const before = place === 0 ? '' : place === refs.length - 1 ? ' and ' : ', '
    return html`${before}<a class="govuk-link tl-ref" href="#line-${ref}">${ref}</a>`
  })
  return html`${many} changed since the agency was asked: ${links}.`
}

function submissionsOf({ id, commission, submissions }: ReturnView): ReviewPage['submissions'] {
  return submissions.toReversed().map(({ number, author, via, submittedAt }) => ({
    ...{ number, sent: momentInWords(submittedAt), by: author, how: wayInWords(via) },
    href: paths.returnAsSent(commission.id, id, number),
  }))
}

function linksOf({ found, links, today, mayCommission }: ReviewInHand): LinkRow[] {
  return links.map(({ id, name, email, madeAt, endsAt, revokedAt }) => {
    const over = revokedAt ?? (londonDay(endsAt) < today ? endsAt : null)
    return {
      ...{ name, email, made: inWords(londonDay(madeAt)) },
      ends: over === null ? inWords(londonDay(endsAt)) : `ended on ${inWords(londonDay(over))}`,
      endHref: over === null && mayCommission ? paths.endReturnLink(found.commission.id, found.id, id) : null,
    }
  })
}

/** The revisions that the reader was shown, by the refs of their actions, as the form sends them back. */
export function readSeen(values: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    values.flatMap((value) => {
      const [, ref, revision] = /^(.{1,40}):(\d{1,9})$/u.exec(value) ?? []
      return ref === undefined ? [] : [[ref, Number(revision)]]
    }),
  )
}
