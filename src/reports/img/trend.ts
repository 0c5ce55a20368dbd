import { type Day, inWords, quarterOf } from '../../clock/dates.js'
import type { EarlierEdition } from '../editions/edition-history.js'
import { count, figure } from '../shared/words.js'
import type { Tally } from './common.model.js'
import type { ImgReport } from './img.model.js'
import type { TrendPart, TrendPoint } from './later.model.js'

const mostPoints = 8

/** How the register stood at each edition, the newest of each quarter, up to this one. */
export function trendOf(earlier: readonly EarlierEdition<ImgReport>[], cutOff: Day, total: Tally): TrendPart {
  const before = earlier
    .filter((edition) => quarterOf(edition.cutOff).start !== quarterOf(cutOff).start)
    .map((edition) => pointOf(edition.cutOff, totalOf(edition.data)))
    .filter((point) => point !== null)
  const now = pointOf(cutOff, total)
  const points = now ? [...before, now].slice(-mostPoints) : []
  if (points.length < 2)
    return { says: 'A trend is drawn once an edition of an earlier quarter has been issued.', points: [] }
  return { says: trendWords(points), points }
}

/** Editions may be older than the model: of their data no more is taken for granted than that they are data. */
export function totalOf(data: unknown): Partial<Tally> {
  const { summary } = (data ?? {}) as { summary?: { total?: Partial<Tally> } }
  return summary?.total ?? {}
}

/** What was still owed: neither complete nor closed; null where the data do not say. */
export function openOf({ actions, positions }: Partial<Tally>): number | null {
  const { done, dropped } = (positions ?? {}) as Partial<Tally['positions']>
  if (actions === undefined || done === undefined || dropped === undefined) return null
  return actions - done - dropped
}

function pointOf(cutOff: Day, total: Partial<Tally>): TrendPoint | null {
  const { complete, overdue, noLead, noDate } = total
  const open = openOf(total)
  const known = [complete, overdue, noLead, noDate].every((value) => typeof value === 'number')
  if (!known || open === null) return null
  const { number, financialYear } = quarterOf(cutOff)
  const figures = { open, complete, overdue, noLead, noDate } as Pick<TrendPoint, 'open' | 'complete'>
  return { cutOff, quarter: `Q${number} ${financialYear}`, ...figures } as TrendPoint
}

function trendWords(points: readonly TrendPoint[]): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ''
  const from = `on ${inWords(first.cutOff)}`
  const now = `${count(last.open, 'open action')} on ${inWords(last.cutOff)}`
  if (last.open === first.open) return `${now}, as many as ${from}.`
  const step = last.open > first.open ? 'up' : 'down'
  return `${now}, ${step} from ${figure(first.open)} ${from}.`
}
