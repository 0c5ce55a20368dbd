import { inWords } from '../../clock/dates.js'
import { noRounds, returnsInWords, type Silence } from '../shared/silence.js'
import { asSentence, count, figure, inList } from '../shared/words.js'
import { type Unnumbered, says } from './paragraph.js'

/** Who has not answered the last return on the council's plan; no paragraph where none was commissioned. */
export function returnsOfPlan(silence: Silence = noRounds): Unnumbered[] {
  const { round, waiting, silent } = silence
  const subheading = 'Returns'
  if (round === null) {
    if (waiting === null) return []
    const { asked, answered, dueOn, quarter } = waiting
    return [
      says(
        `${figure(answered)} of ${count(asked, 'agency', 'agencies')} asked had answered the return of ${quarter} by the cut-off; ` +
          `the deadline is ${inWords(dueOn)}.`,
        { subheading },
      ),
    ]
  }
  const of = `the return of ${round.period}, due on ${inWords(round.dueOn)}`
  if (silent.length === 0) {
    const all = round.asked === 1 ? 'The only agency asked' : `All ${figure(round.asked)} agencies asked`
    return [says(`${all} about the plan answered ${of}.`, { subheading })]
  }
  const names = inList(silent.map(({ name }) => name))
  return [
    says(
      `${figure(silent.length)} of ${count(round.asked, 'agency', 'agencies')} asked about the plan ` +
        `${silent.length === 1 ? 'has' : 'have'} not answered ${of}: ${names}.`,
      { subheading, table: silentTable(silence) },
    ),
  ]
}

function silentTable({ silent, counts }: Silence): Unnumbered['table'] {
  return {
    caption: 'Agencies that have not answered',
    columns: ['Agency', 'Last word', 'Lines', 'Returns so far'],
    rows: silent.map(({ agency, name, says: last, refs }) => {
      const count = counts.get(agency)
      return [
        name,
        asSentence(last.replace(/^last word /u, '')),
        refs.join(', '),
        count ? asSentence(returnsInWords(count)) : '',
      ]
    }),
  }
}
