import { inWords } from '../../clock/dates.js'
import type { ActionKind, ActionView, PlanView } from '../../register/views.js'
import { count, inList } from '../shared/words.js'
import type { WiderAction } from './council-plan.js'

const kindWords: Record<ActionKind, [string, string]> = {
  action: ['action', 'actions'],
  recommendation: ['recommendation', 'recommendations'],
  area_for_improvement: ['area for improvement', 'areas for improvement'],
  next_step: ['next step', 'next steps'],
  commitment: ['commitment', 'commitments'],
}

/** "29 actions: 12 recommendations and 17 areas for improvement" */
export function kindsInWords(actions: readonly ActionView[]): string {
  const kinds = [...new Set(actions.map((action) => action.kind))]
  const total = count(actions.length, 'action')
  if (kinds.length === 1 && kinds[0] === 'action') return total
  const told = kinds.map((kind) => {
    const number = actions.filter((action) => action.kind === kind).length
    return count(number, ...kindWords[kind])
  })
  if (kinds.length === 1) return `${total}, all of them ${kindWords[kinds[0] ?? 'action'][1]}`
  return `${total}: ${inList(told)}`
}

/** "on 4 July 2013", "in September 2012" */
export function publishedInWords({ publishedOn }: PlanView): string {
  const { precision, asWritten, end } = publishedOn
  return precision === 'day' || asWritten === null ? `on ${inWords(end)}` : `in ${asWritten}`
}

/** "6 regional actions", "1 national and regional action" */
export function widerInWords(wider: readonly WiderAction[]): string {
  const levels = new Set(wider.map(({ plan }) => (plan.geography === 'national' ? 'national' : 'regional')))
  return count(wider.length, `${inList([...levels])} action`)
}
