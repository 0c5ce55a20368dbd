import { canCommission } from '../../accounts/rights.js'
import type { Person } from '../../accounts/person.js'
import { statusFacts } from '../../actions/action-status.js'
import { type Day, daysBetween, inWords, londonDay } from '../../clock/dates.js'
import type { WaitingCompletion } from '../../register/completions.service.js'
import { flagLabel } from '../../register/flags.js'
import type { ActionView, EvidenceView } from '../../register/views.js'
import { html, type Markup } from '../../web/pages/html.js'
import type { PageAnswer } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { daysInWords, redatedInWords, saidByInWords } from '../actions/action-words.js'
import { pageInTitle, pagesOf, pagingOf } from '../paging.js'
import { paths } from '../paths.js'
import { timelinessTag } from '../tags.js'
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

const heading = 'Completions to verify'

/** What agencies report as complete, the oldest first. */
export function completionList(
  person: Person,
  completions: readonly WaitingCompletion[],
  waiting: Waiting,
  page: number,
  today: Day,
): PageAnswer {
  const pages = pagesOf(waiting.completions, pageSize)
  const link = canCommission(person) ? 'Verify or return' : 'Read all of it'
  return toDecidePage(
    { title: `${heading}${pageInTitle(page, pages)}`, section: 'commissions' },
    {
      heading,
      says: 'An agency says that an action is complete and gives its evidence; the programme office checks the evidence, and verifies the completion or returns it with a reason. The oldest come first.',
      parts: partsOf(waiting, 'completions'),
      cards: completions.map((one) =>
        cardOf(one.action.ref, one.action.title, rowsOf(one, today), {
          ...{ href: paths.completion(one.action.ref), text: link },
        }),
      ),
      empty: 'No completion waits: whatever was reported complete has been verified or returned.',
      paging: pagingOf(page, pages, paths.completions),
    },
  )
}

const words: DecisionWords = {
  ...{ legend: 'Is it complete?', button: 'Record the decision' },
  yes: {
    text: 'Yes, verify it',
    hint: statusFacts.complete_verified.definition,
    label: 'What you checked',
    labelHint: 'It stands on the timeline of the action, in your name.',
  },
  no: {
    text: 'No, return it to the agency',
    hint: 'The action is in progress again until it is reported complete anew.',
    label: 'Reason',
    labelHint: 'What is missing. The agency reads it on the page of the action.',
  },
}

/** One completion with all that it rests on, and the form that decides it. */
export function completionPage(
  person: Person,
  completion: WaitingCompletion,
  today: Day,
  typed: TypedDecision = nothingDecided,
  wrong: { errors: FieldError[]; overtaken?: boolean } = { errors: [] },
): PageAnswer {
  const { action } = completion
  const { ref, revision } = action
  const errors = decisionErrors(wrong.errors)
  const addresses = { action: paths.completion(ref), cancelHref: paths.completions(), revision }
  const decides = canCommission(person)
  return decisionPage(
    {
      ...{ title: `${ref} Verify the completion`, section: 'commissions', errors: errors.links },
      backLink: { text: `Back to ${heading.toLowerCase()}`, href: paths.completions() },
      ...(wrong.overtaken ? { status: 409 } : {}),
    },
    {
      ...{ ref, title: action.title, text: action.text, actionHref: paths.action(ref) },
      ...{ heading: 'Verify the completion', rows: rowsOf(completion, today) },
      dates: null,
      form: decides ? decisionForm(words, addresses, typed, errors) : null,
      instead: decides ? null : onlyTheOffice,
    },
  )
}

function rowsOf(completion: WaitingCompletion, today: Day): Row[] {
  const { action, narrative, evidence } = completion
  const row = (text: string, value: Markup): Row => ({ key: { text }, value: { html: value } })
  const open = action.steps.filter(({ status }) => statusFacts[status].open)
  return [
    row('Reported complete', html`${reportedInWords(completion, today)}`),
    row('On time', onTime(action)),
    row(
      'The agency’s words',
      narrative === null ? html`None` : html`<span class="tl-narrative">${narrative}</span>`,
    ),
    row('Evidence', evidenceList(evidence)),
    ...(open.length > 0 ? [row('Steps still open', html`${open.map(({ ref }) => ref).join(', ')}`)] : []),
    ...(action.flags.length > 0
      ? [row('Assurance flags', html`${action.flags.map(({ code }) => flagLabel(code)).join('; ')}`)]
      : []),
  ]
}

function reportedInWords({ by, onBehalfOf, reportedAt }: WaitingCompletion, today: Day): string {
  const speaker = saidByInWords({
    by,
    onBehalfOf: onBehalfOf === null ? null : { slug: '', name: onBehalfOf },
  })
  const day = londonDay(reportedAt)
  const waits = daysBetween(day, today)
  return `By ${speaker} on ${inWords(day)}${waits > 0 ? `, ${daysInWords(waits)} ago` : ', today'}`
}

/** Whether it was on time, and by which date. */
function onTime({ timeliness, timescale, completedOn }: ActionView): Markup {
  const { text, classes } = timelinessTag(timeliness)
  const moved =
    timescale.timesRedated > 0 ? `The date was moved before: ${redatedInWords(timescale).toLowerCase()}.` : ''
  return html`<strong class="govuk-tag ${classes}">${text}</strong>
    ${completedInWords(completedOn, timescale.end)} ${moved}`
}

/** "Complete on 17 January 2017, 17 days after its end date, 31 December 2016." */
function completedInWords(completedOn: Day | null, end: Day | null): string {
  if (completedOn === null) return ''
  const complete = `Complete on ${inWords(completedOn)}`
  if (end === null) return `${complete}; it has no end date.`
  const late = daysBetween(end, completedOn)
  return late > 0
    ? `${complete}, ${daysInWords(late)} after its end date, ${inWords(end)}.`
    : `${complete}, by its end date, ${inWords(end)}.`
}

function evidenceList(evidence: readonly EvidenceView[]): Markup {
  if (evidence.length === 0) return html`None given`
  const items = evidence.map(({ title, url }) =>
    url === null ? html`<li>${title}</li>` : html`<li><a class="govuk-link" href="${url}">${title}</a></li>`,
  )
  return html`<ul class="govuk-list govuk-!-margin-bottom-0">
    ${items}
  </ul>`
}
