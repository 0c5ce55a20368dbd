import { statusFacts } from '../../actions/action-status.js'
import { confidenceFacts, confidences } from '../../actions/confidence.js'
import { type Day, inWords, momentInWords } from '../../clock/dates.js'
import type { CommissionQuestion } from '../../commissions/commission/commission.entity.js'
import type { ReturnLineView, ReturnView } from '../../commissions/views.js'
import { longestTexts } from '../../register/update.body.js'
import { ageInWords, dayInWords } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { fields, mostLinks, noChange } from '../actions/update.form.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { valuesOf } from '../recommendations/typed-fields.js'
import { confidenceTag, statusTag, type Tag } from '../tags.js'
import { openedAnswer, questionField, type TypedAnswer } from './line.form.js'
import { movesOfLine } from './line-judgement.js'
import { factsOf, isByLink, type ReturnDoor } from './return-door.js'
import { type AnswerRow, answerRows } from './return-words.js'

/** A line in the hand of whoever answers it. */
export interface LineInHand {
  door: ReturnDoor
  view: ReturnView
  line: ReturnLineView
  today: Day
  typed: TypedAnswer
}

interface Field {
  id: string
  value: string
  errorMessage: ErrorMessage
}

interface Choice {
  value: string
  text: string
  hint?: { text: string }
  checked: boolean
}

interface LineForm {
  action: string
  after: string
  /** What was answered so far, and by whom. */
  saved: string | null
  narrative: Field & { most: number }
  status: { items: Choice[]; errorMessage: ErrorMessage } | null
  confidence: { items: Choice[]; errorMessage: ErrorMessage } | null
  questions: (Field & { text: string })[]
  links: { number: number; title: Field; url: Field }[]
  canAddLink: boolean
  fileNote: { href: string } | null
  nextStep: Field
  end: { now: string; values: Record<string, string>; errorMessage: ErrorMessage } | null
  reason: Field | null
  lastWords: string | null
}

interface LinePage {
  ref: string
  title: string
  text: string
  plan: string
  place: string
  role: string
  asked: { text: string; by: string } | null
  last: {
    narrative: string | null
    said: string
    status: Tag
    confidence: Tag
    end: string
    timescale: string
    nextStep: string | null
  }
  handed: string | null
  movedOn: { href: string | null } | null
  form: LineForm | null
  /** The answer to read, where it cannot be written. */
  answer: AnswerRow[] | null
  previous: { href: string; text: string } | null
  next: { href: string; text: string } | null
}

const draw = pageOf<LinePage>('returns/line')

/** The line as it is opened. */
export function lineInHand(door: ReturnDoor, view: ReturnView, line: ReturnLineView, today: Day): LineInHand {
  return { door, view, line, today, typed: openedAnswer(line.answer, line.saved) }
}

export const lineQuestions = ({ questions }: ReturnView) => questions.filter(({ of }) => of === 'line')

/** The ids of the fields, by the names that errors give, in the order of the form. */
export function lineFieldIds({ view, typed }: Pick<LineInHand, 'view' | 'typed'>): Record<string, string> {
  const places = Array.from({ length: mostLinks }, (_, place) => place)
  const names = [
    ...['narrative', 'status', 'confidence'],
    ...lineQuestions(view).map(({ key }) => questionField(key)),
    ...places.flatMap((place) => [fields.linkTitle(place), fields.linkUrl(place)]),
    ...['nextStep', 'end', 'reason'],
  ]
  const { day, month, year } = typed.end
  const missing = [day === '' && 'day', month === '' && 'month', year === '' && 'year'].find(Boolean)
  return { ...Object.fromEntries(names.map((name) => [name, name])), end: `end-${missing || 'day'}` }
}

/** One line: the action, the last position, and the form of its answer. */
export function linePage(hand: LineInHand, errors: readonly FieldError[] = [], status?: number): PageAnswer {
  const { door, view, line, today } = hand
  const sorted = formErrors(errors, lineFieldIds(hand))
  const { ref, lastPosition, handedTo, question } = line
  const place = view.lineViews.indexOf(line)
  const facts = {
    title: `${ref}: ${lastPosition.title}`,
    errors: sorted.links,
    ...(status ? { status } : {}),
  }
  return draw(factsOf(door, view, facts), {
    ...{ ref, title: lastPosition.title, text: lastPosition.text },
    ...{
      plan: lastPosition.plan,
      place: `line ${place + 1} of ${view.lines}`,
      role: roleSentence(view, line),
    },
    asked: question === null ? null : { text: question, by: askedBy(view, ref) },
    last: lastOf(line, today),
    handed: handedTo && handedTo.accountId !== door.who.accountId ? handedTo.name : null,
    movedOn:
      line.currentRevision > line.revision ? { href: isByLink(door) ? null : paths.action(ref) } : null,
    form: view.may.write ? formOf(hand, (field) => sorted.at[field] ?? null) : null,
    answer:
      !view.may.write && line.answer ? answerRows(line.answer, lastPosition, lineQuestions(view)) : null,
    previous: linkTo(hand, place - 1),
    next: linkTo(hand, place + 1),
  })
}

