import type { EditionState, PrintState } from '../../reports/edition-state.js'
import type { ReportKind } from '../../reports/edition.entity.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import type { Tag } from '../tags.js'

/** What each kind of report is, and what it is for. */
export const reportKindFacts: Record<ReportKind, { label: string; purpose: string }> = {
  img: {
    label: 'Progress report to the Inter-Ministerial Group',
    purpose:
      'For ministers, each quarter: what is asked of them, what has changed and what is wrong, over all plans.',
  },
  scrutiny: {
    label: 'Scrutiny report of a council',
    purpose:
      'For the panel of one council: where its plan stands, in the form of its committee, as a draft for its officers.',
  },
}

/** Where a report stands, as a word. */
const standingTags: Record<EditionState, Tag> = {
  draft: { text: 'Draft', classes: 'govuk-tag--yellow' },
  in_review: { text: 'In review', classes: 'govuk-tag--blue' },
  approved: { text: 'Approved', classes: 'govuk-tag--turquoise' },
  issued: { text: 'Issued', classes: 'govuk-tag--green' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--grey' },
}

const printTags: Record<Exclude<PrintState, 'printed'>, Tag> = {
  queued: { text: 'Waiting', classes: 'govuk-tag--grey' },
  rendering: { text: 'Being printed', classes: 'govuk-tag--blue' },
  failed: { text: 'Not printed', classes: 'govuk-tag--red' },
}

/** While it is printed that is what matters; then where it stands. */
export function reportTag({ state, printState }: { state: EditionState; printState: PrintState }): Tag {
  return printState === 'printed' ? standingTags[state] : printTags[printState]
}

export const isUnderWay = (state: PrintState) => state === 'queued' || state === 'rendering'

/** The title that was given to the report, or what it is. */
export function reportTitle({ title, kind, plan }: Pick<ReportStanding, 'title' | 'kind' | 'plan'>): string {
  return title ?? (plan ? `Scrutiny report: ${plan.title}` : reportKindFacts[kind].label)
}
