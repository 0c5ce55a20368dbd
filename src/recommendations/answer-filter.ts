import type { PanelRecommendationView } from './recommendation-views.js'

/** Which recommendations are listed, by their answers: those without one, of these the late ones, those with one. */
export const answerFilters = ['open', 'overdue', 'answered'] as const
export type AnswerFilter = (typeof answerFilters)[number]

/** Whether a recommendation is listed; without a filter all are. */
export function passesAnswerFilter(
  { answer, clock }: Pick<PanelRecommendationView, 'answer' | 'clock'>,
  filter: AnswerFilter | undefined,
): boolean {
  switch (filter) {
    case undefined:
      return true
    case 'open':
      return answer === null
    case 'overdue':
      return clock.overdue
    case 'answered':
      return answer !== null
  }
}
