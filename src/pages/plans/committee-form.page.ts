import { stringify } from 'yaml'
import { momentInWords } from '../../clock/dates.js'
import type { FormProblem } from '../../plans/committee-form.check.js'
import type { ColumnHolding, CommitteeFormData, FormTerm, Holding } from '../../plans/committee-form.js'
import { holdingsOf } from '../../reports/scrutiny/committee-form.js'
import {
  type AdoptedForm,
  type PlanForms,
  withoutNulls,
} from '../../reports/scrutiny/committee-forms.service.js'
import { defaultForm } from '../../reports/scrutiny/default-form.js'
import { asSentence, inList } from '../../reports/shared/words.js'
import { html, type Markup } from '../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { NotFound } from '../../web/problems.js'
import { paths } from '../paths.js'

type ShownForm = AdoptedForm | { number: null; form: CommitteeFormData; glossary: FormTerm[] }

interface Given {
  text: string
  wrong: readonly FormProblem[]
}

/** What a form says, as pages show it. */
interface FormFacts {
  rows: { key: { text: string }; value: { text: string } }[]
  sections: { heading: string; filledBy: string; holds: string }[]
  columns: { heading: string; holds: string }[] | null
}

interface FormPage {
  title: string
  lead: string
  facts: FormFacts
  yaml: string
  fileHref: string
  history: { number: number; slug: string; by: string; on: string; href: string; current: boolean }[]
  form: {
    action: string
    text: string
    errorMessage: { html: Markup } | null
  } | null
}

interface CheckPage {
  title: string
  facts: FormFacts
  action: string
  text: string
  after: number
  backHref: string
}

const formPage = pageOf<FormPage>('plans/committee-form')
const checkPage = pageOf<CheckPage>('plans/committee-form-check')

const holdingWords: Record<Holding, string> = {
  purpose: 'what the report is about',
  summary: 'the figures in sentences',
  changes: 'what changed since the last report',
  progress: 'progress by theme',
  timetable: 'what falls due when',
  appendices: 'the list of appendices',
  background: 'the papers it rests on',
  recommendations: 'the recommendations',
  'recommendations-tracker': 'what became of earlier recommendations',
}

const columnWords: Record<ColumnHolding, string> = {
  ref: 'the reference',
  title: 'our short title',
  recommendation: 'the plan’s sentence with its steps',
  text: 'the plan’s sentence',
  steps: 'the plan’s steps',
  lead: 'the leads',
  partners: 'the partners',
  'timescale-as-written': 'the plan’s words for the timescale',
  timescale: 'the timescale as it was read',
  status: 'the status, and whether it is late',
  confidence: 'the confidence',
  statement: 'the latest statement',
}

/** The form in use or an earlier one, and where the person may, a place to give another. */
export function showCommitteeForm(found: PlanForms, number: number | null, given?: Given): PageAnswer {
  const { plan, forms, mayKeep } = found
  const shown = formToShow(found, number)
  const earlier = number !== null && shown.number !== forms[0]?.number
  const title = earlier
    ? `Committee form ${number} of ${plan.publisher}`
    : `Committee form of ${plan.publisher}`
  const problems = given?.wrong.map(({ message }) => message) ?? []
  return formPage(
    {
      title,
      section: 'plans',
      breadcrumbs: crumbs(plan),
      errors: problems.map((text) => ({ text, href: '#text' })),
    },
    {
      title,
      lead: leadOf(found, shown, earlier),
      facts: factsOf(shown.form),
      yaml: yamlOf(shown),
      fileHref: paths.committeeFormFile(plan.slug, shown.number ?? undefined),
      history: forms.map((form, place) => ({
        ...{
          number: form.number,
          slug: form.form.slug,
          by: authorOf(form),
          on: momentInWords(form.recordedAt),
        },
        ...{ href: paths.committeeForm(plan.slug, form.number), current: place === 0 },
      })),
      form: mayKeep
        ? {
            action: paths.committeeForm(plan.slug),
            text: given?.text ?? '',
            errorMessage: problems.length > 0 ? { html: oneBelowTheOther(problems) } : null,
          }
        : null,
    },
  )
}

