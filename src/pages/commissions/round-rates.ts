import type { ResponseRate, RoundView } from '../../commissions/views.js'
import { figure } from '../../reports/shared/words.js'
import { share } from '../figures.js'
import { paths } from '../paths.js'
import { rateInWords } from './commission-words.js'

/** A bar of a response: what came in time, what came late, what did not come. */
interface RateBar {
  parts: { tone: string; x: string; width: string }[]
}

export interface Rates {
  rounds: { title: string; href: string | null; rate: string; onTime: string; bar: RateBar }[]
  caption: string
  /** How each agency answered, those that answered least first. */
  agencies: { name: string; href: string; asked: string; answered: string; onTime: string; share: string }[]
}

/** How the agencies answered this round and those before it; null where there is only one. */
export function ratesOf({ commission, overTime, byAgency }: RoundView): Rates | null {
  const rounds = overTime.filter(({ rate }) => rate.asked > 0)
  if (rounds.length < 2) return null
  return {
    rounds: rounds.toReversed().map(({ id, title, rate }) => ({
      ...{ title, href: id === commission.id ? null : paths.commission(id) },
      ...{
        rate: rateInWords(rate),
        onTime: `${figure(rate.onTime)} of ${figure(rate.asked)}`,
        bar: barOf(rate),
      },
    })),
    caption: `Each agency over ${figure(rounds.length)} rounds, those that answered least first`,
    agencies: byAgency
      .toSorted((one, other) => partOf(one) - partOf(other) || one.name.localeCompare(other.name, 'en-GB'))
      .map(({ slug, name, asked, answered, onTime }) => ({
        ...{ name, href: paths.agency(slug), asked: figure(asked), answered: figure(answered) },
        ...{ onTime: figure(onTime), share: share(answered, asked) },
      })),
  }
}

const partOf = ({ asked, answered, onTime }: ResponseRate) => (answered * 1000 + onTime) / Math.max(asked, 1)

function barOf({ asked, answered, onTime }: ResponseRate): RateBar {
  const parts = [
    { tone: 'on-time', number: onTime },
    { tone: 'after-deadline', number: answered - onTime },
    { tone: 'no-answer', number: asked - answered },
  ].filter(({ number }) => number > 0)
  let x = 0
  return {
    parts: parts.map(({ tone, number }) => {
      const width = (number / asked) * 100
      const part = { tone, x: x.toFixed(3), width: width.toFixed(3) }
      x += width
      return part
    }),
  }
}
