import type { ReturnView } from '../../commissions/views.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { listOf, textOf, type Typed } from '../typed-text.js'
import type { Colleague } from './colleagues.js'
import { factsOf, type ReturnDoor } from './return-door.js'

/** The value of the choice that hands lines back to everybody. */
const everybody = 'everybody'

interface TypedHandOver {
  refs: string[]
  to: string
}

interface HandOverPage {
  action: string
  backHref: string
  lines: { value: string; text: string; hint: { text: string } | null; checked: boolean }[]
  people: ({ value: string; text: string; checked: boolean } | { divider: string })[]
  errors: { lines: ErrorMessage; to: ErrorMessage }
}

const draw = pageOf<HandOverPage>('returns/hand-over')

export function readHandOver(form: Typed): TypedHandOver {
  return { refs: listOf(form, 'lines'), to: textOf(form, 'to') }
}

/** What is asked for, or what is wrong with it. */
export function judgeHandOver(
  { refs, to }: TypedHandOver,
  view: ReturnView,
  colleagues: readonly Colleague[],
): { refs: string[]; to: Colleague | null } | { errors: FieldError[] } {
  const known = view.lineViews.map(({ ref }) => ref).filter((ref) => refs.includes(ref))
  const colleague = colleagues.find(({ accountId }) => String(accountId) === to) ?? null
  const errors = [
    ...(known.length === 0 ? [{ field: 'lines', message: 'Choose the lines to hand over' }] : []),
    ...(colleague === null && to !== everybody ? [{ field: 'to', message: 'Choose who answers them' }] : []),
  ]
  return errors.length > 0 ? { errors } : { refs: known, to: colleague }
}

/** Where lines are handed to a colleague. */
export function handOverPage(
  door: ReturnDoor,
  view: ReturnView,
  colleagues: readonly Colleague[],
  { typed, errors }: { typed: TypedHandOver; errors: readonly FieldError[] } = {
    typed: { refs: [], to: '' },
    errors: [],
  },
): PageAnswer {
  const sorted = formErrors(errors, { lines: 'lines', to: 'to' })
  return draw(factsOf(door, view, { title: 'Hand lines to a colleague', errors: sorted.links }), {
    ...{ action: door.pages.handOver, backHref: door.pages.start, errors: sorted.at },
    lines: view.lineViews.map(({ ref, lastPosition, handedTo, answer }) => ({
      ...{ value: ref, text: `${ref} ${lastPosition.title}`, checked: typed.refs.includes(ref) },
      hint: hintOf(answer !== null, handedTo),
    })),
    people: [
      ...colleagues.map(({ accountId, name }) => ({
        ...{ value: String(accountId), text: name, checked: typed.to === String(accountId) },
      })),
      { divider: 'or' },
      { value: everybody, text: 'Nobody in particular', checked: typed.to === everybody },
    ],
  })
}

function hintOf(answered: boolean, handedTo: Colleague | null): { text: string } | null {
  const facts = [answered ? 'Answered already.' : '', handedTo ? `Now with ${handedTo.name}.` : '']
  const text = facts.filter(Boolean).join(' ')
  return text === '' ? null : { text }
}
