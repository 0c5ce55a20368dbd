import { inWords } from '../../clock/dates.js'
import type { ActionView, PlanView, RegisterSnapshot, UpdateView } from '../../register/views.js'

/** An action of another level that one of the council's actions serves. */
export interface WiderAction {
  action: ActionView
  plan: PlanView
  servedBy: { ref: string; relation: string; reason: string }[]
}

/** All that the report may speak of: the council's own lines, and what they serve. */
export interface CouncilPlan {
  plan: PlanView
  actions: ActionView[]
  updates: UpdateView[]
  /** Areas for improvement to the recommendations that they feed, and back. */
  feeds: Map<string, string[]>
  fedBy: Map<string, string[]>
  wider: WiderAction[]
  /** The council's refs to the refs of the wider actions. */
  serves: Map<string, string[]>
}

interface Edge {
  from: ActionView
  to: ActionView
  relation: string
  reason: string
}

/** The part of the register that belongs in the report of one council's plan. */
export function councilPlanOf(snapshot: RegisterSnapshot, slug: string): CouncilPlan {
  const plan = snapshot.plans.find((candidate) => candidate.slug === slug)
  if (!plan) throw new Error(`The register as known on ${inWords(snapshot.cutOff)} holds no plan “${slug}”.`)
  const actions = snapshot.actions.filter((action) => action.plan === slug)
  const edges = edgesOf(snapshot.actions)
  const feeds = new Map<string, string[]>()
  const fedBy = new Map<string, string[]>()
  for (const edge of edges.filter(({ from, to }) => from.plan === slug && to.plan === slug)) {
    if (!/^fe(?:eds|d)/u.test(edge.relation)) continue
    const [area, recommendation] = feeder(edge)
    add(feeds, area.ref, recommendation.ref)
    add(fedBy, recommendation.ref, area.ref)
  }
  const wider = widerActions(snapshot, slug, edges)
  const serves = new Map<string, string[]>()
  for (const { action, servedBy } of wider) {
    for (const { ref } of servedBy) add(serves, ref, action.ref)
  }
  const updates = snapshot.updates.filter((update) => update.plan === slug)
  return { plan, actions, updates, feeds, fedBy, wider, serves }
}

/** Each link once, whichever of its ends tells of it. */
function edgesOf(actions: readonly ActionView[]): Edge[] {
  const byRef = new Map(actions.map((action) => [action.ref, action]))
  const edges = new Map<string, Edge>()
  for (const from of actions) {
    for (const { ref, relation, reason } of from.related) {
      const to = byRef.get(ref)
      if (!to) continue
      const pair = [from.ref, to.ref].sort().join(' ')
      if (!edges.has(pair)) edges.set(pair, { from, to, relation, reason })
    }
  }
  return [...edges.values()]
}

/** An area for improvement feeds a recommendation, whichever of the two the link is told from. */
function feeder({ from, to, relation }: Edge): [ActionView, ActionView] {
  if (from.kind !== to.kind) return from.kind === 'area_for_improvement' ? [from, to] : [to, from]
  return relation === 'feeds' ? [from, to] : [to, from]
}

function widerActions(snapshot: RegisterSnapshot, slug: string, edges: readonly Edge[]): WiderAction[] {
  const plans = new Map(snapshot.plans.map((plan) => [plan.slug, plan]))
  const found = new Map<string, WiderAction>()
  for (const { from, to, relation, reason } of edges) {
    if ((from.plan === slug) === (to.plan === slug)) continue
    const [ours, theirs] = from.plan === slug ? [from, to] : [to, from]
    const plan = plans.get(theirs.plan)
    if (!plan || plan.geography === 'borough') continue
    const entry = found.get(theirs.ref) ?? { action: theirs, plan, servedBy: [] }
    entry.servedBy.push({ ref: ours.ref, relation: wordsOf(relation, ours === from), reason })
    found.set(theirs.ref, entry)
  }
  return snapshot.actions.flatMap((action) => found.get(action.ref) ?? [])
}

/** Active, then passive: what an action does to the other, and what the other does to it. */
const relationWords: Record<string, [string, string]> = {
  feeds: ['feeds it', 'is fed by it'],
  answers: ['answers it', 'is answered by it'],
  delivers_locally: ['delivers it locally', 'is delivered locally by it'],
  continues: ['continues it', 'is continued by it'],
  overlaps: ['overlaps with it', 'overlaps with it'],
}

/** What the council's action does to the other. @param told whether the relation is told from the council's action */
function wordsOf(relation: string, told: boolean): string {
  const kind = relation.replace(/_by$/u, '')
  const passive = relation.endsWith('_by') === told
  return relationWords[kind]?.[passive ? 1 : 0] ?? relation.replaceAll('_', ' ')
}

function add(lists: Map<string, string[]>, key: string, value: string) {
  lists.set(key, [...(lists.get(key) ?? []), value])
}
