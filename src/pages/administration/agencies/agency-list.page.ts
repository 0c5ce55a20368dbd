import type { RegisteredAgency } from '../../../agencies/agency-register.service.js'
import type { AgencyView } from '../../../register/views.js'
import { type PageAnswer, pageOf } from '../../../web/pages/page.js'
import { pageAskedFor, pageInTitle, pagesOf, type Paging, pagingOf } from '../../paging.js'
import { paths } from '../../paths.js'

interface AgencyRow {
  name: string
  href: string
  abbreviation: string
  otherNames: string
  leads: number
  partners: number
  /** "Merged into Home Office": it is read as that one. */
  nowPartOf: string | null
}

interface AgencyListPage {
  heading: string
  search: string
  clearHref: string
  rows: AgencyRow[]
  caption: string
  empty: string | null
  paging: Paging | null
}

const listPage = pageOf<AgencyListPage>('administration/agencies/list')
const onPage = 50

export const administrationCrumbs = [{ text: 'Administration', href: paths.administration() }]

/** The names that an agency goes by now. */
export function namesNow({ aliases }: RegisteredAgency): string[] {
  return aliases.filter(({ removedAt }) => removedAt === null).map(({ alias }) => alias)
}

/**
 * The page of all agencies, or of those that the search finds by any of their names.
 *
 * @param counted the agencies as they are read now, with their counts
 */
export function showAgencies(
  agencies: readonly RegisteredAgency[],
  counted: readonly AgencyView[],
  search: string,
  asked: string,
): PageAnswer {
  const found = agencies.filter((agency) => isFound(agency, search))
  const page = pageAskedFor(asked, found.length, onPage)
  const heading = `Administer agencies${pageInTitle(page, pagesOf(found.length, onPage))}`
  const counts = new Map(counted.map((view) => [view.slug, view]))
  return listPage(
    { title: heading, section: 'administration', wide: true, breadcrumbs: administrationCrumbs },
    {
      ...{ heading, search, clearHref: paths.registeredAgencies() },
      rows: found.slice((page - 1) * onPage, page * onPage).map((agency) => rowOf(agency, counts)),
      caption: captionOf(found.length, agencies.length, search),
      empty: found.length > 0 ? null : `No agency has a name with “${search}” in it.`,
      paging: pagingOf(page, pagesOf(found.length, onPage), (number) =>
        paths.registeredAgencies({ q: search, page: number === 1 ? undefined : number }),
      ),
    },
  )
}

function isFound(agency: RegisteredAgency, search: string): boolean {
  const words = search.toLowerCase()
  const { slug, name, abbreviation } = agency
  return [slug, name, abbreviation ?? '', ...namesNow(agency)].some((one) =>
    one.toLowerCase().includes(words),
  )
}

function captionOf(found: number, all: number, search: string): string {
  if (search === '') return `${all} agencies, by name`
  return `${found} of ${all} agencies, with “${search}” in a name`
}

function rowOf(agency: RegisteredAgency, counts: ReadonlyMap<string, AgencyView>): AgencyRow {
  const count = counts.get(agency.slug)
  return {
    name: agency.name,
    href: paths.registeredAgency(agency.slug),
    abbreviation: agency.abbreviation ?? '',
    otherNames: namesNow(agency).join(', '),
    leads: count?.leadCount ?? 0,
    partners: count?.partnerCount ?? 0,
    nowPartOf: agency.mergedInto && `Merged into ${agency.mergedInto.name}`,
  }
}
