import type { Addressee, PanelAnswer } from './panel-recommendation.entity.js'

interface AnswerFacts {
  label: string
  /** What whoever answers chooses by. */
  definition: string
  /** It must say why. */
  needsReason: boolean
  /** There is something to carry out: by somebody, by some day. */
  carriedOut: boolean
}

/** What a panel can be answered. */
export const answerFacts: Record<PanelAnswer, AnswerFacts> = {
  accepted: {
    label: 'Accepted',
    definition: 'It will be carried out as the panel recommended.',
    ...{ needsReason: false, carriedOut: true },
  },
  accepted_in_part: {
    label: 'Accepted in part',
    definition: 'Some of it will be carried out, or in another way. The reason says what will not, and why.',
    ...{ needsReason: true, carriedOut: true },
  },
  rejected: {
    label: 'Rejected',
    definition: 'It will not be carried out. The reason says why.',
    ...{ needsReason: true, carriedOut: false },
  },
}

/** "Accepted in part"; "Not answered" as long as there is no answer. */
export function answerInWords(answer: PanelAnswer | null): string {
  return answer === null ? 'Not answered' : answerFacts[answer].label
}

/** The executive as it is named where no agency stands for it. */
export const theExecutive = 'The council’s executive'

export const addresseeLabels: Record<Addressee, string> = {
  executive: theExecutive,
  partner: 'A partner agency',
}
