import type { Person } from '../../accounts/person.js'
import { sightOf } from '../../accounts/rights.js'
import { type Day, inWords, quarterOf } from '../../clock/dates.js'
import { type Counts, countsOf, groupsBy } from '../../register/overview-counts.js'
import type { ImportSummary } from '../../imports/import-store.js'
import type { ActionFact } from '../../register/overview-fact.js'
import type { PlanView } from '../../register/views.js'
import { count, figure } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { levelInWords } from '../actions/action-words.js'
import type { AsKnownOnForm } from '../as-known-on.js'
import { type CountTable, countTable } from '../count-table.js'
import { howMany } from '../figures.js'
import { type ImportRow, rowOf } from '../imports/import-list.page.js'
import { paths } from '../paths.js'
import type { Asked } from '../register-page.js'
import { standingWords } from './plan-words.js'

interface PlanListPage {
  lead: string
  table: CountTable | null
  empty: string
  asKnownOn: AsKnownOnForm
  /** Plans on their way in, for those who may take them in. */
  imports: { newHref: string; allHref: string; waiting: ImportRow[] | null } | null
}

const planListPage = pageOf<PlanListPage>('plans/list')

/** Every plan of which the person sees an action. */
export function showPlans(
  plans: readonly PlanView[],
  facts: readonly ActionFact[],
  person: Person,
  { at, today }: Asked,
  imports: readonly ImportSummary[] | null,
): PageAnswer {
  const { asAt, errors, form } = at
  return planListPage(
    { title: 'Plans', section: 'plans', wide: true, asAt, errors },
    {
      lead: leadSentence(plans.length, countsOf(facts), person, today),
      table: plans.length === 0 ? null : tableOf(plans, facts, asAt),
      empty: at.words === null ? 'There is no plan to show.' : `No plan was known on ${at.words}.`,
      asKnownOn: form,
      imports: imports === null ? null : importsOf(imports),
    },
  )
}

function importsOf(imports: readonly ImportSummary[]): NonNullable<PlanListPage['imports']> {
  const waiting = imports.filter(({ state }) => state === 'draft').map(rowOf)
  return {
    ...{ newHref: paths.newPlanImport(), allHref: paths.planImports() },
    waiting: waiting.length === 0 ? null : waiting,
  }
}

/** "5 plans with 168 actions: 166 are open, 27 of them overdue and 5 due by 31 March 2017." */
function leadSentence(plans: number, counts: Counts, person: Person, today: Day): string {
  const seen = sightOf(person) === 'everything' ? '' : ' that you see'
  const { overdue, due_this_quarter: due } = counts.byTimeliness
  const late = `${overdue === 0 ? 'none' : figure(overdue)} of them overdue`
  const next = `${due === 0 ? 'none' : figure(due)} due by ${inWords(quarterOf(today).end)}`
  return `${count(plans, 'plan')} with ${count(counts.total, 'action')}${seen}: ${howMany(counts.open)} open, ${late} and ${next}.`
}

function tableOf(
  plans: readonly PlanView[],
  facts: readonly ActionFact[],
  asAt: string | undefined,
): CountTable {
  const groups = groupsBy(facts, ({ plan }) => plan)
  return countTable(
    { caption: 'Plans in the order of their entry', of: 'Plan' },
    plans.map((plan) => ({
      ...{ name: plan.title, href: paths.plan(plan.slug, asAt), facts: groups.get(plan.slug) ?? [] },
      note: noteOf(plan),
      filters: { plan: plan.slug },
    })),
    { name: 'All plans', facts, filters: {} },
    asAt,
  )
}

/** "National. Home Office, December 2013. Final" */
function noteOf(plan: PlanView): string {
  const published = plan.publishedOn.asWritten ?? 'undated'
  return `${levelInWords(plan)}. ${plan.publisher}, ${published}. ${standingWords[plan.standing]}.`
}
