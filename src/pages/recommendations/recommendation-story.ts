import { type Day, inWords, londonDay } from '../../clock/dates.js'
import { answerFacts } from '../../recommendations/panel-answers.js'
import type { RecommendationStanding, ReplyView } from '../../recommendations/recommendation-views.js'
import { html, type Markup } from '../../web/pages/html.js'

/** An item of the Ministry of Justice's timeline. */
export interface StoryItem {
  label: { text: string }
  byline: { text: string } | null
  datetime: { timestamp: Day; text: string }
  html: Markup
  attributes: { id: string }
}

/** What became of a recommendation, the newest first: when it was said, and when it was recorded. */
export function storyOf(one: RecommendationStanding): StoryItem[] {
  const addressee = inSentence(one.addresseeName)
  return [...one.replies.map((reply) => saidOf(reply, addressee)), madeOf(one, addressee)].sort(newestFirst)
}

/** Of one day, what was recorded last comes first; the list is in that order turned round. */
function newestFirst(item: StoryItem, other: StoryItem): number {
  const [day, otherDay] = [item.datetime.timestamp, other.datetime.timestamp]
  return day === otherDay ? numberOf(other) - numberOf(item) : day < otherDay ? 1 : -1
}

const numberOf = ({ attributes }: StoryItem) => Number(/\d+$/u.exec(attributes.id)?.[0] ?? 0)

function madeOf(
  { madeOn, panel, author, recordedAt, receivedOn }: RecommendationStanding,
  addressee: string,
): StoryItem {
  return {
    label: { text: 'Recommended' },
    byline: { text: panel },
    datetime: { timestamp: madeOn, text: inWords(madeOn) },
    html: html`<p class="govuk-body">Addressed to ${addressee}, received on ${inWords(receivedOn)}.</p>
      ${recorded(author, madeOn, recordedAt, 'Noted')}`,
    attributes: { id: 'reply-0' },
  }
}

/** Who answered is whom the panel asked; who wrote it down stands below. */
function saidOf(reply: ReplyView, addressee: string): StoryItem {
  const { number, answer, done, saidOn, author, recordedAt } = reply
  return {
    label: { text: answer === null ? 'What was done' : answerFacts[answer].label },
    byline: answer === null ? null : { text: addressee },
    datetime: { timestamp: saidOn, text: inWords(saidOn) },
    html: html`${answer === null ? null : answered(reply)}
    ${done === null ? null : html`<p class="govuk-body tl-narrative">${done}</p>`}
    ${recorded(author, saidOn, recordedAt, 'Recorded')}`,
    attributes: { id: `reply-${number}` },
  }
}

function answered({ answer, reason, responsible, dueOn }: ReplyView): Markup {
  const carriedOut = answer !== null && answerFacts[answer].carriedOut
  const by = responsible === null ? 'Nobody was named as responsible' : `Responsible: ${responsible}`
  const until = dueOn === null ? 'no day was given' : `by ${inWords(dueOn)}`
  return html`${
    reason === null ? null : html`<p class="govuk-body tl-narrative"><strong>Reason:</strong> ${reason}</p>`
  }
  ${carriedOut ? html`<p class="govuk-body">${by}, ${until}.</p>` : null}`
}

/** Nobody sets when a thing was recorded: where that was another day than it was said on, it is told. */
function recorded(author: string, saidOn: Day, recordedAt: string, verb: string): Markup {
  const on = londonDay(recordedAt)
  const when = on === saidOn ? 'on the same day' : `on ${inWords(on)}`
  return html`<p class="govuk-body-s tl-quiet">${verb} ${when} by ${author}.</p>`
}

const inSentence = (name: string) => name.replace(/^The /u, 'the ')
