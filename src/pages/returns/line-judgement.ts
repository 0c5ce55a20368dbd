import { movesOf, refuseMove, statusFacts, type Transition } from '../../actions/action-status.js'
import type { CommissionQuestion } from '../../commissions/commission/commission.entity.js'
import type { LineAnswer } from '../../commissions/returns/return-lines.js'
import type { ReturnLineView } from '../../commissions/views.js'
import { longestTexts } from '../../register/update.body.js'
import { figure } from '../../reports/shared/words.js'
import type { FieldError } from '../../web/problems.js'
import { fields, mostLinks, movedTo, noChange, ratedAs } from '../actions/update.form.js'
import { withoutStops } from '../recommendations/typed-fields.js'
import { isTyped, readTypedDay } from '../typed-day.js'
import { questionField, type TypedAnswer } from './line.form.js'

/** What was typed as the return takes it, and what is wrong with it. */
export interface LineJudgement {
  answer: LineAnswer
  errors: FieldError[]
}

type Line = Pick<ReturnLineView, 'lastPosition' | 'leads'>

/** The moves that an agency can make by its return; those that name another action are made on the action's own page. */
export function movesOfLine({ lastPosition, leads }: Line): readonly Transition[] {
  if (!leads) return []
  return movesOf('agency_owner', lastPosition.status).filter(
    ({ requires }) => !requires.includes('superseding action'),
  )
}

/** Reads what was typed. @param questions those that are asked of a line */
export function judgeAnswer(
  line: Line,
  typed: TypedAnswer,
  questions: readonly CommissionQuestion[],
): LineJudgement {
  const day = line.leads ? dayOf(typed) : { day: null, errors: [] }
  const { lastPosition, leads } = line
  const answer: LineAnswer = {
    ...{ nothingToReport: false, narrative: typed.narrative, questions: typed.questions, end: day.day },
    status: leads ? movedTo(typed.status, lastPosition.status) : null,
    confidence: leads ? ratedAs(typed.confidence, lastPosition.confidence) : null,
    evidence: typed.links.map(({ title, url }) => ({ title, url: url || null })),
    nextStep: typed.nextStep || null,
    reason: leads && typed.reason !== '' ? typed.reason : null,
  }
  const errors = [
    ...wordsErrors(typed),
    ...(leads ? statusErrors(line, typed, answer) : []),
    ...linkErrors(typed),
    ...day.errors,
    ...(leads ? dateErrors(line, answer) : []),
    ...questionErrors(typed, questions),
  ]
  return { answer, errors: onePerField(errors) }
}

/** What the rules of the service say, at the fields of the form. */
export function atLineFields(errors: readonly FieldError[], ids: readonly string[]): FieldError[] {
  const places: Record<string, string> = {
    evidence: fields.linkTitle(0),
    timescaleEnd: 'end',
    timescaleReason: 'reason',
  }
  return withoutStops(errors).map(({ field, message }) => {
    const place = places[field] ?? field.replace(/^questions\./u, 'question-')
    return { field: ids.includes(place) ? place : 'narrative', message }
  })
}

function wordsErrors({ narrative, nextStep, reason }: TypedAnswer): FieldError[] {
  const tooLong = (field: 'narrative' | 'nextStep' | 'reason', name: string, text: string) =>
    text.length <= longestTexts[field]
      ? []
      : [{ field, message: `${name} must have ${figure(longestTexts[field])} characters or fewer` }]
  const missing = narrative === '' ? [{ field: 'narrative', message: 'Enter what has happened' }] : []
  return [
    ...missing,
    ...tooLong('narrative', 'What has happened', narrative),
    ...tooLong('nextStep', 'The next step', nextStep),
    ...tooLong('reason', 'The reason', reason),
  ]
}

function statusErrors(line: Line, typed: TypedAnswer, answer: LineAnswer): FieldError[] {
  const { status: from } = line.lastPosition
  const offered = [noChange, from, ...movesOfLine(line).map(({ to }) => to)]
  if (!offered.includes(typed.status))
    return [{ field: 'status', message: 'Choose whether the status changes' }]
  if (answer.status === null) return []
  const refusal = refuseMove(from, answer.status, {
    ...{
      role: 'agency_owner',
      hasEvidence: answer.evidence.length > 0,
      reason: answer.reason,
      supersededBy: null,
    },
  })
  if (!refusal) return []
  return withoutStops([
    { field: refusal.field === 'evidence' ? fields.linkTitle(0) : refusal.field, message: refusal.message },
  ])
}

function linkErrors({ links }: TypedAnswer): FieldError[] {
  return links.slice(0, mostLinks).flatMap(({ title, url }, place) => {
    if (title === '') return [{ field: fields.linkTitle(place), message: 'Enter what this evidence is' }]
    if (title.length > 300) {
      return [
        {
          field: fields.linkTitle(place),
          message: 'What this evidence is must have 300 characters or fewer',
        },
      ]
    }
    if (url === '' || isWebAddress(url)) return []
    const message = 'The address of the evidence must begin with http:// or https://'
    return [{ field: fields.linkUrl(place), message }]
  })
}

function isWebAddress(url: string): boolean {
  return /^https?:\/\/\S+$/u.test(url) && URL.canParse(url)
}

function dayOf({ end }: TypedAnswer): { day: string | null; errors: FieldError[] } {
  if (!isTyped(end)) return { day: null, errors: [] }
  const read = readTypedDay(end, 'The new end date')
  return 'day' in read
    ? { day: read.day, errors: [] }
    : { day: null, errors: [{ field: 'end', message: read.wrong }] }
}

function dateErrors({ lastPosition }: Line, { end, reason, status }: LineAnswer): FieldError[] {
  if (end === null) return []
  const same = 'The new end date must differ from the one that is set now'
  const closed = 'An action that is closed keeps its end date: take the new one away'
  const why = `Enter why the end date ${lastPosition.end === null ? 'is set' : 'moves'}`
  return [
    ...(end === lastPosition.end ? [{ field: 'end', message: same }] : []),
    ...(statusFacts[status ?? lastPosition.status].open ? [] : [{ field: 'end', message: closed }]),
    ...(reason === null ? [{ field: 'reason', message: why }] : []),
  ]
}

function questionErrors(typed: TypedAnswer, questions: readonly CommissionQuestion[]): FieldError[] {
  return questions
    .filter(({ key, required }) => required && !typed.questions[key])
    .map(({ key, text }) => ({ field: questionField(key), message: `Answer “${text}”` }))
}

/** Of several things that are wrong with a field the first is told. */
function onePerField(errors: readonly FieldError[]): FieldError[] {
  return errors.filter(({ field }, place) => errors.findIndex((error) => error.field === field) === place)
}
