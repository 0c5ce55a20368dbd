import { isURL } from 'class-validator'
import { refuseMove, statusFacts, type ActionStatus } from '../../actions/action-status.js'
import { isDay } from '../../clock/dates.js'
import { longestTexts } from '../../register/update.body.js'
import { isEvidenceAddress } from '../../updates/evidence-files.address.js'
import type { FieldError } from '../../web/problems.js'
import type { CommissionQuestion } from '../commission/commission.entity.js'
import { type LastPosition, type LineAnswer, nilAnswer, type WholeAnswer } from './return-lines.js'

/** A line, as far as the rules of its answer need it. */
export interface AskedLine {
  ref: string
  leads: boolean
  lastPosition: LastPosition
  /** Status of the action as it is now. */
  currentStatus: ActionStatus
}

const longestAnswer = 5000
const longestTitle = 300
const mostEvidence = 50

/** The answer as it is kept: the same words always make the same text, and what is only blank is none. */
export function tidyLine(given: LineAnswer): LineAnswer {
  if (given.nothingToReport) return nilAnswer
  return {
    nothingToReport: false,
    narrative: given.narrative.trim(),
    status: given.status,
    confidence: given.confidence,
    evidence: given.evidence.map(({ title, url }) => ({ title: title.trim(), url: url?.trim() || null })),
    nextStep: given.nextStep?.trim() || null,
    end: given.end,
    reason: given.reason?.trim() || null,
    questions: tidyQuestions(given.questions),
  }
}

export function tidyWhole({ questions }: WholeAnswer): WholeAnswer {
  return { questions: tidyQuestions(questions) }
}

function tidyQuestions(answers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(answers)
      .map(([key, text]) => [key, text.trim()] as const)
      .filter(([, text]) => text !== '')
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
}

/** What cannot be saved at all; what is only missing yet keeps nobody from saving. */
export function wrongWithLine(
  answer: LineAnswer,
  line: AskedLine,
  asked: readonly CommissionQuestion[],
): FieldError[] {
  return [
    ...(['narrative', 'nextStep', 'reason'] as const).flatMap((field) =>
      tooLong(field, answer[field] ?? '', longestTexts[field]),
    ),
    ...wrongJudgement(answer, line),
    ...wrongEvidence(answer),
    ...wrongQuestions(answer.questions, asked, 'line'),
  ]
}

export function wrongWithWhole(
  { questions }: WholeAnswer,
  asked: readonly CommissionQuestion[],
): FieldError[] {
  return wrongQuestions(questions, asked, 'return')
}

/** The status that the answer moves the action to; null where it leaves it. */
export function movedStatus({ status }: LineAnswer, { lastPosition }: AskedLine): ActionStatus | null {
  return status === null || status === lastPosition.status ? null : status
}

/** The end date that the answer moves the action to; null where it leaves it. */
export function movedEnd(
  { end }: LineAnswer,
  { lastPosition }: Pick<AskedLine, 'lastPosition'>,
): string | null {
  return end === null || end === lastPosition.end ? null : end
}

/** What the answer still lacks before it can be sent, as sentences. */
export function lackingInLine(
  answer: LineAnswer | null,
  line: AskedLine,
  asked: readonly CommissionQuestion[],
): string[] {
  const { ref, currentStatus } = line
  if (answer === null) return [`Say what has happened to ${ref}, or that there is nothing to report.`]
  if (answer.nothingToReport) return []
  const to = movedStatus(answer, line) ?? currentStatus
  const refusal = refuseMove(currentStatus, to, offerOf(answer))
  const end = movedEnd(answer, line)
  return [
    ...(answer.narrative === '' ? [`Say in words what has happened to ${ref}.`] : []),
    ...(refusal ? [`${ref}: ${refusal.message}`] : []),
    ...(end !== null && answer.reason === null
      ? [`To move the end date of ${ref}, say why in the reason.`]
      : []),
    ...(end !== null && !statusFacts[to].open ? [`${ref} is closed: its end date cannot move.`] : []),
    ...lackingQuestions(answer.questions, asked, 'line').map((text) => `Answer for ${ref}: “${text}”`),
  ]
}

export function lackingInWhole(answer: WholeAnswer | null, asked: readonly CommissionQuestion[]): string[] {
  return lackingQuestions(answer?.questions ?? {}, asked, 'return').map((text) => `Answer: “${text}”`)
}

function offerOf({ evidence, reason }: LineAnswer) {
  return { role: 'agency_owner', hasEvidence: evidence.length > 0, reason, supersededBy: null } as const
}

/** What only a lead may say, and moves that no evidence and no reason would open to an agency. */
function wrongJudgement(answer: LineAnswer, line: AskedLine): FieldError[] {
  const { ref, leads, currentStatus } = line
  if (!leads) {
    return (['status', 'confidence', 'end'] as const)
      .filter((field) => answer[field] !== null)
      .map((field) => ({
        field,
        message: `Only a lead of ${ref} can say this: partners give words, evidence and a next step.`,
      }))
  }
  const errors: FieldError[] = []
  const to = movedStatus(answer, line)
  const refusal =
    to &&
    refuseMove(currentStatus, to, {
      ...offerOf(answer),
      hasEvidence: true,
      reason: 'given',
      supersededBy: null,
    })
  if (refusal) errors.push({ field: 'status', message: refusal.message })
  if (answer.end !== null && !isDay(answer.end)) {
    errors.push({ field: 'end', message: 'The end date must be a real day.' })
  }
  return errors
}

const linkOptions = { protocols: ['http', 'https'], require_protocol: true, require_tld: false }

function wrongEvidence({ evidence }: LineAnswer): FieldError[] {
  const field = 'evidence'
  if (evidence.length > mostEvidence) {
    return [{ field, message: `Give at most ${mostEvidence} pieces of evidence.` }]
  }
  return evidence.flatMap(({ title, url }) => {
    if (title === '') return [{ field, message: 'Each piece of evidence must have a title.' }]
    const isLink = url === null || isEvidenceAddress(url) || (url.length <= 2000 && isURL(url, linkOptions))
    return [
      ...tooLong(field, title, longestTitle),
      ...(isLink ? [] : [{ field, message: `The link of “${title}” must begin with http:// or https://.` }]),
    ]
  })
}

function wrongQuestions(
  answers: Record<string, string>,
  asked: readonly CommissionQuestion[],
  of: CommissionQuestion['of'],
): FieldError[] {
  return Object.entries(answers).flatMap(([key, text]) => {
    const field = `questions.${key}`
    if (!asked.some((question) => question.key === key && question.of === of)) {
      return [{ field, message: `The commission does not ask “${key}” here.` }]
    }
    return tooLong(field, text, longestAnswer)
  })
}

function lackingQuestions(
  answers: Record<string, string>,
  asked: readonly CommissionQuestion[],
  of: CommissionQuestion['of'],
): string[] {
  return asked
    .filter((question) => question.of === of && question.required && !Object.hasOwn(answers, question.key))
    .map(({ text }) => text)
}

function tooLong(field: string, text: string, most: number): FieldError[] {
  return text.length > most ? [{ field, message: `${field} must have at most ${most} characters.` }] : []
}
