import type { Person } from '../../accounts/person.js'
import { sightOf } from '../../accounts/rights.js'
import { groupsByEach } from '../../register/overview-counts.js'
import type { ActionFact } from '../../register/overview-fact.js'
import type { AgencyView } from '../../register/views.js'
import { asSentence, count, figure } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { paths } from '../paths.js'
import type { Asked } from '../register-page.js'

interface AgencyRow {
  name: string
  abbreviation: string | null
  href: string
  /** "Part of Ministry of Justice", "Also “the Met”" */
  notes: string[]
  leads: string
  overdue: string
  partner: string
}

interface AgencyListPage {
  lead: string
  search: { value: string; asAt: string | undefined }
  caption: string
  /** Those with an action. */
  rows: AgencyRow[]
  /** Those that the documents only name: they have no counts to show. */
  others: AgencyRow[]
  empty: string
  allHref: string | null
  asKnownOn: AsKnownOnForm
}

const agencyListPage = pageOf<AgencyListPage>('agencies/list')

/**
 * Every agency, or those with some words in one of their names.
 *
 * @param facts of the actions that the person sees
 * @param wanted what was searched for; empty for all
 */
export function showAgencies(
  agencies: readonly AgencyView[],
  facts: readonly ActionFact[],
  wanted: string,
  person: Person,
  { at }: Asked,
): PageAnswer {
  const { asAt, errors, form } = at
  const found = agencies.filter((agency) => namesOf(agency).some((name) => contains(name, wanted)))
  const names = new Map(agencies.map(({ slug, name }) => [slug, name]))
  const led = groupsByEach(facts, ({ leads }) => leads)
  const leading = agencies.filter(({ leadCount }) => leadCount > 0).length
  const seen = sightOf(person) === 'everything' ? '' : ' that you see'
  const leadWords = `${count(leading, 'agency leads', 'agencies lead')} an action${seen}, of ${figure(agencies.length)} in the register.`
  const foundWords = `${count(found.length, 'agency goes', 'agencies go')} by a name with “${wanted}” in it.`
  const title = wanted === '' ? 'Agencies' : `Agencies with “${wanted}” in their names`
  const toRow = (agency: AgencyView) => rowOf(agency, names, led, wanted, asAt)
  return agencyListPage(
    { title, section: 'agencies', wide: true, asAt, errors },
    {
      lead: asSentence(wanted === '' ? leadWords : foundWords),
      search: { value: wanted, asAt },
      caption: `With an action${seen}`,
      rows: found.filter(hasAction).map(toRow),
      others: found.filter((agency) => !hasAction(agency)).map(toRow),
      empty: 'Search for another name, or look at all agencies.',
      allHref: wanted === '' ? null : paths.agencies(asAt),
      asKnownOn: form,
    },
  )
}

const hasAction = ({ leadCount, partnerCount }: AgencyView) => leadCount + partnerCount > 0

const namesOf = ({ name, abbreviation, aliases }: AgencyView) => [name, abbreviation ?? '', ...aliases]

const contains = (name: string, wanted: string) => name.toLowerCase().includes(wanted.toLowerCase())

function rowOf(
  agency: AgencyView,
  names: ReadonlyMap<string, string>,
  led: ReadonlyMap<string, readonly ActionFact[]>,
  wanted: string,
  asAt: string | undefined,
): AgencyRow {
  const { slug, name, abbreviation, aliases, parent, leadCount, partnerCount } = agency
  const overdue = (led.get(slug) ?? []).filter(({ timeliness }) => timeliness === 'overdue').length
  const isPlain = wanted === '' || [name, abbreviation ?? ''].some((own) => contains(own, wanted))
  // What was found by another name says which.
  const alias = isPlain ? undefined : aliases.find((other) => contains(other, wanted))
  return {
    ...{ name, abbreviation, href: paths.agency(slug, asAt) },
    notes: [
      ...(parent === null ? [] : [`Part of ${names.get(parent) ?? parent}`]),
      ...(alias === undefined ? [] : [`Also “${alias}”`]),
    ],
    ...{ leads: figure(leadCount), overdue: figure(overdue), partner: figure(partnerCount) },
  }
}
