import { longestReason, type NewMerge } from '../../../agencies/agency-changes.service.js'
import type { RegisteredAgency } from '../../../agencies/agency-register.service.js'
import type { AgencyView } from '../../../register/views.js'
import { count } from '../../../reports/shared/words.js'
import type { FieldError } from '../../../web/problems.js'
import { html, type Markup } from '../../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../../form-errors.js'
import { paths } from '../../paths.js'

interface MergePage {
  heading: string
  name: string
  action: string
  into: { value: string; items: { value: string; text: string }[]; errorMessage: ErrorMessage }
  reason: { value: string; errorMessage: ErrorMessage; longest: number }
  cancelHref: string
}

interface MergeCheckPage {
  heading: string
  answers: { key: { text: string }; value: { text: string } | { html: Markup } }[]
  changes: string[]
  stays: string[]
  warning: string
  typed: NewMerge
  changeHref: string
  confirmHref: string
  cancelHref: string
}

const mergePage = pageOf<MergePage>('administration/agencies/merge')
const checkPage = pageOf<MergeCheckPage>('administration/agencies/merge-check')

const step = (slug: string) => ({
  form: paths.registeredAgencyStep(slug, 'merge'),
  check: paths.registeredAgencyStep(slug, 'merge/check'),
  confirm: paths.registeredAgencyStep(slug, 'merge/confirm'),
})

/** The form: into which agency, and why. */
export function showMerge(
  agency: RegisteredAgency,
  all: readonly RegisteredAgency[],
  typed: NewMerge = { into: '', reason: '' },
  wrong: readonly FieldError[] = [],
): PageAnswer {
  const errors = formErrors(wrong, { into: 'into', reason: 'reason' })
  const heading = `Merge ${agency.name} into another agency`
  const others = all.filter(({ slug, mergedInto }) => slug !== agency.slug && mergedInto === null)
  return mergePage(
    {
      ...{ title: heading, section: 'administration', errors: errors.links },
      backLink: { text: `Back to ${agency.name}`, href: paths.registeredAgency(agency.slug) },
    },
    {
      ...{ heading, name: agency.name, action: step(agency.slug).check },
      into: {
        value: typed.into,
        items: [
          { value: '', text: 'Choose an agency' },
          ...others.map(({ slug, name }) => ({ value: slug, text: name })),
        ],
        errorMessage: errors.at.into,
      },
      reason: { value: typed.reason, errorMessage: errors.at.reason, longest: longestReason },
      cancelHref: paths.registeredAgency(agency.slug),
    },
  )
}

/** The answers, with what the merge will change. */
export function showMergeCheck(
  agency: RegisteredAgency,
  into: RegisteredAgency,
  counted: readonly AgencyView[],
  typed: NewMerge,
): PageAnswer {
  const heading = `Check the merge of ${agency.name} before it is made`
  const { form, confirm } = step(agency.slug)
  const answer = (key: string, text: string) => ({ key: { text: key }, value: { text } })
  return checkPage(
    {
      ...{ title: heading, section: 'administration' },
      backLink: { text: `Back to ${agency.name}`, href: paths.registeredAgency(agency.slug) },
    },
    {
      heading,
      answers: [
        answer('Agency', agency.name),
        answer('Becomes part of', into.name),
        {
          key: { text: 'Because' },
          value: { html: html`<span class="tl-narrative">${typed.reason.trim()}</span>` },
        },
      ],
      changes: changesOf(agency, into, counted),
      stays: [
        'What the plans say stays as it is written, in their own words.',
        'A read of an earlier day, and every report made before now, still shows two agencies.',
      ],
      warning: 'There is no way back: two agencies that were merged cannot be parted again.',
      ...{ typed, changeHref: form, confirmHref: confirm },
      cancelHref: paths.registeredAgency(agency.slug),
    },
  )
}

function changesOf(
  agency: RegisteredAgency,
  into: RegisteredAgency,
  counted: readonly AgencyView[],
): string[] {
  const view = counted.find(({ slug }) => slug === agency.slug)
  const [leads, partners] = [view?.leadCount ?? 0, view?.partnerCount ?? 0]
  return [
    leads === 0
      ? 'It leads no action.'
      : `${count(leads, 'action')} that it leads will be shown as led by ${into.name}.`,
    partners === 0
      ? 'It is partner in no action.'
      : `${count(partners, 'action')} that it is partner in will be shown with ${into.name} as partner.`,
    `${agency.name} leaves the list of agencies; its names become other names of ${into.name}.`,
    'Agency owners of either will see and update the actions of both.',
  ]
}
