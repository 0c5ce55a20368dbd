import type { ActionView, RegisterSnapshot } from '../../register/views.js'
import { groupBy, mustAddUp } from '../shared/footing.js'
import { statementOf } from '../shared/statements.js'
import { count, figure } from '../shared/words.js'
import type { RegisterPart, RegisterRow } from './later.model.js'
import { timescaleRead } from './lines.js'

/** Annex A: one row an action, in the order of plans, themes and refs. */
export function registerPart(closing: RegisterSnapshot): RegisterPart {
  const titles = new Map(closing.plans.map((plan) => [plan.slug, plan.title]))
  const groups = [
    ...groupBy(closing.actions, (action) => `${action.plan}\n${action.themeCode ?? ''}`).values(),
  ].map((actions) => ({
    plan: titles.get(actions[0]?.plan ?? '') ?? '',
    theme: actions[0]?.theme ?? 'Under no theme',
    rows: actions.map((action) => registerRow(action, closing.cutOff)),
  }))
  mustAddUp(
    groups.map((group) => group.rows.length),
    closing.actions.length,
    'The rows of Annex A',
  )
  const rated = closing.actions.filter((action) => action.confidence !== 'none').length
  const partnered = closing.actions.filter((action) => action.partners.length > 0).length
  const unsaid = closing.actions.filter((action) => action.latestUpdate === null).length
  return {
    rated: rated > 0,
    partnered: partnered > 0,
    notes: [
      rated === 0 ? 'Confidence: not rated, for every action; the column is left out.' : '',
      partnered === 0 ? 'Partners: none named, for any action; the column is left out.' : '',
      unsaid > 0
        ? `${figure(unsaid)} of the ${count(closing.actions.length, 'action')} have no statement; their cell is empty.`
        : '',
      'Titles are ours; the sentence of the plan and every statement stand whole in the data file of this report.',
    ].filter((note) => note !== ''),
    groups,
  }
}

function registerRow(action: ActionView, today: string): RegisterRow {
  const { ref, title, text, status, timeliness, confidence, timescale } = action
  const names = (list: ActionView['leads']) =>
    list.map(({ name, provisional }) => (provisional ? `${name} (provisional)` : name))
  return {
    ref,
    title,
    text,
    leads: names(action.leads),
    ledBy: [...new Set(action.leads.map(({ agency }) => agency))],
    partners: names(action.partners),
    asWritten: timescale.asWritten,
    asRead: timescaleRead(timescale),
    end: timescale.end,
    status,
    timeliness,
    confidence,
    statement: action.latestUpdate ? statementOf(action.latestUpdate, today) : null,
  }
}
