import { actionStatuses, statusFacts, type Transition } from '../../actions/action-status.js'
import { confidenceFacts, confidences } from '../../actions/confidence.js'
import { inWords, momentInWords } from '../../clock/dates.js'
import { longestTexts } from '../../register/update.body.js'
import { evidenceAddress } from '../../updates/evidence-files.address.js'
import { acceptedEndings, kindsInWords, labelOf } from '../../updates/evidence-files.kinds.js'
import type { PageFacts, PageLink } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors, type FormErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { sizeInWords } from './action-words.js'
import { agreementNeeded } from './date-agreement.js'
import { fields, mostFiles, mostLinks, needsReason, noChange } from './update.form.js'
import { movesInHand, mustSpeakForAgency, speakersOf, type UpdateInHand } from './update-in-hand.js'
import { largestFile } from './update-uploads.js'

interface Choice {
  value: string
  text: string
  hint?: { text: string }
  checked: boolean
}

/** What a choice of the status asks for besides; it is shown when the choice is made. */
interface Revealed {
  reason: { id: string; value: string; errorMessage: ErrorMessage } | null
  supersededBy: { value: string; errorMessage: ErrorMessage } | null
  evidence: boolean
}

interface LinkFields {
  number: number
  title: { id: string; value: string; errorMessage: ErrorMessage }
  url: { id: string; value: string; errorMessage: ErrorMessage }
}

export interface UpdateFormPage {
  ref: string
  title: string
  text: string
  action: string
  revision: number
  draftSaved: string | null
  status: { items: (Choice & { id: string; revealed: Revealed | null })[]; errorMessage: ErrorMessage }
  steps: {
    id: string
    ref: string
    text: string
    items: { value: string; text: string; selected: boolean }[]
  }[]
  confidence: { items: Choice[]; errorMessage: ErrorMessage }
  narrative: { value: string; most: number; errorMessage: ErrorMessage }
  links: LinkFields[]
  canAddLink: boolean
  files: { id: string; field: string; name: string; href: string; about: string }[]
  file: { hint: string; accept: string; errorMessage: ErrorMessage }
  nextStep: { value: string; errorMessage: ErrorMessage }
  date: { now: string; agreement: string | null; values: Record<string, string>; errorMessage: ErrorMessage }
  dateReason: { value: string; errorMessage: ErrorMessage }
  onBehalfOf: { only: string | null; choices: Choice[] | null; value: string; errorMessage: ErrorMessage }
}

const draw = pageOf<UpdateFormPage>('actions/update-form')

/** The form of an update, with what is typed so far and what is wrong with it. */
export function updateFormPage(hand: UpdateInHand, errors: readonly FieldError[]): PageAnswer {
  const sorted = formErrors(errors, fieldIds(hand))
  return draw(
    updateFacts(hand, `Update ${hand.action.ref}`, { errors: sorted.links }),
    presentForm(hand, sorted),
  )
}

/** The frame of every page of the journey. */
export function updateFacts(
  { action }: UpdateInHand,
  title: string,
  { errors = [], toForm = false }: { errors?: PageLink[]; toForm?: boolean } = {},
): PageFacts {
  const { ref } = action
  const backLink = toForm
    ? { text: 'Back to your update', href: paths.updateAction(ref) }
    : { text: `Back to ${ref}`, href: paths.action(ref) }
  return { title, section: 'actions', backLink, errors }
}

/** The id of each field's input, by the name that its errors give, in the order of the form. */
function fieldIds({ action, typed }: UpdateInHand): Record<string, string> {
  const names = [
    'status',
    ...actionStatuses.map(fields.reason),
    'supersededBy',
    ...action.steps.map(({ ref }) => fields.step(ref)),
    ...['confidence', 'narrative'],
    ...Array.from({ length: mostLinks }, (_, place) => [
      fields.linkTitle(place),
      fields.linkUrl(place),
    ]).flat(),
    ...['file', 'nextStep', 'date', 'dateReason', 'onBehalfOf'],
  ]
  const ids = Object.fromEntries(names.map((name) => [name, name]))
  const { day, month, year } = typed.date
  const missing = [day === '' && 'day', month === '' && 'month', year === '' && 'year'].find(Boolean)
  return { ...ids, date: `date-${missing || 'day'}` }
}

