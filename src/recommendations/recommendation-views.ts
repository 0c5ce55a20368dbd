import type { Day, Instant } from '../clock/dates.js'
import { type AnswerClock, answerClock } from './answer-clock.js'
import { byLabel, byText } from './natural-order.js'
import { answerInWords, theExecutive } from './panel-answers.js'
import type { Addressee, PanelAnswer } from './panel-recommendation.entity.js'

/** A recommendation of a panel as a report prints it: plain data, without what differs between two databases. */
export interface PanelRecommendationView {
  /** "A": as in the minutes. */
  label: string
  /** The day of the meeting. */
  madeOn: Day
  panel: string
  /** The panel's own words. */
  text: string
  source: string | null
  addressee: Addressee
  /** "The council’s executive", or the partner as it was named at the moment. */
  addresseeName: string
  receivedOn: Day
  /** The answer that counts: of several the last. */
  answer: PanelAnswer | null
  /** "Accepted in part", "Not answered" */
  answerWords: string
  /** The day of the first answer, which stopped the clock. */
  answeredOn: Day | null
  reason: string | null
  /** Who answers for carrying it out. */
  responsible: string | null
  /** By when it is to be carried out. */
  dueOn: Day | null
  clock: AnswerClock
  /** What was done since, the oldest first. */
  done: { on: Day; words: string; by: string }[]
}

/** One thing said of a recommendation, as it was stored. */
export interface ReplyView {
  number: number
  answer: PanelAnswer | null
  reason: string | null
  responsible: string | null
  dueOn: Day | null
  done: string | null
  saidOn: Day
  /** Who recorded it. */
  author: string
  recordedAt: Instant
}

/** The same for pages and the API: with its id and all that was said. */
export interface RecommendationStanding extends PanelRecommendationView {
  id: number
  /** Slug of its plan. */
  plan: string
  /** Slug of the partner that it is addressed to. */
  agency: string | null
  /** Who noted it. */
  author: string
  recordedAt: Instant
  /** Oldest first. */
  replies: ReplyView[]
}

/** What is stored of a recommendation, before anything is reckoned. */
export type KnownRecommendation = Pick<
  RecommendationStanding,
  'id' | 'plan' | 'label' | 'madeOn' | 'panel' | 'text' | 'source' | 'addressee' | 'receivedOn' | 'replies'
> & {
  agency: { slug: string; name: string } | null
  author: string
  recordedAt: Instant
}

/** Where a recommendation stands on a day. */
export function standingOf(known: KnownRecommendation, today: Day): RecommendationStanding {
  const { agency, replies, ...recommendation } = known
  const answers = replies.filter(({ answer }) => answer !== null).sort(bySaying)
  const standing = answers.at(-1)
  const answer = standing?.answer ?? null
  const answeredOn = answers[0]?.saidOn ?? null
  return {
    ...recommendation,
    ...{ agency: agency?.slug ?? null, addresseeName: agency?.name ?? theExecutive },
    ...{ answer, answerWords: answerInWords(answer), answeredOn },
    reason: standing?.reason ?? null,
    responsible: standing?.responsible ?? null,
    dueOn: standing?.dueOn ?? null,
    clock: answerClock(recommendation, answeredOn, today),
    done: replies
      .filter(({ done }) => done !== null)
      .sort(bySaying)
      .map(({ saidOn, done, author }) => ({ on: saidOn, words: done ?? '', by: author })),
    replies,
  }
}

/** What a report prints of a recommendation. */
export function printedOf(standing: RecommendationStanding): PanelRecommendationView {
  const { label, madeOn, panel, text, source, addressee, addresseeName, receivedOn } = standing
  const { answer, answerWords, answeredOn, reason, responsible, dueOn, clock, done } = standing
  return {
    ...{ label, madeOn, panel, text, source, addressee, addresseeName, receivedOn },
    ...{ answer, answerWords, answeredOn, reason, responsible, dueOn, clock, done },
  }
}

/** The order of the minutes: meeting by meeting, and within one by label. */
export function inOrderOfMeetings<One extends Pick<PanelRecommendationView, 'madeOn' | 'panel' | 'label'>>(
  recommendations: readonly One[],
): One[] {
  return [...recommendations].sort(
    (one, other) =>
      byText(one.madeOn, other.madeOn) || byText(one.panel, other.panel) || byLabel(one.label, other.label),
  )
}

/** By the day on which it was said; of one day, as it was recorded. */
function bySaying(one: ReplyView, other: ReplyView): number {
  return byText(one.saidOn, other.saidOn) || one.number - other.number
}
