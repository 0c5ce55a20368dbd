import { inWords } from '../../clock/dates.js'
import type { Silence } from '../shared/silence.js'
import { count, figure, isolated } from '../shared/words.js'
import { compareText } from './lines.js'

/** How many agencies page one names; section 3 names them all. */
const mostNamed = 8

/**
 * What page one says of the agencies that have not answered: the longest wording first, each of the next with a name less,
 * so that the page takes the first that it has room for.
 */
export function unansweredWordings(silence: Silence): string[] {
  const { round, silent } = silence
  if (round === null) return [notDueYet(silence)]
  const of = `the return of ${round.quarter}`
  if (silent.length === 0) {
    return [
      round.asked === 1
        ? `The only agency asked has answered ${of}.`
        : `All ${figure(round.asked)} agencies asked have answered ${of}.`,
    ]
  }
  const head = `Agencies that have not answered ${of}: ${figure(silent.length)} of ${figure(round.asked)}`
  const wordings: string[] = []
  for (let named = Math.min(silent.length, mostNamed); named > 0; named -= 1) {
    const names = oldestFirst(silent)
      .slice(0, named)
      .map(({ name, says }) => `${isolated(name)}: ${says}`)
    const more = silent.length - named
    wordings.push(`${head}. ${names.join('; ')}${more > 0 ? `; and ${figure(more)} more` : ''}.`)
  }
  return [...wordings, `${head}: section 3.`]
}

/** Whoever has been silent longest comes first, and before them who never said a word. */
function oldestFirst(silent: Silence['silent']): Silence['silent'] {
  return silent.toSorted((one, other) => compareText(one.lastWord ?? '', other.lastWord ?? ''))
}

function notDueYet({ waiting }: Silence): string {
  if (waiting === null) {
    return 'Agencies that have not answered: none can be named, since no returns were commissioned.'
  }
  const { answered, asked, dueOn, quarter } = waiting
  return (
    `Agencies that have not answered: none can be named yet. ${figure(answered)} of ${count(asked, 'agency', 'agencies')} ` +
    `answered the return of ${quarter} by the cut-off, and the deadline is ${inWords(dueOn)}.`
  )
}
