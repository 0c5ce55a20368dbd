import type { Merge, RegisteredAgency } from '../../../agencies/agency-register.service.js'
import { inWords, londonDay } from '../../../clock/dates.js'
import type { AgencyView } from '../../../register/views.js'
import { count } from '../../../reports/shared/words.js'
import type { FieldError } from '../../../web/problems.js'
import { html, type Markup } from '../../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../../form-errors.js'
import { paths } from '../../paths.js'
import { administrationCrumbs } from './agency-list.page.js'

interface Row {
  key: { text: string }
  value: { text: string } | { html: Markup }
}

interface AgencyPage {
  heading: string
  facts: Row[]
  names: { alias: string; since: string }[]
  /** Names that it went by once. */
  formerNames: { alias: string; until: string }[]
  /** What can be done to it; null where it was merged into another. */
  forms: {
    addHref: string
    removeHref: string
    typed: string
    error: ErrorMessage
    mergeHref: string
    contactsHref: string
  } | null
  mergedInto: { sentence: string; reason: string; href: string; name: string } | null
  mergedFrom: { name: string; href: string; sentence: string; reason: string }[]
}

const agencyPage = pageOf<AgencyPage>('administration/agencies/agency')

export const agenciesCrumbs = [
  ...administrationCrumbs,
  { text: 'Agencies', href: paths.registeredAgencies() },
]

/**
 * The page of one agency.
 *
 * @param counted as it is read now; undefined where it is read as another
 * @param adding the name that was typed and refused
 */
export function showAgency(
  agency: RegisteredAgency,
  counted: AgencyView | undefined,
  adding: { typed: string; errors: readonly FieldError[] } = { typed: '', errors: [] },
): PageAnswer {
  const { slug, aliases, mergedInto, mergedFrom } = agency
  const heading = `Administer ${agency.name}`
  const errors = formErrors(adding.errors, { alias: 'alias' })
  return agencyPage(
    {
      ...{ title: heading, section: 'administration', breadcrumbs: agenciesCrumbs },
      errors: errors.links,
    },
    {
      heading,
      facts: factsOf(agency, counted),
      names: aliases.flatMap(({ alias, recordedAt, removedAt }) =>
        removedAt === null ? [{ alias, since: sinceOf(recordedAt) }] : [],
      ),
      formerNames: aliases.flatMap(({ alias, removedAt }) =>
        removedAt === null ? [] : [{ alias, until: inWords(londonDay(removedAt)) }],
      ),
      forms: mergedInto === null ? formsOf(slug, adding.typed, errors.at.alias) : null,
      mergedInto: mergedInto && {
        ...{ name: mergedInto.name, href: paths.registeredAgency(mergedInto.slug) },
        ...{ sentence: mergedWords(mergedInto), reason: mergedInto.reason },
      },
      mergedFrom: mergedFrom.map((merge) => ({
        ...{ name: merge.name, href: paths.registeredAgency(merge.slug) },
        ...{ sentence: mergedWords(merge), reason: merge.reason },
      })),
    },
  )
}

function formsOf(slug: string, typed: string, error: ErrorMessage): AgencyPage['forms'] {
  return {
    addHref: paths.registeredAgencyStep(slug, 'other-names'),
    removeHref: paths.registeredAgencyStep(slug, 'other-names/remove'),
    mergeHref: paths.registeredAgencyStep(slug, 'merge'),
    contactsHref: paths.registeredAgencyStep(slug, 'contacts'),
    ...{ typed, error },
  }
}

function factsOf(agency: RegisteredAgency, counted: AgencyView | undefined): Row[] {
  const row = (key: string, text: string): Row => ({ key: { text: key }, value: { text } })
  const { parent } = agency
  const unitOf: Row['value'] =
    parent === null
      ? { text: 'No other agency' }
      : {
          html: html`<a class="govuk-link" href="${paths.registeredAgency(parent.slug)}">${parent.name}</a>`,
        }
  const facts: Row[] = [
    row('Name', agency.name),
    row('Abbreviation', agency.abbreviation ?? 'None'),
    { key: { text: 'Unit of' }, value: unitOf },
  ]
  if (counted) {
    facts.push(row('Leads', count(counted.leadCount, 'action')))
    facts.push(row('Partner in', count(counted.partnerCount, 'action')))
  }
  return [...facts, row('Registered', inWords(londonDay(agency.recordedAt)))]
}

const sinceOf = (recordedAt: string | null) =>
  recordedAt === null ? 'came with the agency' : `added on ${inWords(londonDay(recordedAt))}`

function mergedWords({ author, recordedAt }: Merge): string {
  return `on ${inWords(londonDay(recordedAt))} by ${author}`
}
