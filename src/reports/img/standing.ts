import type { ActionView, PlanView, RegisterSnapshot } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import { figure } from '../shared/words.js'
import type { TallyRow } from './common.model.js'
import type { SummaryPart } from './img.model.js'
import { planLabels } from './lines.js'
import { tallyRow } from './tally.js'

type Group = [label: string, actions: ActionView[]]

/**
 * What the table of page one has rows for: the themes of the newest national plan, then every other plan. A plan
 * without themes, or a register without a national plan, is shown by plans.
 */
export function standing(closing: RegisterSnapshot): { unit: SummaryPart['unit']; groups: Group[] } {
  const [first] = closing.plans
  const national = closing.plans.length === 1 && first ? first : newestNational(closing.plans)
  const ofPlan = groupBy(closing.actions, (action) => action.plan)
  const labels = planLabels(closing.plans)
  const themes = national ? byTheme(national, ofPlan.get(national.slug) ?? []) : []
  const opened = themes.length > 1 ? national : undefined
  const plans = closing.plans
    .filter((plan) => plan !== opened)
    .map((plan): Group => [labels.get(plan.slug) ?? plan.title, ofPlan.get(plan.slug) ?? []])
  if (!opened) return { unit: 'Plan', groups: plans }
  return { unit: plans.length === 0 ? 'Theme' : 'Theme or plan', groups: [...themes, ...plans] }
}

function newestNational(plans: readonly PlanView[]): PlanView | undefined {
  let newest: PlanView | undefined
  for (const plan of plans) {
    if (plan.geography !== 'national') continue
    if (!newest || plan.publishedOn.end >= newest.publishedOn.end) newest = plan
  }
  return newest
}

/** In the order of the plan, and what stands under no theme last. */
function byTheme(plan: PlanView, actions: readonly ActionView[]): Group[] {
  const ofTheme = groupBy(actions, (action) => action.themeCode ?? '')
  const codes = [...new Set([...plan.themes.map(({ code }) => code), ...ofTheme.keys()])]
  const titles = new Map(plan.themes.map(({ code, title }) => [code, title]))
  return codes
    .filter((code) => ofTheme.has(code))
    .map((code) => [titles.get(code) ?? (code === '' ? 'Under no theme' : code), ofTheme.get(code) ?? []])
}

/** As many rows as there is room for: what is more stands together in the last, so that the rows still add up. */
export function fold(groups: readonly Group[], most: number): TallyRow[] {
  const shown = groups.length > most ? groups.slice(0, most - 1) : groups
  const rest = groups.slice(shown.length)
  const rows = shown.map(([label, actions], index) => tallyRow(`summary-${index}`, label, actions))
  if (rest.length === 0) return rows
  const actions = rest.flatMap(([, each]) => each)
  return [...rows, tallyRow('summary-rest', `And ${figure(rest.length)} more`, actions)]
}
