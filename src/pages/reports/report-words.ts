import { inWords } from '../../clock/dates.js'
import type { EditionState, PrintState } from '../../reports/editions/edition-state.js'
import type { Audience, ReportKind } from '../../reports/editions/edition.entity.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import { paths } from '../paths.js'
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
    purpose: 'For the panel of one council: where its plan stands, in the form of its committee.',
  },
}

/** Whom an edition is for. */
export const audienceFacts: Record<Audience, { label: string; purpose: string }> = {
  ministers: { label: 'Ministers', purpose: 'The members of the Inter-Ministerial Group.' },
  panel: { label: 'A scrutiny panel', purpose: 'The members of a council’s panel and its officers.' },
  public: {
    label: 'The public',
    purpose: 'It bears no marking. Plans that are marked are left out of it: not blacked out, not in it.',
  },
}

/** "Ministers, marked OFFICIAL", or "The public, no marking" */
export function audienceInWords({ audience, marking }: Pick<ReportStanding, 'audience' | 'marking'>): string {
  return `${audienceFacts[audience].label}, ${marking === null ? 'no marking' : `marked ${marking}`}`
}

/** Where a report stands, as a word. */
export const standingTags: Record<EditionState, Tag> = {
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

type Standing = { state: EditionState; printState: PrintState }

/** While it is printed, how far that is; an approved one is printed once more to be issued. */
export function printTag({ state, printState }: Standing): Tag | null {
  if (printState === 'printed') return null
  const issuing = state === 'approved' && isUnderWay(printState)
  return issuing ? { text: 'Being issued', classes: 'govuk-tag--blue' } : printTags[printState]
}

/** While it is printed that is what matters; then where it stands. */
export function reportTag(report: Standing): Tag {
  return printTag(report) ?? standingTags[report.state]
}

export const isUnderWay = (state: PrintState) => state === 'queued' || state === 'rendering'

/** The title that was given to the report, or what it is. */
export function reportTitle({ title, kind, plan }: Pick<ReportStanding, 'title' | 'kind' | 'plan'>): string {
  return title ?? (plan ? `Scrutiny report: ${plan.title}` : reportKindFacts[kind].label)
}

/** The report in the title of a page: with the end of its number, since two drafts may have all else in common. */
export function reportInTitle(report: ReportStanding): string {
  return `${linkTo(report).text} (${report.id.split('-').at(-1) ?? ''})`
}

/** A link that says which report it leads to. */
export function linkTo(report: ReportStanding): { text: string; href: string } {
  return {
    text: `${reportTitle(report)}, as known on ${inWords(report.cutOff)}`,
    href: paths.report(report.id),
  }
}
