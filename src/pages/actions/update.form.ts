import { type ActionStatus, actionStatuses, type Transition } from '../../actions/action-status.js'
import { type Confidence, confidences } from '../../actions/confidence.js'
import type { TypedDay } from '../typed-day.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'

/** The value of the radios that change nothing. */
export const noChange = 'no_change'
/** Links that a form can hold, and files besides. */
export const mostLinks = 20
export const mostFiles = 10

/** An update as it is typed, and as a draft keeps it: text throughout, whatever it may mean. */
export interface TypedUpdate {
  status: string
  /** Why, by the status that asks for it. */
  reasons: Partial<Record<ActionStatus, string>>
  supersededBy: string
  /** The status of each step whose choice was sent, by its ref. */
  steps: Record<string, string>
  confidence: string
  narrative: string
  links: { title: string; url: string }[]
  /** Ids of the files that were given. */
  files: string[]
  nextStep: string
  date: TypedDay
  dateReason: string
  onBehalfOf: string
}

export function nothingTyped(): TypedUpdate {
  return {
    ...{ status: noChange, reasons: {}, supersededBy: '', steps: {}, confidence: noChange, narrative: '' },
    ...{ links: [], files: [], nextStep: '', date: { day: '', month: '', year: '' }, dateReason: '' },
    onBehalfOf: '',
  }
}

/** What a draft keeps: a draft of an older form lacks what was added since. */
export function typedOf(draft: unknown): TypedUpdate {
  return { ...nothingTyped(), ...(draft as Partial<TypedUpdate>) }
}

/** Reads the form as it came in. */
export function readTyped(form: Typed, stepRefs: readonly string[]): TypedUpdate {
  return {
    status: textOf(form, 'status') || noChange,
    reasons: Object.fromEntries(
      actionStatuses.flatMap((status) => {
        const reason = paragraphsOf(form, fields.reason(status))
        return reason === '' ? [] : [[status, reason]]
      }),
    ),
    supersededBy: lineOf(form, 'supersededBy'),
    steps: Object.fromEntries(stepRefs.map((ref) => [ref, textOf(form, fields.step(ref))])),
    confidence: textOf(form, 'confidence') || noChange,
    narrative: paragraphsOf(form, 'narrative'),
    links: linksOf(form),
    files: filesOf(form),
    nextStep: paragraphsOf(form, 'nextStep'),
    date: {
      day: textOf(form, 'date-day'),
      month: textOf(form, 'date-month'),
      year: textOf(form, 'date-year'),
    },
    dateReason: paragraphsOf(form, 'dateReason'),
    onBehalfOf: textOf(form, 'onBehalfOf'),
  }
}

/** Names and ids of the fields that there are several of. */
export const fields = {
  reason: (status: ActionStatus) => `reason-${status}`,
  // A full stop in an id would have to be written with care wherever the id is looked for.
  step: (ref: string) => `step-${ref.replaceAll('.', '-')}`,
  linkTitle: (place: number) => `link-${place + 1}-title`,
  linkUrl: (place: number) => `link-${place + 1}-url`,
  fileId: (place: number) => `file-${place + 1}-id`,
} as const

/** Which button was pressed, with what it is about: `remove-file ID`. */
export function pressedButton(form: Typed): { does: string; what: string } {
  const [does = '', what = ''] = textOf(form, 'do').split(' ')
  return { does: does || 'continue', what }
}

/** The status that was chosen, of the action or of a step; null where it stays. */
export function movedTo(chosen: string, now: ActionStatus): ActionStatus | null {
  return actionStatuses.find((one) => one === chosen && one !== now) ?? null
}

/** The confidence that was chosen; null where it stays. */
export function ratedAs(chosen: string, now: Confidence): Confidence | null {
  return confidences.find((one) => one === chosen && one !== now) ?? null
}

/** Whether a move asks for a reason of its own. */
export function needsReason({ requires }: Transition): boolean {
  return requires.includes('reason')
}

/** Lines end in one way, whatever the browser sends. */
function paragraphsOf(form: Typed, name: string): string {
  return textOf(form, name).replaceAll(/\r\n?/gu, '\n')
}

/** The rows of links in which something was typed. */
function linksOf(form: Typed): TypedUpdate['links'] {
  return Array.from({ length: mostLinks }, (_, place) => ({
    title: lineOf(form, fields.linkTitle(place)),
    url: textOf(form, fields.linkUrl(place)),
  })).filter(({ title, url }) => title !== '' || url !== '')
}

function filesOf(form: Typed): string[] {
  const ids = Array.from({ length: mostFiles }, (_, place) => textOf(form, fields.fileId(place)))
  return ids.filter((id) => id !== '')
}
