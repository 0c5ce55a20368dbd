import type { Person } from '../../accounts/person.js'
import type { ActionStatus } from '../../actions/action-status.js'
import { confidences } from '../../actions/confidence.js'
import { longestTexts } from '../../register/update.body.js'
import type { NewUpdate } from '../../updates/new-update.js'
import type { FieldError } from '../../web/problems.js'
import { readTypedDay } from '../typed-day.js'
import { type BulkItem, commonMoves, fixedDates } from './bulk-moves.js'
import type { TypedBulk } from './bulk.form.js'
import { type Speaker, speakersOf } from './update-in-hand.js'

/** A change of many actions that somebody is making. */
export interface BulkInHand {
  person: Person
  typed: TypedBulk
  items: BulkItem[]
}

/** What is said of every action alike. */
export type SaidOfAll = Omit<NewUpdate, 'revision' | 'onBehalfOf'>

export interface BulkJudgement {
  said: SaidOfAll
  errors: FieldError[]
}

/** The actions that have changed since the person read them. */
export function overtaken({ items }: BulkInHand): BulkItem[] {
  return items.filter(({ action, revision }) => action.revision !== revision)
}

/** Reads what was typed, and says what is wrong with it. */
export function judgeBulk(hand: BulkInHand): BulkJudgement {
  const { typed } = hand
  const change = changes[typed.change](hand)
  const errors = [
    ...change.errors,
    ...textErrors('narrative', typed.narrative, 'Enter what has happened', longestTexts.narrative),
    ...textErrors('reason', typed.reason, 'Enter the reason for the change', longestTexts.reason),
  ]
  return { said: { narrative: typed.narrative, reason: typed.reason, ...change.said }, errors }
}

/** Who answers for agencies speaks for the first of an action's own; the others speak in their own name. */
export function speakerOf(person: Person, { action, role }: BulkItem): Speaker | null {
  return role === 'agency_owner' ? (speakersOf({ person, action })[0] ?? null) : null
}

/** What the rules of the service say, at the fields of the form. */
export function atBulkFields(errors: readonly FieldError[], { typed }: BulkInHand): FieldError[] {
  const change = typed.change === 'date' ? 'date' : 'to'
  const places: Record<string, string> = {
    ...{ evidence: 'evidence-title', supersededBy: 'supersededBy', reason: 'reason', narrative: 'narrative' },
    timescaleEnd: 'date',
  }
  return errors.map(({ field, message }) => ({ field: places[field] ?? change, message }))
}

type Change = { said: Partial<SaidOfAll>; errors: FieldError[] }

const changes: Record<TypedBulk['change'], (hand: BulkInHand) => Change> = {
  status: judgeStatus,
  confidence: judgeConfidence,
  date: judgeDate,
}

const wrongly = (field: string, message: string): Change => ({ said: {}, errors: [{ field, message }] })

function judgeStatus(hand: BulkInHand): Change {
  const { typed, items } = hand
  const move = commonMoves(items).find(({ to, refused }) => to === typed.to && refused.length === 0)
  if (!move) return wrongly('to', 'Select the status that the actions move to')
  const change: Change = { said: { status: move.to }, errors: [] }
  if (move.requires.has('evidence')) addEvidence(change, typed)
  if (move.requires.has('superseding action')) addSuperseding(change, hand, move.to)
  return change
}

function addEvidence({ said, errors }: Change, { evidenceTitle, evidenceUrl }: TypedBulk): void {
  said.evidence = [{ title: evidenceTitle, url: evidenceUrl === '' ? null : evidenceUrl }]
  errors.push(...textErrors('evidence-title', evidenceTitle, 'Enter what the evidence is', 300))
  if (evidenceUrl !== '' && !isWebAddress(evidenceUrl)) {
    const message =
      'The address of the evidence must begin with http:// or https://, such as https://www.example.org/note.pdf'
    errors.push({ field: 'evidence-url', message })
  }
}

function addSuperseding({ said, errors }: Change, { typed, items }: BulkInHand, to: ActionStatus): void {
  const { supersededBy } = typed
  said.supersededBy = supersededBy
  if (supersededBy === '') {
    errors.push({
      field: 'supersededBy',
      message: 'Enter the reference of the action that takes their place',
    })
  } else if (items.some(({ action }) => action.ref === supersededBy)) {
    const message = `${supersededBy} is one of the actions that you move to “${to}”: it cannot take its own place`
    errors.push({ field: 'supersededBy', message })
  }
}

function judgeConfidence({ typed }: BulkInHand): Change {
  const confidence = confidences.find((one) => one === typed.to)
  if (!confidence) return wrongly('to', 'Select the confidence')
  return { said: { confidence }, errors: [] }
}

function judgeDate({ typed, items }: BulkInHand): Change {
  const fixed = fixedDates(items)[0]
  if (fixed) return wrongly('date', `The date of ${fixed.refs.join(', ')} cannot be moved`)
  const read = readTypedDay(typed.date, 'The new target date')
  return 'day' in read ? { said: { timescaleEnd: read.day }, errors: [] } : wrongly('date', read.wrong)
}

function textErrors(field: string, text: string, missing: string, most: number): FieldError[] {
  if (text === '') return [{ field, message: missing }]
  const message = `This must have at most ${most} characters, and has ${text.length}`
  return text.length > most ? [{ field, message }] : []
}

function isWebAddress(text: string): boolean {
  return text.length <= 2000 && URL.canParse(text) && /^https?:$/u.test(new URL(text).protocol)
}
