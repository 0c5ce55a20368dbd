import { plainToInstance } from 'class-transformer'
import { type ValidationError, validateSync } from 'class-validator'
import { refuseMove } from '../../actions/action-status.js'
import { UpdateBody } from '../../register/update.body.js'
import { evidenceAddress } from '../../updates/evidence-files.address.js'
import type { NewUpdate } from '../../updates/new-update.js'
import type { FieldError } from '../../web/problems.js'
import { isTyped, readTypedDay } from '../typed-day.js'
import { fields, movedTo, noChange, ratedAs, type TypedUpdate } from './update.form.js'
import { mustSpeakForAgency, speakersOf, type UpdateInHand } from './update-in-hand.js'

/** What was typed as the register takes it, and what is wrong with it. */
export interface Judgement {
  said: NewUpdate
  errors: FieldError[]
}

/** Reads what was typed. The rules of the fields are those of the API; the sentences are those of the form. */
export function judge(hand: UpdateInHand): Judgement {
  const date = judgeDate(hand)
  const said = saidOf(hand, date.day)
  const errors = [
    ...statusErrors(hand, said),
    ...date.errors,
    ...speakerErrors(hand),
    ...fieldErrors(said, hand),
  ]
  return { said, errors }
}

/** What the rules of the service say, at the fields of the form. */
export function atFields(errors: readonly FieldError[], hand: UpdateInHand): FieldError[] {
  const { status } = hand.typed
  const places: Record<string, string> = {
    ...{ evidence: fields.linkTitle(0), timescaleEnd: 'date', steps: 'status', knownFrom: 'status' },
    reason: status === noChange ? 'dateReason' : `reason-${status}`,
  }
  return errors.map(({ field, message }) => ({ field: places[field] ?? field, message }))
}

function saidOf({ action, revision, typed, files }: UpdateInHand, timescaleEnd: string | null): NewUpdate {
  const status = movedTo(typed.status, action.status)
  const confidence = ratedAs(typed.confidence, action.confidence)
  const reason = status === null ? undefined : typed.reasons[status]
  const steps = action.steps.flatMap(({ ref, status: now }) => {
    const chosen = movedTo(typed.steps[ref] ?? '', now)
    return chosen === null ? [] : [{ ref, status: chosen }]
  })
  return {
    revision,
    narrative: typed.narrative,
    evidence: [
      ...typed.links.map(({ title, url }) => ({ title, url: url || null })),
      ...files.map(({ id, name }) => ({ title: name, url: evidenceAddress(id) })),
    ],
    ...(status === null ? {} : { status }),
    ...(reason ? { reason } : {}),
    ...(status === 'superseded' ? { supersededBy: typed.supersededBy } : {}),
    ...(confidence === null ? {} : { confidence }),
    ...(steps.length > 0 ? { steps } : {}),
    ...(typed.nextStep === '' ? {} : { nextStep: typed.nextStep }),
    ...(timescaleEnd === null ? {} : { timescaleEnd, timescaleReason: typed.dateReason }),
    ...(typed.onBehalfOf === '' ? {} : { onBehalfOf: typed.onBehalfOf }),
  }
}

function statusErrors({ action, role, typed }: UpdateInHand, said: NewUpdate): FieldError[] {
  const to = said.status ?? action.status
  const refusal = refuseMove(action.status, to, {
    role,
    hasEvidence: (said.evidence ?? []).length > 0,
    reason: said.reason ?? null,
    supersededBy: said.supersededBy ?? null,
  })
  if (refusal?.field === 'reason') return [{ field: fields.reason(to), message: refusal.message }]
  if (refusal?.field === 'evidence') return [{ field: fields.linkTitle(0), message: refusal.message }]
  if (refusal) return [refusal]
  const known = said.status !== undefined || [noChange, action.status].includes(typed.status)
  return known ? [] : [{ field: 'status', message: 'Choose whether the status changes' }]
}

function judgeDate({ action, typed }: UpdateInHand): { day: string | null; errors: FieldError[] } {
  const { date, dateReason } = typed
  if (!isTyped(date)) {
    const message = 'Enter the new target date that your reason is for, or take the reason away'
    return { day: null, errors: dateReason === '' ? [] : [{ field: 'date', message }] }
  }
  const read = readTypedDay(date, 'The new target date')
  const what = action.timescale.end === null ? 'is set' : 'moves'
  const unreasoned =
    dateReason === '' ? [{ field: 'dateReason', message: `Enter why the target date ${what}` }] : []
  if ('wrong' in read) return { day: null, errors: [{ field: 'date', message: read.wrong }, ...unreasoned] }
  const same = 'The new target date must differ from the one that is set now'
  const errors = read.day === action.timescale.end ? [{ field: 'date', message: same }] : []
  return { day: read.day, errors: [...errors, ...unreasoned] }
}

function speakerErrors(hand: UpdateInHand): FieldError[] {
  const { onBehalfOf } = hand.typed
  if (onBehalfOf === '' && !mustSpeakForAgency(hand)) return []
  if (speakersOf(hand).some(({ slug }) => slug === onBehalfOf)) return []
  return [{ field: 'onBehalfOf', message: 'Choose which agency this update speaks for' }]
}

/** What is told of a field, by the rule that it breaks. */
const sentences: Record<string, Record<string, string>> = {
  narrative: {
    matches: 'Enter what has happened',
    maxLength: 'What has happened must have 20,000 characters or fewer',
  },
  nextStep: { maxLength: 'The next step must have 20,000 characters or fewer' },
  reason: { maxLength: 'The reason must have 2,000 characters or fewer' },
  supersededBy: { maxLength: 'The reference of the other action must have 40 characters or fewer' },
  title: {
    matches: 'Enter what this evidence is',
    maxLength: 'What this evidence is must have 300 characters or fewer',
  },
  url: {
    isALink: 'The address of the evidence must begin with http:// or https://',
    maxLength: 'The address of the evidence must have 2,000 characters or fewer',
  },
  evidence: { arrayMaxSize: 'An update can have 50 pieces of evidence or fewer' },
}

/** The rules of the API's own fields. */
function fieldErrors({ timescaleReason, ...said }: NewUpdate, { typed }: UpdateInHand): FieldError[] {
  const ofDate = timescaleReason === undefined ? [] : broken({ ...said, reason: timescaleReason })
  return [
    ...broken(said).flatMap((error) => errorsAt(error, typed)),
    ...ofDate
      .filter(({ property }) => property === 'reason')
      .map((error) => ({ field: 'dateReason', message: sentenceOf(error) })),
  ]
}

function broken(said: NewUpdate): ValidationError[] {
  return validateSync(plainToInstance(UpdateBody, said))
}

function errorsAt(error: ValidationError, { status }: TypedUpdate): FieldError[] {
  if (error.property === 'evidence' && error.children?.length) {
    return error.children.flatMap((item) =>
      (item.children ?? []).map((fault) => ({
        field: `link-${Number(item.property) + 1}-${fault.property}`,
        message: sentenceOf(fault),
      })),
    )
  }
  const places: Record<string, string> = {
    reason: `reason-${status}`,
    evidence: fields.linkTitle(0),
    timescaleEnd: 'date',
    steps: 'status',
  }
  return [{ field: places[error.property] ?? error.property, message: sentenceOf(error) }]
}

function sentenceOf({ property, constraints = {} }: ValidationError): string {
  const rule = Object.keys(constraints).at(-1) ?? ''
  return sentences[property]?.[rule] ?? constraints[rule] ?? 'This cannot be taken'
}