/** What a form that was given would make of the reports, before it is taken into use. */
export function showCommitteeFormCheck(
  { plan }: PlanForms,
  { form }: { form: CommitteeFormData },
  { text, after }: { text: string; after: number },
): PageAnswer {
  const title = `Check the committee form of ${plan.publisher}`
  return checkPage(
    { title, section: 'plans', breadcrumbs: crumbs(plan) },
    {
      ...{ title, facts: factsOf(form), text, after },
      action: paths.committeeForm(plan.slug),
      backHref: paths.committeeForm(plan.slug),
    },
  )
}

/** The form in use, an earlier one, or the plain one that stands in where the council has none. @throws NotFound */
export function formToShow({ plan, forms }: PlanForms, number: number | null): ShownForm {
  const found = number === null ? forms[0] : forms.find((form) => form.number === number)
  if (found) return found
  if (number !== null) throw new NotFound(`This council has no form ${number}.`)
  const form = { ...defaultForm, slug: `${plan.slug}-form`, council: plan.publisherSlug }
  return { number: null, form, glossary: [] }
}

/** A form as the file that gives it. */
export function yamlOf({ form, glossary }: { form: CommitteeFormData; glossary: FormTerm[] }): string {
  const told = { form: withoutNulls(form), ...(glossary.length > 0 ? { glossary } : {}) }
  return stringify(told, { lineWidth: 100, aliasDuplicateObjects: false })
}

const crumbs = (plan: PlanForms['plan']) => [
  { text: 'Plans', href: paths.plans() },
  { text: plan.title, href: paths.plan(plan.slug) },
]

function leadOf({ plan }: PlanForms, shown: ShownForm, earlier: boolean): string {
  if (shown.number === null) {
    return `The register holds no form of ${plan.publisher}: its reports have the plain headings below.`
  }
  const given = `${authorOf(shown)}, ${momentInWords(shown.recordedAt)}`
  return earlier
    ? `An earlier form (${given}). Reports made while it was in use keep it.`
    : `Reports on “${plan.title}” follow this form (${given}).`
}

const authorOf = ({ author }: AdoptedForm) => author ?? 'from the source documents'

/** The same words as in the summary, at the field. */
function oneBelowTheOther(problems: readonly string[]): Markup {
  return html`${problems.map((words, place) => (place === 0 ? html`${words}` : html`<br />${words}`))}`
}

function factsOf(form: CommitteeFormData): FormFacts {
  const held = holdingsOf(form)
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } })
  return {
    rows: [
      ...(form.note ? [row('Note', form.note)] : []),
      row('Panel', form.panel ?? 'Not named'),
      row('Front block', inList(form.frontBlock.map(({ label }) => label)) || 'None'),
      row(
        'Recommendations',
        `“${form.recommendationsHeading}”, lettered ${form.recommendationsLettering ?? 'A.'}`,
      ),
      row(
        'Paragraphs',
        form.paragraphNumbers === 'none' ? 'Not numbered' : `Numbered ${form.paragraphNumbers ?? '1.1'}`,
      ),
      row('First appendix', form.appendixName ?? 'Appendix A'),
    ],
    sections: form.sections.map(({ number, heading, filledBy }, index) => ({
      heading: number === null ? heading : `${number} ${heading}`,
      filledBy: filledBy === 'register' ? 'Register' : 'Officer',
      holds:
        asSentence(inList((held.get(index + 1) ?? []).map((holding) => holdingWords[holding]))) || 'Text',
    })),
    columns:
      form.planColumns?.map(({ heading, holds }) => ({ heading, holds: asSentence(columnWords[holds]) })) ??
      null,
  }
}
