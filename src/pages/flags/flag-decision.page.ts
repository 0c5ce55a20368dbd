import { type Day, inWords } from '../../clock/dates.js'
import { type FlagCode, flagLabel, flagRules } from '../../register/flags.js'
import { lastDayOf } from '../../register/flag-set-asides.service.js'
import type { ActionView } from '../../register/views.js'
import type { PageFacts } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import type { FlagDecisionField, TypedFlagDecision } from './flag-decision.form.js'

interface FlagDecisionPage {
  ref: string
  title: string
  heading: string
  label: string
  rule: string
  /** The facts that the flag rests on; null where the action does not carry it any more. */
  reason: string | null
  /** "Set aside until 31 March 2017 by Olive Office: the letter says so." */
  now: string | null
  action: string
  until: { values: Record<string, string>; hint: string }
  typedReason: string
  errors: Record<FlagDecisionField, ErrorMessage>
  cancelHref: string
}

const pages = {
  'set-aside': pageOf<FlagDecisionPage>('flags/set-aside'),
  'count-again': pageOf<FlagDecisionPage>('flags/count-again'),
}
export type FlagStep = keyof typeof pages

const headings: Record<FlagStep, string> = {
  'set-aside': 'Set a flag aside',
  'count-again': 'Let a flag count again',
}

/** The form that sets a flag of one action aside, or lets it count again. */
export function flagDecisionPage(
  step: FlagStep,
  action: ActionView,
  code: FlagCode,
  typed: TypedFlagDecision,
  today: Day,
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const errors = formErrors<FlagDecisionField>(wrong, { until: untilId(wrong, typed), reason: 'reason' })
  const { ref } = action
  const heading = headings[step]
  const label = flagLabel(code)
  const facts: PageFacts = {
    ...{ title: `${heading}: ${label}, ${ref}`, section: 'actions', errors: errors.links },
    backLink: { text: `Back to the flag “${label}”`, href: paths.flag(code) },
  }
  const decided = action.setAside.find((flag) => flag.code === code)
  const carried = decided ?? action.flags.find((flag) => flag.code === code)
  const { day, month, year } = typed.until
  return pages[step](facts, {
    ...{ ref, title: action.title, heading, label, rule: flagRules[code], reason: carried?.reason ?? null },
    now: decided ? `Set aside until ${inWords(decided.until)} by ${decided.by}: ${decided.because}` : null,
    action: step === 'set-aside' ? paths.setFlagAside(code, ref) : paths.countFlagAgain(code, ref),
    until: {
      values: { 'until-day': day, 'until-month': month, 'until-year': year },
      hint: `The flag counts again on the day after it. At the latest ${inWords(lastDayOf(today))}. For example, ${example(today)}.`,
    },
    ...{ typedReason: typed.reason, errors: errors.at, cancelHref: paths.flag(code) },
  })
}

/** The first box that is empty, where one is. */
function untilId(wrong: readonly FieldError[], { until }: TypedFlagDecision): string {
  const missing = (['day', 'month', 'year'] as const).find((part) => until[part] === '')
  return `until-${wrong.length > 0 && missing ? missing : 'day'}`
}

/** The last day of the financial year that comes: "31 3 2018" */
function example(today: Day): string {
  const year = Number(today.slice(0, 4)) + (today.slice(5) < '03-31' ? 0 : 1)
  return `31 3 ${year}`
}
