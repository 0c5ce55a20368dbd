import { type Day, inWords, momentInWords } from '../../clock/dates.js'
import { clockRules } from '../../recommendations/answer-clock.js'
import { answerFacts } from '../../recommendations/panel-answers.js'
import type { RecommendationStanding } from '../../recommendations/recommendation-views.js'
import type { PlanRecommendations } from '../../recommendations/recommendations.service.js'
import { html } from '../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { PageLink } from '../../web/pages/frame.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { paths } from '../paths.js'
import type { Asked } from '../register-page.js'
import type { Tag } from '../tags.js'
import { type StoryItem, storyOf } from './recommendation-story.js'
import { answerTag, carryingOutInWords, clockInWords, clockTag, nameOf } from './recommendation-words.js'

type Fact = { key: { text: string }; value: { text: string } | { html: unknown } }

interface RecommendationPage {
  plan: string
  name: string
  text: string
  answer: Tag
  clock: { tag: Tag; words: string }
  facts: Fact[]
  rule: { words: string; source: string }
  story: StoryItem[]
  /** What the person may do with it; null where it is nothing. */
  keep: { answer: PageLink; progressHref: string; anotherHref: string } | null
  asKnownOn: AsKnownOnForm
}

const recommendationPage = pageOf<RecommendationPage>('recommendations/recommendation')

/** One recommendation: its words, how its answer stands, and all that was said of it. */
export function showRecommendation(
  { plan, mayKeep }: PlanRecommendations,
  one: RecommendationStanding,
  { at, today }: Asked,
): PageAnswer {
  const { asAt, errors, form } = at
  return recommendationPage(
    {
      title: `${nameOf(one)} – ${plan.title}`,
      breadcrumbs: crumbsOf(plan, asAt),
      ...{ section: 'plans', asAt, errors },
    },
    {
      ...{ plan: plan.title, name: nameOf(one), text: one.text },
      answer: answerTag(one.answer),
      clock: { tag: clockTag(one.clock.state), words: clockInWords(one) },
      facts: factsOf(one, today),
      rule: clockRules[one.addressee],
      story: storyOf(one),
      keep: mayKeep && asAt === undefined ? keepOf(one) : null,
      asKnownOn: form,
    },
  )
}

/** The way to the recommendations on a plan. */
export function crumbsOf(plan: { slug: string; title: string }, asAt?: string): PageLink[] {
  return [
    { text: 'Plans', href: paths.plans(asAt) },
    { text: plan.title, href: paths.plan(plan.slug, asAt) },
    { text: 'Recommendations of the panel', href: paths.recommendations(plan.slug, { asAt }) },
  ]
}

function keepOf({ plan, id, answer }: RecommendationStanding): RecommendationPage['keep'] {
  return {
    answer: {
      text: answer === null ? 'Record the answer' : 'Record another answer',
      href: paths.replyToRecommendation(plan, id, 'answer'),
    },
    progressHref: paths.replyToRecommendation(plan, id, 'progress'),
    anotherHref: paths.newRecommendation(plan, id),
  }
}

function factsOf(one: RecommendationStanding, today: Day): Fact[] {
  const row = (key: string, text: string): Fact => ({ key: { text: key }, value: { text } })
  const typed = (key: string, text: string): Fact => ({
    key: { text: key },
    value: { html: html`<span class="tl-narrative">${text}</span>` },
  })
  const carriedOut = one.answer !== null && answerFacts[one.answer].carriedOut
  return [
    row('Recommended by', `${one.panel}, ${inWords(one.madeOn)}`),
    row('Addressed to', one.addresseeName),
    row('Received', inWords(one.receivedOn)),
    row('Answer due by', inWords(one.clock.dueOn)),
    ...(one.reason === null ? [] : [typed('Reason', one.reason)]),
    ...(carriedOut
      ? [
          row('Responsible', one.responsible ?? 'Nobody was named'),
          row('To be carried out by', carryingOutInWords(one, today) ?? 'No day was given'),
        ]
      : []),
    typed('On record in', one.source ?? 'No source was given'),
    row('Noted', `${momentInWords(one.recordedAt)}, by ${one.author}`),
  ]
}
