import type { Day } from '../../clock/dates.js'
import type { NewReply } from '../../recommendations/new-recommendation.js'
import { panelAnswers } from '../../recommendations/panel-recommendation.entity.js'
import { wrongWithReply } from '../../recommendations/recommendation-rules.js'
import type { FieldError } from '../../web/problems.js'
import { isTyped, type TypedDay } from '../typed-day.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'
import { boxesOf, dayOf, noDay, readDayField, withoutStops } from './typed-fields.js'

/** What is said: the answer, or what was done since. Each has a form of its own. */
export const replySteps = ['answer', 'progress'] as const
export type ReplyStep = (typeof replySteps)[number]

export type ReplyField = 'answer' | 'reason' | 'responsible' | 'dueOn' | 'done' | 'saidOn'

/** The form as it was typed. */
export interface TypedReply {
  answer: string
  reason: string
  responsible: string
  dueOn: TypedDay
  done: string
  saidOn: TypedDay
  /** The number of the last reply when the form was opened. */
  after: string
}

/** The form as it is opened: it is said today, unless somebody says otherwise. */
export function openedReply(last: number, today: Day): TypedReply {
  const nothing = { answer: '', reason: '', responsible: '', done: '' }
  return { ...nothing, dueOn: noDay, saidOn: boxesOf(today), after: String(last) }
}

export function readTypedReply(form: Typed): TypedReply {
  return {
    ...{ answer: textOf(form, 'answer'), reason: textOf(form, 'reason'), done: textOf(form, 'done') },
    ...{ responsible: lineOf(form, 'responsible'), after: textOf(form, 'after') },
    ...{ dueOn: readDayField(form, 'dueOn'), saidOn: readDayField(form, 'saidOn') },
  }
}

/** What the form says, or what is wrong with it. */
export function readReply(
  step: ReplyStep,
  typed: TypedReply,
  recommendation: { madeOn: Day; receivedOn: Day },
  today: Day,
): { said: NewReply } | { errors: FieldError[] } {
  const saidOn = dayOf(typed.saidOn, 'saidOn', 'The day')
  const dueOn =
    step === 'answer' && isTyped(typed.dueOn)
      ? dayOf(typed.dueOn, 'dueOn', 'The day to carry it out by')
      : { day: null, errors: [] }
  const said = {
    ...(step === 'answer' ? answerOf(typed) : { ...noAnswer, done: orNull(typed.done) }),
    ...{ dueOn: dueOn.day, saidOn: saidOn.day },
    ...(/^\d{1,9}$/u.test(typed.after) ? { after: Number(typed.after) } : {}),
  }
  const missing = missingOf(step, said)
  const judged = wrongWithReply(said, recommendation, today)
  // What belongs to an answer is not judged while there is none.
  const wrong = missing.length > 0 ? judged.filter(({ field }) => field === 'saidOn') : judged
  const errors = [...missing, ...dueOn.errors, ...saidOn.errors, ...wrong]
  if (errors.length > 0 || said.saidOn === null) return { errors: withoutStops(errors) }
  return { said: { ...said, saidOn: said.saidOn } }
}

const noAnswer = { answer: null, reason: null, responsible: null }

function answerOf(typed: TypedReply): Pick<NewReply, 'answer' | 'reason' | 'responsible' | 'done'> {
  const answer = panelAnswers.find((one) => one === typed.answer) ?? null
  return { answer, reason: orNull(typed.reason), responsible: orNull(typed.responsible), done: null }
}

/** Each form asks for its own: the register would only say that one of the two is needed. */
function missingOf(step: ReplyStep, { answer, done }: { answer: unknown; done: unknown }): FieldError[] {
  if (step === 'answer' && answer === null) return [{ field: 'answer', message: 'Choose the answer' }]
  if (step === 'progress' && done === null) return [{ field: 'done', message: 'Say what was done' }]
  return []
}

const orNull = (text: string) => (text === '' ? null : text)