function roleSentence({ agency }: ReturnView, { role, leads }: ReturnLineView): string {
  if (role === 'lead') return `${agency.name} leads this action: say what has happened and where it stands.`
  const more = leads ? ' No agency leads it, so you say as well where it stands.' : ''
  return `${agency.name} is a partner in this action: say what you have done.${more}`
}

function askedBy({ openQuestions }: ReturnView, ref: string): string {
  const asked = openQuestions.find(({ part }) => part === ref)
  return asked ? `${asked.askedBy}, ${momentInWords(asked.askedAt)}` : 'The programme office'
}

function lastOf({ lastPosition }: ReturnLineView, today: Day): LinePage['last'] {
  const { narrative, by, saidOn, status, confidence, end, timescale, nextStep } = lastPosition
  const age = saidOn === null ? '' : `${inWords(saidOn)}, ${ageInWords(saidOn, today)} ago`
  return {
    ...{ narrative, nextStep, status: statusTag(status), confidence: confidenceTag(confidence) },
    said: narrative === null ? 'Nothing was ever said of this action.' : [by, age].filter(Boolean).join(', '),
    ...{ end: dayInWords(end, 'No date'), timescale: timescale.map((words) => `“${words}”`).join(', ') },
  }
}

function linkTo({ door, view }: LineInHand, place: number): LinePage['next'] {
  const line = view.lineViews[place]
  return line ? { href: door.pages.line(line.ref), text: `${line.ref} ${line.lastPosition.title}` } : null
}

type ErrorAt = (field: string) => ErrorMessage

function formOf(hand: LineInHand, errorAt: ErrorAt): LineForm {
  const { door, view, line, typed } = hand
  const field = (id: string, value: string): Field => ({ id, value, errorMessage: errorAt(id) })
  const { leads, lastPosition, answer, savedBy, savedAt } = line
  const by = savedBy === null || savedAt === null ? '' : ` by ${savedBy} on ${momentInWords(savedAt)}`
  const said = answer?.nothingToReport ? 'Answered with nothing to report' : 'Answered'
  const links = linkFields(typed.links, field)
  return {
    ...{
      action: door.pages.line(line.ref),
      after: typed.after,
      saved: answer === null ? null : `${said}${by}.`,
    },
    narrative: { ...field('narrative', typed.narrative), most: longestTexts.narrative },
    status: leads ? { items: statusChoices(hand), errorMessage: errorAt('status') } : null,
    confidence: leads ? { items: confidenceChoices(hand), errorMessage: errorAt('confidence') } : null,
    questions: lineQuestions(view).map((question) => ({
      ...field(questionField(question.key), typed.questions[question.key] ?? ''),
      text: labelOf(question),
    })),
    ...{ links, canAddLink: links.length < mostLinks },
    fileNote: isByLink(door) ? null : { href: paths.updateAction(line.ref) },
    nextStep: field('nextStep', typed.nextStep),
    end: leads ? endField(hand, errorAt) : null,
    reason: leads ? field('reason', typed.reason) : null,
    lastWords: lastPosition.narrative,
  }
}

/** A question as the label of its field: what must be answered is not marked, what need not be is. */
export const labelOf = ({ text, required }: CommissionQuestion) => (required ? text : `${text} (optional)`)

function linkFields(
  links: TypedAnswer['links'],
  field: (id: string, value: string) => Field,
): LineForm['links'] {
  const shown = links.length < mostLinks ? [...links, { title: '', url: '' }] : links
  return shown.map(({ title, url }, place) => ({
    number: place + 1,
    title: field(fields.linkTitle(place), title),
    url: field(fields.linkUrl(place), url),
  }))
}

function statusChoices({ line, typed }: LineInHand): Choice[] {
  const moves = movesOfLine(line)
  const { label, definition } = statusFacts[line.lastPosition.status]
  const stays = !moves.some(({ to }) => to === typed.status)
  return [
    { value: noChange, text: `As it is: “${label}”`, hint: { text: definition }, checked: stays },
    ...moves.map(({ to, requires }) => ({
      ...{ value: to, text: statusFacts[to].label, checked: typed.status === to },
      hint: { text: [statusFacts[to].definition, needsInWords(requires)].join(' ').trim() },
    })),
  ]
}

function needsInWords(requires: readonly string[]): string {
  if (requires.length === 0) return ''
  return `Needs ${requires.map((one) => (one === 'evidence' ? 'evidence' : 'a reason')).join(' and ')}.`
}

function confidenceChoices({ line, typed }: LineInHand): Choice[] {
  const now = line.lastPosition.confidence
  const others = confidences.filter((one) => one !== now)
  const stays = !others.some((one) => one === typed.confidence)
  return [
    { value: noChange, text: `As it is: “${confidenceFacts[now].label}”`, checked: stays },
    ...others.map((one) => ({
      ...{ value: one, text: confidenceFacts[one].label, checked: typed.confidence === one },
      hint: { text: confidenceFacts[one].definition },
    })),
  ]
}

function endField({ line, typed }: LineInHand, errorAt: ErrorAt): NonNullable<LineForm['end']> {
  const { end } = line.lastPosition
  return {
    now: end === null ? 'The action has no end date.' : `The end date is now ${inWords(end)}.`,
    values: valuesOf('end', typed.end),
    errorMessage: errorAt('end'),
  }
}
