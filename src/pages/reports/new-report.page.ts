import { inWords } from '../../clock/dates.js'
import { editionStateFacts } from '../../reports/editions/edition-state.js'
import { audiences } from '../../reports/editions/edition.entity.js'
import { editionMarkings } from '../../reports/editions/marking.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import {
  kindsOf,
  longestTitle,
  type NewReportChoices,
  type ReportError,
  type ReportField,
  type TypedReport,
} from './new-report.form.js'
import { audienceFacts, reportKindFacts, reportTitle } from './report-words.js'

interface Kind {
  id: string
  value: string
  text: string
  hint: { text: string }
  checked: boolean
  /** It is of one plan, which is asked for with it. */
  ofPlan: boolean
}

interface Choice {
  value: string
  text: string
  hint?: { text: string }
}

interface NewReportPage {
  action: string
  /** The kinds to choose from; null where there is but one, which is then sent along. */
  kinds: Kind[] | null
  onlyKind: Kind | null
  plans: Choice[]
  audiences: Choice[]
  markings: Choice[]
  /** Reports with whose words it can begin; null where there is none. */
  earlier: Choice[] | null
  typed: Omit<TypedReport, 'cutOff'> & { cutOff: Record<string, string> }
  longestTitle: number
  errors: Record<ReportField, ErrorMessage>
  cancelHref: string
}

const newReportPage = pageOf<NewReportPage>('report-pages/new')

const ids: Record<ReportField, string> = {
  ...{ kind: 'kind', plan: 'plan', cutOff: 'cutOff-day', audience: 'audience' },
  ...{ marking: 'marking', title: 'title', wordsOf: 'wordsOf' },
}

/**
 * The form of a new report, with what was typed and what is wrong with it.
 *
 * @param marked the titles of the plans that a public report leaves out
 */
export function showNewReport(
  typed: TypedReport,
  choices: NewReportChoices,
  marked: readonly string[],
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
      audiences: audienceChoices(marked),
      markings: editionMarkings.map((value) => ({ value, text: value })),
      earlier: earlierChoices(choices, typed.wordsOf),
      typed: {
        ...typed,
        cutOff: { 'cutOff-day': day, 'cutOff-month': month, 'cutOff-year': year },
      },
      ...{ longestTitle, errors: errors.at, cancelHref: paths.reports() },
    },
  )
}

function audienceChoices(marked: readonly string[]): Choice[] {
  const leftOut = marked.length === 0 ? '' : ` At present: ${marked.join('; ')}.`
  return audiences.map((value) => {
    const { label, purpose } = audienceFacts[value]
    return { value, text: label, hint: { text: value === 'public' ? purpose + leftOut : purpose } }
  })
}

/** Nothing to choose from is not asked for, unless something was. */
function earlierChoices({ earlier }: NewReportChoices, chosen: string): Choice[] | null {
  if (earlier.length === 0 && chosen === '') return null
  return [
    { value: '', text: 'Nothing: its parts are empty' },
    ...earlier.map((report) => ({
      value: report.id,
      text: `${reportTitle(report)}, ${inWords(report.cutOff)} (${editionStateFacts[report.state].label.toLowerCase()})`,
    })),
  ]
}
