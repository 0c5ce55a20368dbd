import { type Day, inWords } from '../../clock/dates.js'
import type { EditionHistory } from '../editions/edition-history.js'
import { type RichText, richTextOf } from '../shared/rich-text.js'
import { figure } from '../shared/words.js'
import type { Written } from '../writing/written.js'
import type { Tally } from './common.model.js'
import type { ImgReport } from './img.model.js'
import type { CorrectionsPart } from './later.model.js'
import { openOf, totalOf } from './trend.js'

export interface CorrectionsInput {
  history: Pick<EditionHistory<ImgReport>, 'previous' | 'withdrawn'>
  written: Pick<Written, 'texts'>
  /** The register's reading, now, of the moment that the edition before was made for. */
  reading: { cutOff: Day; knownBy: string; total: Tally }
  marking: string | null
}

/** What of earlier editions no longer holds. */
export function correctionsOf({ history, written, reading, marking }: CorrectionsInput): CorrectionsPart {
  const { previous } = history
  const withdrawn = history.withdrawn.map(withdrawnWords)
  const before = previous?.data as { frame?: { marking?: string | null } } | null | undefined
  const comparable = previous?.knownBy === reading.knownBy && before?.frame?.marking === marking
  const figures = comparable ? differences(totalOf(before), reading.total, inWords(reading.cutOff)) : []
  const text: RichText = richTextOf(written.texts['corrections'] ?? '')
  const none = withdrawn.length === 0 && figures.length === 0 && text.length === 0
  return { withdrawn, figures, written: text, none }
}

function withdrawnWords({ id, cutOff, withdrawn }: EditionHistory['withdrawn'][number]): string {
  const on = withdrawn ? ` on ${inWords(withdrawn.on)}` : ''
  const why = withdrawn?.reason ? `: ${withdrawn.reason.replace(/\.$/u, '')}` : ''
  const next = withdrawn?.successor ? ` ${withdrawn.successor} takes its place.` : ''
  return `The edition as known on ${inWords(cutOff)} (${id}) was withdrawn${on}${why}.${next}`
}

/** "Open actions on 30 September 2013: 140 were printed, 142 are now known." */
function differences(printed: Partial<Tally>, known: Tally, day: string): string[] {
  const pairs: [string, number | null | undefined, number | null][] = [
    ['Actions', printed.actions, known.actions],
    ['Open actions', openOf(printed), openOf(known)],
    ['Complete actions', printed.complete, known.complete],
    ['Overdue actions', printed.overdue, known.overdue],
    ['Open actions without an end date', printed.noDate, known.noDate],
    ['Open actions without a lead', printed.noLead, known.noLead],
  ]
  return pairs.flatMap(([what, was, is]) =>
    typeof was === 'number' && is !== null && was !== is
      ? [`${what} on ${day}: ${figure(was)} ${be(was)} printed, ${figure(is)} ${isOrAre(is)} now known.`]
      : [],
  )
}

const be = (value: number) => (value === 1 ? 'was' : 'were')
const isOrAre = (value: number) => (value === 1 ? 'is' : 'are')
