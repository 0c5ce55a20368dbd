import { answerFacts } from '../../recommendations/panel-answers.js'
import { panelAnswers } from '../../recommendations/panel-recommendation.entity.js'
import { longest } from '../../recommendations/recommendation-rules.js'
import type { RecommendationStanding } from '../../recommendations/recommendation-views.js'
import type { RecommendedPlan } from '../../recommendations/recommendations.service.js'
import type { FieldError } from '../../web/problems.js'
import type { PageLink } from '../../web/pages/frame.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../form-errors.js'
import { paths } from '../paths.js'
import { crumbsOf } from './recommendation.page.js'
import { clockInWords, nameOf } from './recommendation-words.js'
import type { ReplyField, ReplyStep, TypedReply } from './reply.form.js'
import { valuesOf } from './typed-fields.js'

interface ReplyFormPage {
  name: string
  plan: string
  heading: string
  text: string
  clock: string
  action: string
  typed: TypedReply
  answers: { value: string; text: string; hint: { text: string } }[]
  dueOn: Record<string, string>
  saidOn: Record<string, string>
  longest: typeof longest
  errors: Record<ReplyField, ErrorMessage>
  cancelHref: string
}

const pages = {
  answer: pageOf<ReplyFormPage>('recommendations/answer'),
  progress: pageOf<ReplyFormPage>('recommendations/progress'),
}

const ids: Record<ReplyField, string> = {
  ...{ answer: 'answer', reason: 'reason', responsible: 'responsible', done: 'done' },
  ...{ dueOn: 'dueOn-day', saidOn: 'saidOn-day' },
}

/** What is wrong with a form, and what stands above that: that others were faster. */
export interface WrongReply {
  errors: readonly FieldError[]
  conflict: PageLink | null
}

/** The form of an answer, or of what was done, with what was typed and what is wrong with it. */
export function showReplyForm(
  step: ReplyStep,
  plan: RecommendedPlan,
  one: RecommendationStanding,
  typed: TypedReply,
  wrong: WrongReply = { errors: [], conflict: null },
): PageAnswer {
  const errors = formErrors(wrong.errors, ids)
  const heading = headingOf(step, one)
  return pages[step](
    {
      title: `${heading}: ${nameOf(one)} – ${plan.title}`,
      breadcrumbs: [...crumbsOf(plan), { text: nameOf(one), href: paths.recommendation(plan.slug, one.id) }],
      ...{ section: 'plans', errors: [...(wrong.conflict ? [wrong.conflict] : []), ...errors.links] },
      ...(wrong.conflict ? { status: 409 } : {}),
    },
    {
      ...{ name: nameOf(one), plan: plan.title, heading, text: one.text, clock: clockInWords(one) },
      ...{ action: paths.replyToRecommendation(plan.slug, one.id, step), typed, longest },
      answers: panelAnswers.map((answer) => ({
        ...{ value: answer, text: answerFacts[answer].label },
        hint: { text: answerFacts[answer].definition },
      })),
      ...{ dueOn: valuesOf('dueOn', typed.dueOn), saidOn: valuesOf('saidOn', typed.saidOn) },
      ...{ errors: errors.at, cancelHref: paths.recommendation(plan.slug, one.id) },
    },
  )
}

function headingOf(step: ReplyStep, { answer }: RecommendationStanding): string {
  if (step === 'progress') return 'Say what was done'
  return answer === null ? 'Record the answer' : 'Record another answer'
}
