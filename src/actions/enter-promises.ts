import type { AgenciesService } from '../agencies/agencies.service.js'
import type { Write } from '../audit/ledger.service.js'
import { insertRows, insertRowsBy } from '../database/rows.js'
import type { PlanHandle } from '../plans/plans.service.js'
import { Action, Mention, Source, Step } from './action.entity.js'
import type { NewAssignment, NewTimescale } from './change.js'
import { Assignment, type assignmentRoles, Revision, StepState, Timescale } from './revision.entity.js'

/** A promise as a plan makes it. */
export interface NewAction {
  ref: string
  theme: string | null
  kind: Action['kind']
  term: Action['term']
  title: string
  text: string
  note: string | null
  leads: NewAssignment[]
  partners: NewAssignment[]
  namedInText: { agency: string; asWritten: string }[]
  timescale: NewTimescale | null
  sources: { section: string; quote: string; note: string | null }[]
  steps: { ref: string; text: string; section: string | null }[]
}

const silentTimescale: NewTimescale = {
  asWritten: [],
  start: null,
  end: null,
  precision: 'none',
  basis: 'stated',
  reason: null,
}

/** Enters actions that follow each other in a plan, each as revision 1, table by table. */
export async function enterPromises(
  write: Write,
  agencies: AgenciesService,
  plan: PlanHandle,
  first: number,
  actions: readonly NewAction[],
): Promise<void> {
  const { manager } = write
  const known = { knownFrom: plan.knownFrom, recordedAt: write.now }
  const rows = actions.map(({ ref, theme, kind, term, text, note }, index) => ({
    ...{ ref, planId: plan.id, themeId: themeIn(plan, theme, ref), position: first + index },
    ...{ kind, term, text, note, revision: 1, ...known },
  }))
  const ids = await insertRowsBy(manager, Action, rows, 'ref')
  const entered = actions.map((action) => ({ ...action, id: ids.get(action.ref) ?? 0 }))
  const ofEach = <T, R>(
    list: (action: NewAction) => readonly T[],
    row: (item: T, actionId: number, index: number) => R,
  ) => entered.flatMap((action) => list(action).map((item, index) => row(item, action.id, index)))

  await insertRows(
    manager,
    Source,
    ofEach(
      ({ sources }) => sources,
      (source, actionId, index) => ({ ...source, actionId, position: index + 1 }),
    ),
  )
  const steps = ofEach(
    ({ steps: list }) => list,
    (step, actionId, index) => ({ ...step, actionId, position: index + 1 }),
  )
  const stepIds = await insertRowsBy(manager, Step, steps, 'ref')
  const agencyIds = await idsOf(write, agencies, actions)
  const idOf = (slug: string) => agencyIds.get(slug) ?? 0
  await insertRows(
    manager,
    Mention,
    ofEach(
      ({ namedInText }) => namedInText,
      ({ agency, asWritten }, actionId) => ({ actionId, agencyId: idOf(agency), asWritten }),
    ),
  )
  const timescales = entered.map(({ id, timescale }) => {
    const given = timescale ?? silentTimescale
    return { ...given, actionId: id, firstEnd: given.end, timesRedated: 0 }
  })
  const timescaleIds = await insertRowsBy(manager, Timescale, timescales, 'actionId')
  await insertRows(
    manager,
    Revision,
    entered.map(({ id, title }) => ({
      ...{
        actionId: id,
        number: 1,
        title,
        status: 'not_started' as const,
        statusReason: null,
        completedOn: null,
      },
      ...{
        confidence: 'none' as const,
        timescaleId: timescaleIds.get(id) ?? 0,
        assignmentsSetIn: 1,
        saidIn: null,
      },
      ...{ author: write.author.name, reason: null, ...known },
    })),
  )
  await insertRows(
    manager,
    Assignment,
    entered.flatMap(({ id, leads, partners }) => [
      ...assignmentRows(id, 'lead', leads, idOf),
      ...assignmentRows(id, 'partner', partners, idOf),
    ]),
  )
  await insertRows(
    manager,
    StepState,
    steps.map(({ ref }) => ({
      ...{ stepId: stepIds.get(ref) ?? 0, setInRevision: 1, status: 'not_started' as const },
    })),
  )
  for (const { ref, title } of actions) {
    const details = { plan: plan.slug, title, knownFrom: plan.knownFrom }
    write.tell({ kind: 'action.promised', subject: ref, details })
  }
}

function themeIn(plan: PlanHandle, theme: string | null, ref: string): number | null {
  const themeId = theme === null ? null : plan.themeIds.get(theme)
  if (themeId === undefined) throw new Error(`${plan.slug} has no theme “${theme ?? ''}” for ${ref}.`)
  return themeId
}

/** @throws Error naming the slug when no such agency is registered */
async function idsOf(
  write: Write,
  agencies: AgenciesService,
  actions: readonly NewAction[],
): Promise<Map<string, number>> {
  const slugs = new Set(
    actions.flatMap(({ leads, partners, namedInText }) =>
      [...leads, ...partners, ...namedInText].map(({ agency }) => agency),
    ),
  )
  const ids = new Map<string, number>()
  for (const slug of slugs) ids.set(slug, await agencies.idOf(write, slug))
  return ids
}

function assignmentRows(
  actionId: number,
  role: (typeof assignmentRoles)[number],
  list: readonly NewAssignment[],
  idOf: (slug: string) => number,
): Omit<Assignment, 'id'>[] {
  return list.map(({ agency, asWritten, provisional }, index) => ({
    ...{ actionId, setInRevision: 1, role, position: index + 1 },
    ...{ agencyId: idOf(agency), provisional, asWritten },
  }))
}
