import type { PossibleMove } from '../../reports/issuing/edition-moves.service.js'
import type { EditionState } from '../../reports/editions/edition-state.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { FieldError } from '../../web/problems.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { linkTo, reportInTitle } from './report-words.js'

export interface TypedMove {
  reason: string
  successor: string
}

export type MoveField = 'to' | 'reason' | 'successor'

interface MovePage {
  heading: string
  report: string
  /** What it means, in a sentence. */
  means: string
  /** Why it cannot be done, in place of the form. */
  refusal: string | null
  action: string
  button: { text: string; classes: string }
  reason: { value: string; hint: string; errorMessage: ErrorMessage } | null
  successor: {
    value: string
    items: { value: string; text: string }[]
    errorMessage: ErrorMessage
  } | null
  htmlHref: string
  cancelHref: string
}

const movePage = pageOf<MovePage>('report-pages/move')

/** A move that somebody is about to make. */
export interface MoveInHand {
  report: ReportStanding
  move: PossibleMove
  typed: TypedMove
  successors: readonly ReportStanding[]
  errors: readonly FieldError[]
}

const means: Record<EditionState, string> = {
  draft:
    'It becomes a draft again: its parts can be edited, and it must be reviewed and approved anew. Whoever wrote it reads your reason here.',
  in_review:
    'Nothing can be written into it until somebody who did not write it approves it or sends it back.',
  approved:
    'You say that these very figures and words may go out. Your name is printed in it, and the SHA-256 of its data is kept with your approval.',
  issued:
    'It goes out as it is: its data, its PDF and its other files are made once more, checked, and kept for ever. It can be withdrawn later, but never changed.',
  withdrawn:
    'It stays to be read, with your reason at its head, and is no longer to be relied on. The next edition lists it among its corrections.',
}

const reasonHints: Partial<Record<EditionState, string>> = {
  draft: 'What is to be changed. At least ten characters.',
  withdrawn: 'What is wrong with it, as its readers are told. At least ten characters.',
}

const looks: Partial<Record<EditionState, string>> = { withdrawn: 'govuk-button--warning' }

export function readTypedMove(form: Typed): TypedMove {
  return { reason: textOf(form, 'reason'), successor: textOf(form, 'successor') }
}

/** The page that asks before a move is made, and says what it means. */
export function showMove({ report, move, typed, successors, errors }: MoveInHand): PageAnswer {
  const ids: Record<MoveField, string> = { to: 'move', reason: 'reason', successor: 'successor' }
  const { links, at } = formErrors(errors, ids)
  const title = linkTo(report).text
  return movePage(
    {
      ...{ title: `${move.label}: ${reportInTitle(report)}`, section: 'reports', errors: links },
      backLink: { text: 'Back to the report', href: paths.report(report.id) },
    },
    {
      ...{ heading: move.label, report: title, means: means[move.to], refusal: move.refusal },
      action: paths.moveReport(report.id, move.to),
      button: { text: move.label, classes: looks[move.to] ?? '' },
      reason: move.requires.includes('reason')
        ? { value: typed.reason, hint: reasonHints[move.to] ?? '', errorMessage: at.reason }
        : null,
      successor:
        move.to === 'withdrawn'
          ? {
              value: typed.successor,
              items: [
                { value: '', text: 'Nothing takes its place' },
                ...successors.map((each) => ({ value: each.id, text: linkTo(each).text })),
              ],
              errorMessage: at.successor,
            }
          : null,
      ...{ htmlHref: paths.reportHtml(report.id), cancelHref: paths.report(report.id) },
    },
  )
}

/** What has just been done, for the page that follows; nothing is done yet of an issue, which takes its time. */
export function doneInWords(to: EditionState): string | null {
  const words: Record<EditionState, string | null> = {
    draft: 'The report is a draft again.',
    in_review: 'The report is sent for review.',
    approved: 'The report is approved.',
    issued: null,
    withdrawn: 'The report is withdrawn.',
  }
  return words[to]
}
