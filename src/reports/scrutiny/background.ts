import type { ActionView, PlanView } from '../../register/views.js'
import { inList } from '../shared/words.js'
import type { CouncilPlan } from './council-plan.js'
import { says, type Unnumbered } from './paragraph.js'
import { publishedInWords } from './plan-words.js'
import type { Point } from './scrutiny.model.js'

/** The papers that the report rests on: the plan as published, the plans it serves, and what statements rest on. */
export function backgroundPapers({ plan, actions, wider }: CouncilPlan): Unnumbered[] {
  const others = [...new Map(wider.map((entry) => [entry.plan.slug, entry.plan])).values()]
  const points: Point[] = [
    { text: paper(plan), refs: [] },
    ...others.map((other) => ({
      text: `${paper(other)}, for the actions that the plan serves`,
      refs: wider.filter((entry) => entry.plan.slug === other.slug).map(({ action }) => action.ref),
    })),
    ...evidence(
      actions,
      [plan, ...others].map(({ title }) => title),
    ),
  ]
  return [says('The report rests on these documents:', { points })]
}

/** “A plan” (Council, published on 4 July 2013, a draft) */
function paper(plan: PlanView): string {
  const facts = [plan.publisher, `published ${publishedInWords(plan)}`]
  return `“${plan.title}” (${[...facts, ...(plan.standing === 'draft' ? ['a draft'] : [])].join(', ')})`
}

/** What the latest statements give as their evidence, each title once with the actions that rest on it. */
function evidence(actions: readonly ActionView[], told: readonly string[]): Point[] {
  const byTitle = new Map<string, { refs: string[]; by: Set<string> }>()
  for (const { ref, latestUpdate } of actions) {
    for (const { title } of latestUpdate?.evidence ?? []) {
      // A place in a document that is told already is no other paper.
      if (told.some((paper) => title === paper || title.startsWith(`${paper}, `))) continue
      const entry = byTitle.get(title) ?? { refs: [], by: new Set<string>() }
      entry.refs.push(ref)
      if (latestUpdate) entry.by.add(latestUpdate.by)
      byTitle.set(title, entry)
    }
  }
  return [...byTitle].map(([title, { refs, by }]) => ({
    text: `“${title}”, evidence given by ${inList([...by])}`,
    refs: [...new Set(refs)],
  }))
}
