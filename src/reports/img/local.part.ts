import { quarterAfter } from '../../clock/dates.js'
import type { ActionView, RegisterSnapshot } from '../../register/views.js'
import { groupBy } from '../shared/footing.js'
import type { Silence } from '../shared/silence.js'
import { latestOf, statementOf } from '../shared/statements.js'
import { count, figure } from '../shared/words.js'
import type { Choice } from './choice.js'
import { among, exceptionsOf } from './exceptions.js'
import type { LocalPart, Unanswered } from './later.model.js'
import { dueBetween, imprintOf, someLines } from './lines.js'
import { tallyRow } from './tally.js'

const mostExceptions = 3
const mostLines = 4

/** Section 5: the regional strategy and each borough plan, and what answers what between them and the national plans. */
export function localPart(closing: RegisterSnapshot, choice: Choice, silence: Silence): LocalPart {
  const localPlans = closing.plans.filter((plan) => plan.geography !== 'national')
  const slugs = new Set(localPlans.map((plan) => plan.slug))
  const ofPlan = groupBy(closing.actions, (action) => action.plan)
  const today = closing.cutOff
  return {
    plans: localPlans.map((plan) => {
      const actions = ofPlan.get(plan.slug) ?? []
      const said = latestOf(closing.updates.filter((update) => update.plan === plan.slug))
      const { start, end } = quarterAfter(today, 1)
      return {
        slug: plan.slug,
        title: plan.title,
        imprint: imprintOf(plan),
        row: tallyRow(`local-${plan.slug}`, plan.title, actions),
        statement: said ? statementOf(said, today) : null,
        exceptions: exceptionsOf(choice.among(actions), { today, silence }, mostExceptions, among(actions)),
        dueNext: someLines(dueBetween(actions, start, end), mostLines),
      }
    }),
    counterparts: counterparts(closing.actions, slugs),
  }
}

/** Links are read both ways, whichever action carries them. */
function counterparts(
  actions: readonly ActionView[],
  localPlans: ReadonlySet<string>,
): LocalPart['counterparts'] {
  const isLocal = new Map(actions.map((action) => [action.ref, localPlans.has(action.plan)]))
  const linked = new Set<string>()
  let links = 0
  for (const action of actions) {
    for (const { ref } of action.related) {
      const other = isLocal.get(ref)
      if (other === undefined || other === localPlans.has(action.plan)) continue
      linked.add(action.ref).add(ref)
      links += 1
    }
  }
  if (links === 0) return null
  const national = actions.filter((action) => !localPlans.has(action.plan))
  const local = actions.filter((action) => localPlans.has(action.plan))
  const met = national.filter((action) => linked.has(action.ref)).length
  return {
    linked: `${figure(met)} of the ${count(national.length, 'national action')} ${met === 1 ? 'is' : 'are'} answered by at least one regional or borough action.`,
    national: unanswered(national, linked, 'national action', 'no regional or borough counterpart'),
    local: unanswered(local, linked, 'regional or borough action', 'no national counterpart'),
  }
}

function unanswered(
  actions: readonly ActionView[],
  linked: ReadonlySet<string>,
  noun: string,
  lacks: string,
): Unanswered {
  const alone = actions.filter((action) => !linked.has(action.ref))
  const groups = groupBy(alone, (action) => `${action.plan} ${action.themeCode ?? ''}`)
  return {
    says:
      alone.length === 0
        ? `Every ${noun} has a counterpart.`
        : `${figure(alone.length)} of the ${count(actions.length, noun)} ${alone.length === 1 ? 'has' : 'have'} ${lacks} on the register.`,
    byTheme: [...groups.values()].map((group) => ({
      title: group[0]?.theme ?? 'Under no theme',
      refs: group.map((action) => action.ref),
    })),
  }
}
