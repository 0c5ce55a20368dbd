import { type Day, inWords } from '../../clock/dates.js'
import { type AnswerFilter, answerFilters, passesAnswerFilter } from '../../recommendations/answer-filter.js'
import { answerFacts } from '../../recommendations/panel-answers.js'
import { type PanelAnswer, panelAnswers } from '../../recommendations/panel-recommendation.entity.js'
import type { RecommendationStanding } from '../../recommendations/recommendation-views.js'
import type { PlanRecommendations } from '../../recommendations/recommendations.service.js'
import { count, figure, inList } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { howMany } from '../figures.js'
import { paths } from '../paths.js'
import type { Asked } from '../register-page.js'
import type { Tag } from '../tags.js'
import { answerTag, carryingOutInWords, clockNote, clockTag } from './recommendation-words.js'

interface RecommendationRow {
  label: string
  text: string
  href: string
  addressee: string
  answer: Tag
  reason: string | null
  responsible: string | null
  carriedOutBy: string | null
  clock: { tag: Tag; note: string | null; dueOn: string }
}

interface RecommendationListPage {
  plan: string
  says: string
  /** What the list is narrowed to; null where there is nothing to narrow. */
  filters: { text: string; href: string; active: boolean }[] | null
  meetings: { heading: string; caption: string; rows: RecommendationRow[] }[]
  empty: string
  newHref: string | null
  asKnownOn: AsKnownOnForm
}

const listPage = pageOf<RecommendationListPage>('recommendations/list')

const filterFacts: Record<AnswerFilter, { label: string; empty: string }> = {
  open: { label: 'Not answered', empty: 'Every recommendation is answered.' },
  overdue: { label: 'Overdue', empty: 'No answer is overdue.' },
  answered: { label: 'Answered', empty: 'No recommendation is answered yet.' },
}

/** What panels have recommended of a plan, the newest meeting first. */
export function showRecommendations(
  { plan, recommendations, mayKeep }: PlanRecommendations,
  state: AnswerFilter | undefined,
  { at, today }: Asked,
): PageAnswer {
  const { asAt, errors, form } = at
  const found = recommendations.filter((one) => passesAnswerFilter(one, state))
  const narrowed = state === undefined ? '' : `: ${filterFacts[state].label.toLowerCase()}`
  return listPage(
    {
      title: `Recommendations of the panel${narrowed} – ${plan.title}`,
      breadcrumbs: [
        { text: 'Plans', href: paths.plans(asAt) },
        { text: plan.title, href: paths.plan(plan.slug, asAt) },
      ],
      ...{ section: 'plans', wide: true, asAt, errors },
    },
    {
      plan: plan.title,
      says: recommendations.length === 0 ? '' : countsInWords(recommendations),
      filters: recommendations.length === 0 ? null : filtersOf(plan.slug, recommendations, state, asAt),
      meetings: meetingsOf(found, today, asAt),
      empty: emptyOf(recommendations.length === 0 ? undefined : state, asAt),
      newHref: mayKeep && asAt === undefined ? paths.newRecommendation(plan.slug) : null,
      asKnownOn: form,
    },
  )
}

function emptyOf(state: AnswerFilter | undefined, asAt: string | undefined): string {
  if (state !== undefined) return filterFacts[state].empty
  return asAt === undefined
    ? 'No recommendation of a panel is on the register for this plan.'
    : 'No recommendation of a panel was on the register for this plan on that day.'
}

/** The value of the filter as the address has it; what is none of them narrows nothing. */
export function readAnswerFilter(typed: string): AnswerFilter | undefined {
  return answerFilters.find((filter) => filter === typed)
}

/** "5 recommendations of 2 meetings. 2 are not answered; 1 of them is overdue. 3 are answered: 2 accepted and 1 rejected." */
function countsInWords(recommendations: readonly RecommendationStanding[]): string {
  const meetings = new Set(recommendations.map(meetingOf)).size
  const open = recommendations.filter(({ answer }) => answer === null)
  const overdue = open.filter(({ clock }) => clock.overdue).length
  const answered = recommendations.length - open.length
  const answers = `answered: ${answersInWords(recommendations)}.`
  const head = `${count(recommendations.length, 'recommendation')} of ${count(meetings, 'meeting')}.`
  if (open.length === 0) return `${head} All are ${answers}`
  const late = overdueInWords(overdue, open.length)
  if (answered === 0) return `${head} None is answered yet; ${late} overdue.`
  return `${head} ${howMany(open.length)} not answered; ${late} overdue. ${howMany(answered)} ${answers}`
}

/** "none of them is", "2 of them are", "it is": those of the unanswered that are late. */
function overdueInWords(overdue: number, open: number): string {
  if (open === 1) return overdue === 1 ? 'it is' : 'it is not'
  if (overdue === 0) return 'none of them is'
  if (overdue === open) return 'all of them are'
  return `${figure(overdue)} of them ${overdue === 1 ? 'is' : 'are'}`
}

function answersInWords(recommendations: readonly RecommendationStanding[]): string {
  const given = (answer: PanelAnswer) => recommendations.filter((one) => one.answer === answer).length
  return inList(
    panelAnswers
      .filter((answer) => given(answer) > 0)
      .map((answer) => `${figure(given(answer))} ${answerFacts[answer].label.toLowerCase()}`),
  )
}

function filtersOf(
  plan: string,
  recommendations: readonly RecommendationStanding[],
  state: AnswerFilter | undefined,
  asAt: string | undefined,
): RecommendationListPage['filters'] {
  return [undefined, ...answerFilters].map((filter) => {
    const found = recommendations.filter((one) => passesAnswerFilter(one, filter)).length
    return {
      text: `${filter === undefined ? 'All' : filterFacts[filter].label} (${figure(found)})`,
      href: paths.recommendations(plan, { state: filter, asAt }),
      active: filter === state,
    }
  })
}

const meetingOf = ({ madeOn, panel }: RecommendationStanding) => `${madeOn} ${panel}`

function meetingsOf(
  recommendations: readonly RecommendationStanding[],
  today: Day,
  asAt: string | undefined,
): RecommendationListPage['meetings'] {
  const meetings = new Map<string, RecommendationStanding[]>()
  for (const one of recommendations)
    meetings.set(meetingOf(one), [...(meetings.get(meetingOf(one)) ?? []), one])
  return [...meetings.values()].reverse().flatMap((some) => {
    const [first] = some
    if (!first) return []
    const heading = `${first.panel}, ${inWords(first.madeOn)}`
    const rows = some.map((one) => rowOf(one, today, asAt))
    return [{ heading, caption: `Recommendations of ${heading}`, rows }]
  })
}

function rowOf(one: RecommendationStanding, today: Day, asAt: string | undefined): RecommendationRow {
  const { id, plan, label, text, addresseeName, answer, reason, responsible, clock } = one
  return {
    ...{ label, text, href: paths.recommendation(plan, id, asAt), addressee: addresseeName },
    ...{ answer: answerTag(answer), reason, responsible },
    carriedOutBy: carryingOutInWords(one, today),
    clock: { tag: clockTag(clock.state), note: clockNote(clock), dueOn: inWords(clock.dueOn) },
  }
}
