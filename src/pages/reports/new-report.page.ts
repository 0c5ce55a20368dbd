import type { ReportChoices } from '../../reports/reports.service.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import {
  kindsOf,
  longestTitle,
  type ReportError,
  type ReportField,
  type TypedReport,
} from './new-report.form.js'
import { reportKindFacts } from './report-words.js'

interface Kind {
  id: string
  value: string
  text: string
  hint: { text: string }
  checked: boolean
  /** It is of one plan, which is asked for with it. */
  ofPlan: boolean
}

interface NewReportPage {
  action: string
  /** The kinds to choose from; null where there is but one, which is then sent along. */
  kinds: Kind[] | null
  onlyKind: Kind | null
  plans: { value: string; text: string }[]
  typed: { kind: string; plan: string; title: string; cutOff: Record<string, string> }
  longestTitle: number
  errors: Record<ReportField, ErrorMessage>
  cancelHref: string
}

const newReportPage = pageOf<NewReportPage>('report-pages/new')

const ids: Record<ReportField, string> = {
  kind: 'kind',
  plan: 'plan',
  cutOff: 'cutOff-day',
  title: 'title',
}

/** The form of a new report, with what was typed and what is wrong with it. */
export function showNewReport(
  typed: TypedReport,
  choices: ReportChoices,
  wrong: readonly ReportError[] = [],
): PageAnswer {
  const errors = formErrors(wrong, ids)
  const kinds = kindsOf(choices).map((kind, index) => ({
    ...{ id: index === 0 ? 'kind' : `kind-${index + 1}`, value: kind, text: reportKindFacts[kind].label },
    ...{ hint: { text: reportKindFacts[kind].purpose }, checked: typed.kind === kind },
    ofPlan: kind === 'scrutiny',
  }))
  const [only] = kinds
  const { day, month, year } = typed.cutOff
  return newReportPage(
    {
      ...{ title: 'Make a report', section: 'reports', errors: errors.links },
      backLink: { text: 'Back to the reports', href: paths.reports() },
    },
    {
      action: paths.newReport(),
      kinds: kinds.length > 1 ? kinds : null,
      onlyKind: kinds.length === 1 && only ? only : null,
      plans: [
        { value: '', text: 'Choose a plan' },
        ...choices.plans.map(({ slug, title }) => ({ value: slug, text: title })),
      ],
      typed: {
        ...{ kind: typed.kind, plan: typed.plan, title: typed.title },
        cutOff: { 'cutOff-day': day, 'cutOff-month': month, 'cutOff-year': year },
      },
      ...{ longestTitle, errors: errors.at, cancelHref: paths.reports() },
    },
  )
}
