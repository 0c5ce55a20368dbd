import { type ActionStatus, type Requirement, statusFacts } from '../../actions/action-status.js'
import { confidenceFacts, confidences } from '../../actions/confidence.js'
import { longestTexts } from '../../register/update.body.js'
import type { PageFacts, PageLink } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { actionRows, type ActionRowModel } from './action-rows.js'
import type { BulkInHand } from './bulk-judgement.js'
import { commonMoves, fixedDates, type Refusal } from './bulk-moves.js'
import { actionsInWords, changedThing } from './bulk-words.js'
import { type BulkField, bulkFields, type HiddenField, hiddenChoice, type TypedBulk } from './bulk.form.js'

interface Choice {
  value: string
  text: string
  hint: { text: string }
}

/** What cannot be done, why, and the way to go on without the actions that stand in its way. */
interface NotOffered {
  /** "Complete (verified)", "Target date" */
  what: string
  reasons: { refs: string; sentence: string }[]
  without: { text: string; href: string } | null
}

export interface BulkFormPage {
  heading: string
  action: string
  hidden: HiddenField[]
  /** "3 of the selected actions are left out …"; null where none is. */
  leftOut: string | null
  /** Whether there is anything that all of the actions can be changed to. */
  possible: boolean
  choices: { legend: string; items: Choice[]; value: string } | null
  /** What the choice of a status asks for besides. */
  revealed: { value: ActionStatus; evidence: boolean; supersededBy: boolean }[]
  date: { values: Record<string, string> } | null
  notOffered: NotOffered[]
  typed: TypedBulk
  most: { narrative: number; reason: number }
  errors: Record<BulkField, ErrorMessage>
  rows: ActionRowModel[]
  caption: string
  cancelHref: string
}

const draw = pageOf<BulkFormPage>('actions/bulk-form')

/** @param leftOut refs that were selected and cannot be changed by this person */
export function bulkFormPage(
  hand: BulkInHand,
  errors: readonly FieldError[],
  leftOut: readonly string[] = [],
): PageAnswer {
  const { typed, items } = hand
  const sorted = formErrors(errors, idsOf(typed, items.length))
  const heading = `Change the ${changedThing[typed.change]} of ${actionsInWords(items.length)}`
  const notOffered = notOfferedOf(hand)
  const choices = choicesOf(hand)
  return draw(bulkFacts(hand, heading, sorted.links), {
    ...{
      heading,
      action: paths.bulkUpdate('check'),
      hidden: hiddenChoice(typed),
      choices,
      notOffered,
      typed,
    },
    leftOut: leftOut.length === 0 ? null : leftOutSentence(leftOut),
    possible: typed.change === 'date' ? notOffered.length === 0 : (choices?.items.length ?? 0) > 0,
    revealed: revealedOf(hand),
    date: typed.change === 'date' ? { values: dateValues(typed) } : null,
    most: { narrative: longestTexts.narrative, reason: longestTexts.reason },
    errors: sorted.at,
    rows: actionRows(items.map(({ action }) => action)),
    caption: `The ${actionsInWords(items.length)} that you change`,
    cancelHref: paths.actionList(typed.list),
  })
}

/** The frame of every page of the journey. */
export function bulkFacts({ typed }: BulkInHand, title: string, errors: PageLink[] = []): PageFacts {
  const backLink = { text: 'Back to the list', href: paths.actionList(typed.list) }
  return { title, section: 'actions', backLink, errors }
}

function idsOf({ change, date }: TypedBulk, count: number): Record<BulkField, string> {
  if (count === 0) throw new Error('There is no form for no actions.')
  const ids = Object.fromEntries(bulkFields.map((field) => [field, field])) as Record<BulkField, string>
  const firstBox = date.day !== '' && date.month === '' ? 'date-month' : 'date-day'
  return change === 'date' ? { ...ids, date: firstBox, to: 'narrative' } : ids
}

function dateValues({ date }: TypedBulk): Record<string, string> {
  return { 'date-day': date.day, 'date-month': date.month, 'date-year': date.year }
}

function leftOutSentence(refs: readonly string[]): string {
  const [is, has] = refs.length === 1 ? ['is', 'it'] : ['are', 'them']
  return `${refs.join(', ')} ${is} left out: your account does not let you update ${has}.`
}

function choicesOf({ typed, items }: BulkInHand): BulkFormPage['choices'] {
  if (typed.change === 'date') return null
  if (typed.change === 'confidence') {
    const facts = confidences.map((value) => {
      const { label, definition } = confidenceFacts[value]
      return { value, text: label, hint: { text: definition } }
    })
    return { legend: 'New confidence', items: facts, value: typed.to }
  }
  const offered = commonMoves(items).filter(({ refused }) => refused.length === 0)
  return {
    ...{ legend: 'New status', value: typed.to },
    items: offered.map(({ to, requires }) => ({
      ...{ value: to, text: statusFacts[to].label },
      hint: { text: `${statusFacts[to].definition} ${asksFor(requires)}`.trim() },
    })),
  }
}

/** The reason is asked for in any case. */
function asksFor(requires: ReadonlySet<Requirement>): string {
  if (requires.has('evidence')) return 'Needs evidence.'
  return requires.has('superseding action') ? 'Needs the action that takes their place.' : ''
}

function revealedOf({ typed, items }: BulkInHand): BulkFormPage['revealed'] {
  if (typed.change !== 'status') return []
  return commonMoves(items)
    .map(({ to, requires }) => ({
      value: to,
      evidence: requires.has('evidence'),
      supersededBy: requires.has('superseding action'),
    }))
    .filter(({ evidence, supersededBy }) => evidence || supersededBy)
}

function notOfferedOf(hand: BulkInHand): NotOffered[] {
  const { typed, items } = hand
  switch (typed.change) {
    case 'confidence':
      return []
    case 'date':
      return [notOffered(hand, 'Target date', fixedDates(items))].filter(({ reasons }) => reasons.length > 0)
    case 'status':
      return commonMoves(items)
        .filter(({ refused }) => refused.length > 0)
        .map(({ to, refused }) => notOffered(hand, statusFacts[to].label, refused))
  }
}

function notOffered({ typed, items }: BulkInHand, what: string, refused: readonly Refusal[]): NotOffered {
  const standing = new Set(refused.flatMap(({ refs }) => refs))
  const others = items.filter(({ action }) => !standing.has(action.ref)).map(({ action }) => action.ref)
  return {
    what,
    reasons: refused.map(({ refs, sentence }) => ({ refs: refs.join(', '), sentence })),
    without:
      others.length === 0
        ? null
        : {
            text: `Leave ${standing.size === 1 ? 'this action' : `these ${standing.size} actions`} out`,
            href: paths.chooseBulkUpdate(typed.change, others, typed.list),
          },
  }
}
