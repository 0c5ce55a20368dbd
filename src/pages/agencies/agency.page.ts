import type { Person } from '../../accounts/person.js'
import { canCommission, sightOf } from '../../accounts/rights.js'
import { statusFacts } from '../../actions/action-status.js'
import { inWords } from '../../clock/dates.js'
import type { ActionFact } from '../../register/overview-fact.js'
import { count, figure } from '../../reports/shared/words.js'
import { html, type Markup } from '../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { type ActionRowModel, actionRows } from '../actions/action-rows.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { howMany } from '../figures.js'
import { paths } from '../paths.js'
import type { Asked } from '../register-page.js'
import { type AgencyReading, shownOfEach } from './agency.reader.js'

interface RoleModel {
  id: string
  heading: string
  caption: string
  rows: ActionRowModel[]
  all: { text: string; href: string }
}

interface AgencyPage {
  name: string
  lead: string
  scope: string | null
  rows: { key: { text: string }; value: { text: string } | { html: Markup } }[]
  roles: RoleModel[]
  said: {
    own: string
    statements: { ref: string; title: string; href: string; narrative: string; by: string; when: string }[]
  }
  asKnownOn: AsKnownOnForm
}

const agencyPage = pageOf<AgencyPage>('agencies/agency')

/** One agency: its names, what it owes as lead, what it has a part in, and what was said last. */
export function showAgency(reading: AgencyReading, person: Person, { at }: Asked): PageAnswer {
  const { agency, leads, partner } = reading
  const { asAt, errors, form } = at
  return agencyPage(
    {
      ...{ title: agency.name, section: 'agencies', wide: true, asAt, errors },
      breadcrumbs: [{ text: 'Agencies', href: paths.agencies(asAt) }],
    },
    {
      name: agency.name,
      lead: leadSentence(leads, partner),
      scope: sightOf(person) === 'everything' ? null : 'Counted are the actions that your account sees.',
      rows: [...summaryOf(reading, asAt), ...contactsRow(person, agency.slug, asAt)],
      roles: [
        roleModel('lead', leads, reading, { asAt, heading: 'It leads', all: { lead: agency.slug } }),
        roleModel('partner', partner, reading, {
          asAt,
          heading: 'It is partner in',
          all: { partner: agency.slug },
        }),
      ].filter(({ rows }) => rows.length > 0),
      said: saidOf(reading, asAt),
      asKnownOn: form,
    },
  )
}

/** "It leads 12 actions: 8 are open and 3 are overdue. It is partner in 20." */
function leadSentence(leads: readonly ActionFact[], partner: readonly ActionFact[]): string {
  if (leads.length === 0 && partner.length === 0) return 'It leads no action and is partner in none.'
  const partly = partner.length === 0 ? 'none' : count(partner.length, 'action')
  if (leads.length === 0) return `It leads no action. It is partner in ${partly}.`
  const open = leads.filter(({ status }) => statusFacts[status].open).length
  const overdue = leads.filter(({ timeliness }) => timeliness === 'overdue').length
  const are = (number: number) => (number === 0 ? 'none is' : howMany(number))
  return `It leads ${count(leads.length, 'action')}: ${are(open)} open and ${are(overdue)} overdue. It is partner in ${partly}.`
}

function summaryOf(reading: AgencyReading, asAt: string | undefined): AgencyPage['rows'] {
  const { agency, parent, units, plans } = reading
  const link = (href: string, text: string) => html`<a class="govuk-link" href="${href}">${text}</a>`
  const items = (links: Markup[]) => {
    const list = links.map((one) => html`<li>${one}</li>`)
    return list.length === 0
      ? []
      : [
          html`<ul class="govuk-list tl-facts__list">
            ${list}
          </ul>`,
        ]
  }
  const inLine = (parts: Markup[]) => parts.map((one, place) => html`${place > 0 ? ', ' : null}${one}`)
  const agencyLink = ({ slug, name }: { slug: string; name: string }) => link(paths.agency(slug, asAt), name)
  const row = (key: string, parts: Markup[]) =>
    parts.length === 0 ? [] : [{ key: { text: key }, value: { html: html`${parts}` } }]
  return [
    ...row('Abbreviation', agency.abbreviation === null ? [] : [html`${agency.abbreviation}`]),
    ...row('Also written', inLine(agency.aliases.map((alias) => html`“${alias}”`))),
    ...row('Part of', parent === null ? [] : [agencyLink(parent)]),
    ...row('Its units', items(units.map((unit) => html`${agencyLink(unit)}${unitWords(unit)}`))),
    ...row('Published', items(plans.map(({ slug, title }) => link(paths.plan(slug, asAt), title)))),
  ]
}

/** Where the programme office says who is written to; nobody is written to on a day that is past. */
function contactsRow(person: Person, slug: string, asAt: string | undefined): AgencyPage['rows'] {
  if (!canCommission(person) || asAt !== undefined) return []
  const href = paths.registeredAgencyStep(slug, 'contacts')
  const link = html`<a class="govuk-link" href="${href}">Who is written to</a>`
  return [{ key: { text: 'Returns' }, value: { html: link } }]
}

/** ", leads 3, partner in 12" */
function unitWords({ leadCount, partnerCount }: { leadCount: number; partnerCount: number }): string {
  const leads = leadCount === 0 ? '' : `, leads ${figure(leadCount)}`
  return partnerCount === 0 ? leads : `${leads}, partner in ${figure(partnerCount)}`
}

function roleModel(
  id: string,
  facts: readonly ActionFact[],
  { views }: AgencyReading,
  role: { heading: string; all: Record<string, string>; asAt: string | undefined },
): RoleModel {
  const shown = facts.slice(0, shownOfEach).flatMap(({ ref }) => views.get(ref) ?? [])
  const some = shown.length < facts.length ? `: the first ${shown.length} of ${figure(facts.length)}` : ''
  return {
    ...{ id, heading: `${role.heading} ${count(facts.length, 'action')}` },
    caption: `${role.heading}, overdue first${some}`,
    rows: actionRows(shown, role.asAt),
    all: {
      text: some === '' ? 'Search and filter these' : `See all ${figure(facts.length)}, search and filter`,
      href: paths.actions({ ...role.all, asAt: role.asAt }),
    },
  }
}

function saidOf({ lastWord, spokenOf, views }: AgencyReading, asAt: string | undefined): AgencyPage['said'] {
  const own = lastWord
    ? `Its own last word was recorded on ${inWords(lastWord.word.knownFrom)}, of ${lastWord.ref}: “${lastWord.word.narrative}”`
    : 'It has not spoken for itself in an update of these actions.'
  return {
    own,
    statements: spokenOf.flatMap(({ ref }) => {
      const view = views.get(ref)
      const said = view?.latestUpdate
      if (!view || !said) return []
      const when = said.onAsWritten ?? inWords(said.on ?? said.knownFrom)
      return [
        {
          ...{ ref, title: view.title, href: paths.action(ref, asAt) },
          ...{ narrative: said.narrative, by: said.by, when },
        },
      ]
    }),
  }
}
