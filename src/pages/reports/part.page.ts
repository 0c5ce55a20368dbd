import { momentInWords } from '../../clock/dates.js'
import type { EditablePart } from '../../reports/writing/editable-part.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import type { PageFacts } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { PagePreview } from './page-preview.js'
import type { PartError } from './part-content.js'
import { fieldsOf, type PartFields } from './part-fields.js'
import type { TypedPart } from './part-typed.js'
import { type WrittenRow, writtenRows } from './part-words.js'
import { linkTo, reportInTitle } from './report-words.js'

/** What the form of a part needs besides its fields. */
interface PartForm {
  action: string
  revision: number
  fields: PartFields
  /** Its words are laid out by a few signs, which are explained. */
  markdown: boolean
  cancelHref: string
}

interface PartPage {
  label: string
  report: string
  hint: string
  /** "Last written by Olive Office on 1 February 2017 at 09:30, version 3" */
  last: string
  required: boolean
  form: PartForm
  preview: PagePreview
}

interface ConflictPage {
  label: string
  report: string
  theirs: { by: string; at: string; rows: WrittenRow[] }
  form: PartForm
}

const partPage = pageOf<PartPage>('report-pages/part')
const conflictPage = pageOf<ConflictPage>('report-pages/part-conflict')

/** A part with what is typed into its form. */
export interface PartInHand {
  report: ReportStanding
  part: EditablePart
  typed: TypedPart
  errors: readonly PartError[]
}

/** The form of a part, with the pages of the draft beside it. */
export function showPart(hand: PartInHand, preview: PagePreview, status?: number): PageAnswer {
  const { report, part, errors } = hand
  return partPage(
    {
      ...factsOf(report, part.label),
      ...(status === undefined ? {} : { status }),
      wide: true,
      errors: errors.map(({ id, message }) => ({ text: message, href: `#${id}` })),
    },
    {
      ...{ label: part.label, report: linkTo(report).text, hint: hintOf(part) },
      last: lastSaved(part),
      required: part.required,
      form: formOf(hand),
      preview,
    },
  )
}

/** Somebody was first: what was saved meanwhile beside the form with what was typed, and nothing lost. */
export function showPartConflict(hand: PartInHand): PageAnswer {
  const { report, part } = hand
  return conflictPage(
    { ...factsOf(report, `${part.label} has changed since you began`), wide: true, status: 409 },
    {
      ...{ label: part.label, report: linkTo(report).text },
      theirs: {
        by: part.savedBy ?? 'Somebody else',
        at: part.savedAt === null ? '' : momentInWords(part.savedAt),
        rows: writtenRows(part),
      },
      form: formOf(hand),
    },
  )
}

/** "Never written", or who wrote it last and when. */
export function lastSaved({ savedBy, savedAt, revision }: EditablePart): string {
  if (savedBy === null || savedAt === null) return 'Nobody has written it yet'
  return `Last written by ${savedBy} on ${momentInWords(savedAt)} (version ${revision})`
}

/** The form asks for a tick where the data are an empty list. */
function hintOf({ kind, hint }: EditablePart): string {
  if (kind !== 'decisions') return hint
  return 'What is to be decided, by whom and by when. Where none is sought, the tick says so, and the report with it.'
}

function factsOf(report: ReportStanding, title: string): PageFacts {
  return {
    ...{ title: `${title}: ${reportInTitle(report)}`, section: 'reports' },
    backLink: { text: 'Back to the report', href: paths.report(report.id) },
  }
}

function formOf({ report, part, typed, errors }: PartInHand): PartForm {
  return {
    action: paths.reportPart(report.id, part.name),
    revision: part.revision,
    fields: fieldsOf(part, typed, errors),
    markdown: part.kind === 'text' || part.kind === 'exempt',
    cancelHref: paths.report(report.id),
  }
}
