import { quarterAfter } from '../../clock/dates.js'
import type { ActionView, PlanView, UpdateView } from '../../register/views.js'
import { groupBy, mustAddUp } from '../shared/footing.js'
import { richTextOf } from '../shared/rich-text.js'
import type { Silence } from '../shared/silence.js'
import { latestOf, statementOf } from '../shared/statements.js'
import { count, dayInWords, figure } from '../shared/words.js'
import { themePart, type Written } from '../writing/written.js'
import type { Choice } from './choice.js'
import { type Comparison, footingOfPlan } from './comparison.js'
import { among, exceptionsOf } from './exceptions.js'
import type { SomeLines } from './common.model.js'
import type { PlanPart, ThemePart, ThemesPart } from './img.model.js'
import { dueBetween, imprintOf, someLines } from './lines.js'
import { tallyRow, totalRow } from './tally.js'

const mostExceptions = 4
const mostLines = 12

export interface ThemesInput {
  comparison: Comparison
  choice: Choice
  written: Pick<Written, 'texts'>
  silence: Silence
}

/** Section 2: each plan, its themes in its own order, and of each theme what is done, wrong and due. */
export function themesPart(input: ThemesInput): ThemesPart {
  const { comparison } = input
  const { closing } = comparison
  const ofPlan = groupBy(closing.actions, (action) => action.plan)
  const saidOf = groupBy(closing.updates, (update) => update.plan)
  const plans = closing.plans.map((plan) =>
    planPart(input, plan, ofPlan.get(plan.slug) ?? [], saidOf.get(plan.slug) ?? []),
  )
  mustAddUp(
    plans.map((plan) => plan.total.actions),
    closing.actions.length,
    'The plans',
  )
  mustAddUp(
    plans.map((plan) => plan.footing.closing),
    comparison.footing.closing,
    'The open actions of the plans',
  )
  const rated = closing.actions.filter((action) => action.confidence !== 'none').length
  return {
    plans,
    ratings:
      rated === 0
        ? 'No action has a confidence rating, so none is shown.'
        : `${rated} of ${closing.actions.length} actions have a confidence rating: see Annex A.`,
    written: writtenWords(plans.flatMap((plan) => plan.themes)),
  }
}

function writtenWords(themes: readonly ThemePart[]): string {
  const written = themes.filter((theme) => theme.paragraph !== null).length
  if (written === 0) return 'The programme office has added no paragraph to this edition.'
  if (written === themes.length) return ''
  return `The programme office has written on ${figure(written)} of the ${count(themes.length, 'theme')}.`
}

function planPart(
  input: ThemesInput,
  plan: PlanView,
  actions: readonly ActionView[],
  updates: readonly UpdateView[],
): PlanPart {
  const ofTheme = groupBy(actions, (action) => action.themeCode ?? '')
  const known = plan.themes.map((theme) => theme.code)
  const headings = [
    ...plan.themes.map(({ code, title }) => ({ code, title })),
    ...[...ofTheme.keys()]
      .filter((code) => !known.includes(code))
      .map((code) => ({ code, title: titleless(code) })),
  ].filter(({ code }) => ofTheme.has(code))
  const rows = headings.map(({ code, title }) => tallyRow(keyOf(plan, code), title, ofTheme.get(code) ?? []))
  const said = saidByTheme(actions, updates)
  const themes = headings.map(({ code, title }) =>
    themeOf(input, plan, code, title, ofTheme.get(code) ?? [], said.get(code) ?? []),
  )
  return {
    slug: plan.slug,
    title: plan.title,
    imprint: imprintOf(plan),
    footing: footingOfPlan(input.comparison, plan.slug),
    says: planWords(themes),
    rows,
    total: totalRow(`plan-${plan.slug}`, 'All themes', rows, actions),
    themes,
  }
}

function planWords(themes: readonly ThemePart[]): string {
  const completed = themes.reduce((sum, theme) => sum + total(theme.completed), 0)
  const due = themes.reduce((sum, theme) => sum + total(theme.dueNext), 0)
  const done =
    completed === 0 ? 'Nothing was' : `${count(completed, 'action')} ${completed === 1 ? 'was' : 'were'}`
  const next = due === 0 ? 'nothing falls' : `${count(due, 'action')} ${due === 1 ? 'falls' : 'fall'}`
  return `${done} completed this quarter; ${next} due next quarter.`
}

const total = ({ lines, rest }: SomeLines) => lines.length + rest

const titleless = (code: string) => (code === '' ? 'Under no theme' : code)
const keyOf = (plan: PlanView, code: string) => `theme-${plan.slug}-${code}`

/** The statements that speak of a theme or of an action in it, in their order. */
function saidByTheme(
  actions: readonly ActionView[],
  updates: readonly UpdateView[],
): Map<string, UpdateView[]> {
  const themeOf = new Map(actions.map((action) => [action.ref, action.themeCode ?? '']))
  const said = new Map<string, UpdateView[]>()
  for (const update of updates) {
    const codes = update.actions.length > 0 ? update.actions.map((ref) => themeOf.get(ref)) : [update.theme]
    for (const code of new Set(codes)) {
      if (code == null) continue
      const list = said.get(code)
      if (list) list.push(update)
      else said.set(code, [update])
    }
  }
  return said
}

function themeOf(
  { comparison, choice, written, silence }: ThemesInput,
  plan: PlanView,
  code: string,
  title: string,
  actions: readonly ActionView[],
  updates: readonly UpdateView[],
): ThemePart {
  const { closing } = comparison
  const today = closing.cutOff
  const next = quarterAfter(today, 1)
  const closedNow = new Set(comparison.closed.map((action) => action.ref))
  const said = latestOf(updates)
  const paragraph = richTextOf(written.texts[themePart(plan.slug, code)] ?? '')
  return {
    key: keyOf(plan, code),
    ...{ code, title, actions: actions.length },
    paragraph: paragraph.length > 0 ? paragraph : null,
    statement: said ? statementOf(said, today) : null,
    completed: someLines(
      actions.filter((action) => closedNow.has(action.ref) && action.completedOn !== null),
      mostLines,
      (action) => `Completed on ${dayInWords(action.completedOn)}.`,
    ),
    exceptions: exceptionsOf(choice.among(actions), { today, silence }, mostExceptions, among(actions)),
    dueNext: someLines(dueBetween(actions, next.start, next.end), mostLines),
  }
}
