import { inWords } from '../../clock/dates.js'
import type { PanelRecommendationView } from '../../recommendations/recommendations-known.js'
import { count } from '../shared/words.js'
import { says, type Unnumbered } from './paragraph.js'

/**
 * What became of what the panel recommended before.
 *
 * @param alone whether the section holds nothing else: then it says too that there is nothing to tell
 */
export function recommendationsTracker(
  entries: readonly PanelRecommendationView[],
  alone: boolean,
): Unnumbered[] {
  if (entries.length === 0) return alone ? [says('No recommendation of the panel is on the register.')] : []
  const late = entries.filter(({ clock }) => clock.overdue).length
  const open = entries.filter(({ answer }) => answer === null).length
  const text =
    `${count(entries.length, 'recommendation')} of the panel ${entries.length === 1 ? 'is' : 'are'} on the ` +
    `register: ${open === 0 ? 'all are answered' : `${count(open, 'is', 'are')} not answered`}` +
    `${late === 0 ? '' : `, ${late} past the day on which the answer was due`}.`
  return [
    says(text, {
      subheading: alone ? null : 'What became of earlier recommendations',
      table: {
        caption: 'Recommendations of the panel and the answers to them',
        columns: ['Recommendation', 'To', 'Answer', 'Who, and by when', 'Done'],
        rows: entries.map(rowOf),
      },
    }),
  ]
}

function rowOf(entry: PanelRecommendationView): string[] {
  const { label, madeOn, text, addresseeName, answerWords, reason, clock, responsible, dueOn, done } = entry
  const owed = [
    ...(responsible === null ? [] : [responsible]),
    ...(dueOn === null ? [] : [`by ${inWords(dueOn)}`]),
  ]
  return [
    `${label} (${inWords(madeOn)}): ${text}`,
    addresseeName,
    [answerWords, ...(reason === null ? [] : [reason]), clock.words].join('. '),
    owed.join(', ') || 'Not said',
    done.map(({ on, words, by }) => `${inWords(on)}: ${words} (${by})`).join(' ') || 'Nothing reported',
  ]
}
