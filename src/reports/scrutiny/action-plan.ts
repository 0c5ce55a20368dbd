import type { Day } from '../../clock/dates.js'
import type { CommitteeFormData } from '../../plans/committee-form.js'
import type { ActionView, UpdateView } from '../../register/views.js'
import { statementOf } from '../shared/statements.js'
import { count, inList } from '../shared/words.js'
import { allProposed, leadNames, tellingTimeliness, timescaleInWords } from './action-words.js'
import type { CouncilPlan, WiderAction } from './council-plan.js'
import { planColumns } from './plan-columns.js'
import { kindsInWords, widerInWords } from './plan-words.js'
import { themesOf } from './progress.js'
import type { ActionPlan, PlanRow, WiderActions } from './scrutiny.model.js'

/** The council's action plan, in its own words, order and columns. */
export function actionPlan(
  council: CouncilPlan,
  form: CommitteeFormData,
  { name, letter }: { name: string; letter: string },
  today: Day,
): ActionPlan {
  const { actions, updates } = council
  const stated = actions.some((action) => action.latestUpdate !== null)
  const stepped = actions.filter((action) => action.steps.length > 0).length * 2 > actions.length
  const saidOfAll = allProposed(actions)
  const columns = planColumns(form, { stepped, proposed: saidOfAll, stated })
  const themes = themesOf(council)
  const inOrder = themes.flatMap((theme) => theme.actions)
  const notes = [
    'The wording is that of the plan.',
    ...(form.planColumnsNote ? [form.planColumnsNote] : []),
    ...(saidOfAll ? ['Every lead is proposed, none is confirmed.'] : []),
    ...(stated ? [] : ['Nothing has been said of any action, so there is no column for statements.']),
  ]
  return {
    letter,
    heading: `${name}: the action plan`,
    caption: `${council.plan.title}: ${kindsInWords(actions)}`,
    note: notes.join(' '),
    columns,
    confidenceApart: columns.some(({ holds }) => holds === 'confidence'),
    groups: themes.map((theme) => ({
      theme: theme.title,
      rows: theme.actions.map((action) => ({
        ...planRow(action, updates, saidOfAll, today),
        sameAs: firstToSay(action, inOrder, today),
      })),
    })),
  }
}

/** The ref of an earlier row with the same latest statement of the same day, so that it is printed once. */
function firstToSay(
  { ref, latestUpdate }: ActionView,
  inOrder: readonly ActionView[],
  today: Day,
): string | null {
  if (latestUpdate === null) return null
  const { words, by, said } = statementOf(latestUpdate, today)
  const first = inOrder.find(({ latestUpdate: other }) => {
    if (other === null) return false
    const statement = statementOf(other, today)
    return statement.words === words && statement.by === by && statement.said === said
  })
  return first === undefined || first.ref === ref ? null : first.ref
}

function planRow(
  action: ActionView,
  updates: readonly UpdateView[],
  saidOfAll: boolean,
  today: Day,
): Omit<PlanRow, 'sameAs'> {
  const names = leadNames(action.leads, saidOfAll)
  const all = updates.filter((update) => update.actions.includes(action.ref)).length
  const partners = leadNames(action.partners, false)
  const asWritten = action.timescale.asWritten.map((words) => `“${words}”`).join('; ')
  return {
    ref: action.ref,
    title: action.title,
    text: action.text,
    steps: action.steps.map(({ ref, text, status }) => {
      return { ref, text, status: status === 'not_started' ? null : status }
    }),
    stepsInText: action.steps.every(({ text }) => within(text, action.text)),
    leads: names.length > 0 ? names.join('; ') : 'None named',
    partners: partners.length > 0 ? partners.join('; ') : 'None named',
    timescaleAsWritten: asWritten === '' ? 'None given' : asWritten,
    timescale: timescaleInWords(action),
    end: action.timescale.end,
    status: action.status,
    timeliness: tellingTimeliness(action),
    confidence: action.confidence === 'none' ? null : action.confidence,
    statement: action.latestUpdate ? statementOf(action.latestUpdate, today) : null,
    earlier:
      all > 1 ? `${count(all - 1, 'other statement is', 'other statements are')} on the register.` : null,
  }
}

/** Whether a step only says again what the sentence of the plan says. */
function within(step: string, sentence: string): boolean {
  const plain = (words: string) => words.replace(/\W+/gu, ' ').trim().toLowerCase()
  return plain(sentence).includes(plain(step))
}

/** The national and regional actions that the plan serves, or null when the register links none. */
export function widerActions(
  wider: readonly WiderAction[],
  { name, letter }: { name: string; letter: string },
): WiderActions | null {
  if (wider.length === 0) return null
  const plans = [...new Set(wider.map(({ plan }) => plan))]
  return {
    letter,
    heading: `${name}: national and regional actions`,
    caption: `${widerInWords(wider)} that the plan serves`,
    note: 'Which action serves which is our reading, given with its reason.',
    groups: plans.map((plan) => ({
      plan: `${plan.title} (${plan.publisher})`,
      rows: wider
        .filter((entry) => entry.plan === plan)
        .map(({ action, servedBy }) => ({
          ref: action.ref,
          title: action.title,
          leads: inList(leadNames(action.leads, false)) || 'None named',
          status: action.status,
          servedBy,
        })),
    })),
  }
}
