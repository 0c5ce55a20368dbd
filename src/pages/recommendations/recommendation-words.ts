import { inWords } from '../../clock/dates.js'
import type { AnswerClock, ClockState } from '../../recommendations/answer-clock.js'
import { answerInWords } from '../../recommendations/panel-answers.js'
import type { PanelAnswer } from '../../recommendations/panel-recommendation.entity.js'
import type { PanelRecommendationView } from '../../recommendations/recommendation-views.js'
import type { Tag } from '../tags.js'

const answerColours: Record<PanelAnswer, string> = {
  accepted: 'govuk-tag--green',
  accepted_in_part: 'govuk-tag--yellow',
  rejected: 'govuk-tag--purple',
}

const clockColours: Record<ClockState, string> = {
  not_yet_due: 'govuk-tag--blue',
  due_today: 'govuk-tag--yellow',
  overdue: 'govuk-tag--red',
  answered_on_time: 'govuk-tag--green',
  answered_late: 'govuk-tag--orange',
}

const clockLabels: Record<ClockState, string> = {
  not_yet_due: 'Not yet due',
  due_today: 'Due today',
  overdue: 'Overdue',
  answered_on_time: 'On time',
  answered_late: 'Late',
}

export function answerTag(answer: PanelAnswer | null): Tag {
  return { text: answerInWords(answer), classes: answer === null ? 'govuk-tag--grey' : answerColours[answer] }
}

export function clockTag(state: ClockState): Tag {
  return { text: clockLabels[state], classes: clockColours[state] }
}

/** What stands beside the tag: "12 days left", "by 3 days"; null where the tag says all. */
export function clockNote({ words }: AnswerClock): string | null {
  return /(?:by )?\d+ days?(?: left| late)?/u.exec(words)?.[0] ?? null
}

/** "Answered 3 days late, on 6 September 2013. An answer was due by 3 September 2013." */
export function clockInWords({ clock, answeredOn }: PanelRecommendationView): string {
  const due = inWords(clock.dueOn)
  return answeredOn === null
    ? `${clock.words}. An answer is due by ${due}.`
    : `${clock.words}, on ${inWords(answeredOn)}. An answer was due by ${due}.`
}

/** "Recommendation A of 4 July 2013" */
export function nameOf({ label, madeOn }: Pick<PanelRecommendationView, 'label' | 'madeOn'>): string {
  return `Recommendation ${label} of ${inWords(madeOn)}`
}

/** "To be carried out by 31 March 2014", and that the day has passed without a word. */
export function carryingOutInWords(
  { dueOn, done }: Pick<PanelRecommendationView, 'dueOn' | 'done'>,
  today: string,
): string | null {
  if (dueOn === null) return null
  const passed = dueOn < today && !done.some(({ on }) => on >= dueOn)
  return inWords(dueOn) + (passed ? '. The day has passed and nothing was said since.' : '')
}
