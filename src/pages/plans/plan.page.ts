import type { Person } from '../../accounts/person.js'
import { canReadReport, sightOf } from '../../accounts/rights.js'
import { canReadRecommendations } from '../../recommendations/recommendation-rights.js'
import { countsOf, groupsBy } from '../../register/overview-counts.js'
import type { PlanReading } from '../../register/overview-reading.service.js'
import { count } from '../../reports/shared/words.js'
import { html, type Markup } from '../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { levelInWords } from '../actions/action-words.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { type CountTable, countTable } from '../count-table.js'
import { type StatusChart, statusChart, statusInWords, timelinessInWords } from '../figures.js'
import { pageInTitle } from '../paging.js'
import { paths } from '../paths.js'
import { type ActionPage, type Asked, type ShownActions, shownActions } from '../register-page.js'
import { publishedInWords, standingWords } from './plan-words.js'

interface PlanPage {
  title: string
  /** Said to those who see only some of its actions. */
  partly: string | null
  words: string
  chart: StatusChart | null
  rows: { key: { text: string }; value: { text: string } | { html: Markup } }[]
  notes: string[]
  themes: CountTable | null
  measures: { heading: string; groups: { theme: string | null; items: MeasureItem[] }[] } | null
  actions: ShownActions | null
  listHref: string
  /** What its panel has recommended: of a council’s plan, or a region’s, for those who may read it. */
  recommendationsHref: string | null
  /** The form that reports on it follow now: of a council's plan, for those who may read them. */
  formHref: string | null
  asKnownOn: AsKnownOnForm
}

interface MeasureItem {
  text: string
  section: string
}

const planPage = pageOf<PlanPage>('plans/plan')

/** One plan: what it says of itself, what it comes to, and its actions. */
export function showPlan(reading: PlanReading, list: ActionPage, person: Person, asked: Asked): PageAnswer {
  const { plan, facts } = reading
  const { at, today } = asked
  const { asAt, errors, form } = at
  const counts = countsOf(facts)
  const hrefOf = (page: number) => paths.plan(plan.slug, asAt, page)
  return planPage(
    {
      title: plan.title + pageInTitle(list.page, list.pages),
      breadcrumbs: [{ text: 'Plans', href: paths.plans(asAt) }],
      ...{ section: 'plans', wide: true, asAt, errors },
    },
    {
      title: plan.title,
      partly: partlyOf(reading, person),
      words: [statusInWords(counts), timelinessInWords(counts, today)].filter(Boolean).join(' '),
      chart: statusChart(counts),
      rows: summaryOf(reading, asAt),
      notes: [plan.publishedNote, plan.note].filter((note) => note !== null),
      themes: facts.length === 0 ? null : themesOf(reading, asAt),
      measures: measuresOf(reading),
      actions: facts.length === 0 ? null : shownActions(list, 'Its actions, in its order', hrefOf),
      listHref: paths.actions({ plan: plan.slug, asAt }),
      recommendationsHref:
        plan.geography !== 'national' && canReadRecommendations(person, plan.slug)
          ? paths.recommendations(plan.slug, { asAt })
          : null,
      formHref:
        asAt === undefined &&
        plan.geography === 'borough' &&
        canReadReport(person, { kind: 'scrutiny', plan: plan.slug })
          ? paths.committeeForm(plan.slug)
          : null,
      asKnownOn: form,
    },
  )
}

function partlyOf({ plan, facts }: PlanReading, person: Person): string | null {
  if (sightOf(person) === 'everything' || person.plans.includes(plan.slug)) return null
  return `You see ${count(facts.length, 'action')} of this plan: those that your agencies lead or are partner in.`
}

function summaryOf({ plan }: PlanReading, asAt: string | undefined): PlanPage['rows'] {
  const href = paths.agency(plan.publisherSlug, asAt)
  const publisher = html`<a class="govuk-link" href="${href}">${plan.publisher}</a>`
  const named = plan.publisherAsWritten
  const asNamed = named === null || named === plan.publisher ? null : html`, named as “${named}”`
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } })
  return [
    { key: { text: 'Publisher' }, value: { html: html`${publisher}${asNamed}` } },
    row('Published', publishedInWords(plan.publishedOn)),
    row('Standing', standingWords[plan.standing]),
    row('Where', plan.geography === 'national' && plan.area ? `National: ${plan.area}` : levelInWords(plan)),
    row('Marking', plan.marking === null ? 'None in the document' : `“${plan.marking}” in the document`),
    row('Licence', plan.licence),
  ]
}

/** The themes add up to the plan: what stands under none has a row of its own. */
function themesOf({ plan, facts }: PlanReading, asAt: string | undefined): CountTable {
  const groups = groupsBy(facts, ({ theme }) => theme ?? '')
  const without = groups.get('') ?? []
  const themes = plan.themes.map(({ code, title }) => ({
    ...{ name: title, mark: code, href: paths.theme(plan.slug, code, asAt) },
    ...{ facts: groups.get(code) ?? [], filters: { plan: plan.slug, theme: code } },
  }))
  const none = without.length === 0 ? [] : [{ name: 'Under no theme', href: null, facts: without }]
  return countTable(
    { caption: 'Its themes', of: 'Theme' },
    [...themes, ...none],
    { name: 'The whole plan', facts, filters: { plan: plan.slug } },
    asAt,
  )
}

function measuresOf({ plan: { measures } }: PlanReading): PlanPage['measures'] {
  if (measures.length === 0) return null
  const themes = [...new Set(measures.map(({ theme }) => theme))]
  return {
    heading: 'What it measures itself by',
    groups: themes.map((theme) => ({
      theme,
      items: measures
        .filter((measure) => measure.theme === theme)
        .map(({ text, section }) => ({ text, section })),
    })),
  }
}
