import { type Day, inWords } from '../clock/dates.js'
import type { FieldError } from '../web/problems.js'
import type { NewRecommendation, NewReply } from './new-recommendation.js'
import { answerFacts } from './panel-answers.js'

/** The most characters that each field may have. */
export const longest = {
  ...{ panel: 200, label: 20, text: 20_000, source: 2000 },
  ...{ reason: 20_000, responsible: 200, done: 20_000 },
} as const

/** Dates that could not be read yet are not judged: whoever read them has said what is wrong. */
export type ReadRecommendation = Omit<NewRecommendation, 'madeOn' | 'receivedOn' | 'addressee'> & {
  addressee: NewRecommendation['addressee'] | null
  madeOn: Day | null
  receivedOn: Day | null
}
export type ReadReply = Omit<NewReply, 'saidOn'> & { saidOn: Day | null }

/** What is wrong with a recommendation, whatever is on the register: a sentence for each field. */
export function wrongWithRecommendation(given: ReadRecommendation, today: Day): FieldError[] {
  const { madeOn, receivedOn, addressee, agency } = given
  const future = 'cannot be after today.'
  return [
    ...textErrors('panel', 'Give the name of the panel', given.panel, true),
    ...errorIf(madeOn !== null && madeOn > today, 'madeOn', `The day of the meeting ${future}`),
    ...textErrors('label', 'Give the letter or number in the minutes', given.label, true),
    ...textErrors('text', 'Give the words of the recommendation', given.text, true),
    ...errorIf(addressee === null, 'addressee', 'Choose whom the recommendation is addressed to.'),
    ...errorIf(addressee === 'partner' && !agency, 'agency', 'Choose the partner that it is addressed to.'),
    ...errorIf(
      addressee === 'executive' && Boolean(agency),
      'agency',
      'An agency belongs to a recommendation that is addressed to a partner.',
    ),
    ...errorIf(receivedOn !== null && receivedOn > today, 'receivedOn', `The day of receipt ${future}`),
    ...errorIf(
      receivedOn !== null && madeOn !== null && receivedOn < madeOn,
      'receivedOn',
      'The day of receipt cannot be before the day of the meeting.',
    ),
    ...textErrors('source', 'Give the source', given.source ?? '', false),
  ]
}

/** What is wrong with what is said of a recommendation: a sentence for each field. */
export function wrongWithReply(
  said: ReadReply,
  { madeOn, receivedOn }: { madeOn: Day; receivedOn: Day },
  today: Day,
): FieldError[] {
  const nothing = said.answer === null && said.done === null
  return [
    ...errorIf(nothing, 'answer', 'Give an answer, or say what was done.'),
    ...answerErrors(said, madeOn),
    ...textErrors('done', 'Say what was done', said.done ?? '', said.done !== null),
    ...errorIf(said.saidOn !== null && said.saidOn > today, 'saidOn', 'The day cannot be after today.'),
    ...errorIf(
      said.saidOn !== null && said.saidOn < madeOn,
      'saidOn',
      `The day cannot be before the meeting of ${inWords(madeOn)}.`,
    ),
    ...errorIf(
      said.answer !== null && said.saidOn !== null && said.saidOn >= madeOn && said.saidOn < receivedOn,
      'saidOn',
      `The answer cannot be given before the recommendation was received, on ${inWords(receivedOn)}.`,
    ),
  ]
}

function answerErrors(said: ReadReply, madeOn: Day): FieldError[] {
  if (said.answer === null) return errorsWithoutAnswer(said)
  const { label, needsReason, carriedOut } = answerFacts[said.answer]
  return [
    ...textErrors('reason', `Say why it is ${label.toLowerCase()}`, said.reason ?? '', needsReason),
    ...(carriedOut ? errorsCarriedOut(said, madeOn) : errorsNotCarriedOut(said)),
  ]
}

function errorsWithoutAnswer({ reason, responsible, dueOn }: ReadReply): FieldError[] {
  return [
    ...errorIf(reason !== null, 'reason', 'A reason belongs to an answer.'),
    ...errorIf(responsible !== null, 'responsible', 'Who is responsible belongs to an answer.'),
    ...errorIf(dueOn !== null, 'dueOn', 'A day to carry it out by belongs to an answer.'),
  ]
}

function errorsCarriedOut({ responsible, dueOn }: ReadReply, madeOn: Day): FieldError[] {
  const early = `The day to carry it out by cannot be before the meeting of ${inWords(madeOn)}.`
  return [
    ...textErrors('responsible', 'Say who is responsible', responsible ?? '', false),
    ...errorIf(dueOn !== null && dueOn < madeOn, 'dueOn', early),
  ]
}

function errorsNotCarriedOut({ responsible, dueOn }: ReadReply): FieldError[] {
  const nobody = 'Where it is rejected, nobody answers for carrying it out.'
  const never = 'Where it is rejected, there is no day to carry it out by.'
  return [...errorIf(responsible !== null, 'responsible', nobody), ...errorIf(dueOn !== null, 'dueOn', never)]
}

function textErrors(
  field: keyof typeof longest,
  demand: string,
  text: string,
  needed: boolean,
): FieldError[] {
  const most = longest[field]
  return [
    ...errorIf(needed && text.trim() === '', field, `${demand}.`),
    ...errorIf(text.length > most, field, `${demand} in at most ${most} characters.`),
  ]
}

function errorIf(wrong: boolean, field: string, message: string): FieldError[] {
  return wrong ? [{ field, message }] : []
}