function presentForm(hand: UpdateInHand, { at }: FormErrors<string>): UpdateFormPage {
  const { action, typed, draft } = hand
  const errorAt = (field: string): ErrorMessage => at[field] ?? null
  const { end } = action.timescale
  return {
    ...{ ref: action.ref, title: action.title, text: action.text, revision: hand.revision },
    action: paths.updateAction(action.ref),
    draftSaved: draft ? momentInWords(draft.savedAt) : null,
    status: statusField(hand, errorAt),
    steps: stepFields(hand),
    confidence: { items: confidenceChoices(hand), errorMessage: errorAt('confidence') },
    narrative: { value: typed.narrative, most: longestTexts.narrative, errorMessage: errorAt('narrative') },
    links: linkFields(hand, errorAt),
    canAddLink: typed.links.length + 1 < mostLinks,
    files: hand.files.map(({ id, name, mediaType, size }, place) => ({
      ...{ id, field: fields.fileId(place), name, href: evidenceAddress(id) },
      about: `${labelOf(mediaType) ?? 'file'}, ${sizeInWords(size)}`,
    })),
    file: {
      hint: `Up to ${mostFiles} files of ${sizeInWords(largestFile)} each: ${kindsInWords}.`,
      accept: acceptedEndings,
      errorMessage: errorAt('file'),
    },
    nextStep: { value: typed.nextStep, errorMessage: errorAt('nextStep') },
    date: {
      now: end === null ? 'The action has no end date.' : `The end date is now ${inWords(end)}.`,
      agreement: agreementNeeded(hand.role, action),
      values: {
        'date-day': typed.date.day,
        'date-month': typed.date.month,
        'date-year': typed.date.year,
      },
      errorMessage: errorAt('date'),
    },
    dateReason: { value: typed.dateReason, errorMessage: errorAt('dateReason') },
    onBehalfOf: { ...speakerField(hand), errorMessage: errorAt('onBehalfOf') },
  }
}

type ErrorAt = (field: string) => ErrorMessage

function statusField(hand: UpdateInHand, errorAt: ErrorAt): UpdateFormPage['status'] {
  const { action, typed } = hand
  const moves = movesInHand(hand)
  const chosen = moves.some(({ to }) => to === typed.status) ? typed.status : noChange
  const { label, definition } = statusFacts[action.status]
  const stay = {
    ...{ id: 'status', value: noChange, text: `No change: stays “${label}”`, hint: { text: definition } },
    ...{ checked: chosen === noChange, revealed: null },
  }
  return {
    errorMessage: errorAt('status'),
    items: [
      stay,
      ...moves.map((move) => ({
        ...{ id: `status-${move.to}`, value: move.to, text: statusFacts[move.to].label },
        hint: {
          text: [statusFacts[move.to].definition, requirementInWords(move.requires)].join(' ').trim(),
        },
        checked: chosen === move.to,
        revealed: move.requires.length > 0 ? revealedBy(move, hand, errorAt) : null,
      })),
    ],
  }
}

function revealedBy(move: Transition, { typed }: UpdateInHand, errorAt: ErrorAt): Revealed {
  const id = fields.reason(move.to)
  return {
    reason: needsReason(move) ? { id, value: typed.reasons[move.to] ?? '', errorMessage: errorAt(id) } : null,
    supersededBy: move.requires.includes('superseding action')
      ? { value: typed.supersededBy, errorMessage: errorAt('supersededBy') }
      : null,
    evidence: move.requires.includes('evidence'),
  }
}

function requirementInWords(requires: readonly string[]): string {
  if (requires.length === 0) return ''
  const words: Record<string, string> = { reason: 'a reason', evidence: 'evidence' }
  return `Needs ${requires.map((one) => words[one] ?? 'the action that takes its place').join(' and ')}.`
}

function stepFields({ action, typed, role }: UpdateInHand): UpdateFormPage['steps'] {
  return action.steps.map(({ ref, text, status: now }) => ({
    ...{ id: fields.step(ref), ref, text },
    items: actionStatuses
      // That a step was checked is for the programme office to say, as it is of an action.
      .filter((status) => status === now || status !== 'complete_verified' || role === 'programme_office')
      .map((status) => ({
        value: status,
        text: statusFacts[status].label,
        selected: status === (actionStatuses.find((one) => one === typed.steps[ref]) ?? now),
      })),
  }))
}

function confidenceChoices({ action, typed }: UpdateInHand): Choice[] {
  const { label } = confidenceFacts[action.confidence]
  const others = confidences.filter((one) => one !== action.confidence)
  const chosen = others.find((one) => one === typed.confidence) ?? noChange
  return [
    { value: noChange, text: `No change: stays “${label}”`, checked: chosen === noChange },
    ...others.map((one) => ({
      ...{ value: one, text: confidenceFacts[one].label, checked: chosen === one },
      hint: { text: confidenceFacts[one].definition },
    })),
  ]
}

/** The links that were typed, and one more to be filled in. */
function linkFields({ typed }: UpdateInHand, errorAt: ErrorAt): LinkFields[] {
  const rows = [...typed.links, { title: '', url: '' }].slice(0, mostLinks)
  return rows.map(({ title, url }, place) => {
    const field = (id: string, value: string) => ({ id, value, errorMessage: errorAt(id) })
    return {
      number: place + 1,
      title: field(fields.linkTitle(place), title),
      url: field(fields.linkUrl(place), url),
    }
  })
}

function speakerField(hand: UpdateInHand): Omit<UpdateFormPage['onBehalfOf'], 'errorMessage'> {
  const speakers = speakersOf(hand)
  const must = mustSpeakForAgency(hand)
  const [only] = speakers
  const { onBehalfOf } = hand.typed
  if (!only) return { only: null, choices: null, value: '' }
  if (must && speakers.length === 1) return { only: only.name, choices: null, value: only.slug }
  const own = { value: '', text: 'No agency: in my own name', checked: onBehalfOf === '' }
  const choices = speakers.map(({ slug, name }) => ({
    value: slug,
    text: name,
    checked: slug === onBehalfOf,
  }))
  return { only: null, choices: must ? choices : [...choices, own], value: '' }
}
