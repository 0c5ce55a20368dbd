import { addresseeLabels } from '../../recommendations/panel-answers.js'
import { longest } from '../../recommendations/recommendation-rules.js'
import type { RecommendedPlan } from '../../recommendations/recommendations.service.js'
import type { FieldError } from '../../web/problems.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { crumbsOf } from './recommendation.page.js'
import type { RecommendationField, TypedRecommendation } from './recommendation.form.js'
import { valuesOf } from './typed-fields.js'

interface RecommendationFormPage {
  plan: string
  action: string
  typed: TypedRecommendation
  madeOn: Record<string, string>
  receivedOn: Record<string, string>
  agencies: { value: string; text: string }[]
  labels: typeof addresseeLabels
  longest: typeof longest
  errors: Record<RecommendationField, ErrorMessage>
  cancelHref: string
}

const formPage = pageOf<RecommendationFormPage>('recommendations/new')

const ids: Record<RecommendationField, string> = {
  ...{ panel: 'panel', madeOn: 'madeOn-day', label: 'label', text: 'text', addressee: 'addressee' },
  ...{ agency: 'agency', receivedOn: 'receivedOn-day', source: 'source' },
}

/** The form of a new recommendation, with what was typed and what is wrong with it. */
export function showRecommendationForm(
  plan: RecommendedPlan,
  agencies: readonly { slug: string; name: string }[],
  typed: TypedRecommendation,
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const errors = formErrors(wrong, ids)
  return formPage(
    {
      title: `Note a recommendation – ${plan.title}`,
      ...{ section: 'plans', breadcrumbs: crumbsOf(plan), errors: errors.links },
    },
    {
      ...{
        plan: plan.title,
        action: paths.newRecommendation(plan.slug),
        typed,
        labels: addresseeLabels,
        longest,
      },
      madeOn: valuesOf('madeOn', typed.madeOn),
      receivedOn: valuesOf('receivedOn', typed.receivedOn),
      agencies: [
        { value: '', text: 'Choose the partner' },
        ...agencies.map(({ slug, name }) => ({ value: slug, text: name })),
      ],
      ...{ errors: errors.at, cancelHref: paths.recommendations(plan.slug) },
    },
  )
}
