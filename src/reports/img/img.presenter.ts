import { inWords, quarterInWords, quarterOf } from '../../clock/dates.js'
import type { KnownRound } from '../../commissions/round-known.js'
import type { KnownDateMove } from '../../register/date-moves.js'
import type { RegisterSnapshot } from '../../register/views.js'
import type { EditionHistory } from '../editions/edition-history.js'
import { silenceOf } from '../shared/silence.js'
import { withWordsSaid } from '../shared/statements.js'
import { nothingWritten, type Written } from '../writing/written.js'
import { changesPart } from './changes.part.js'
import { choiceOf, editableParts } from './choice.js'
import { compare } from './comparison.js'
import { correctionsOf } from './corrections.js'
import { decisionsOf, outcomesOf } from './decisions.js'
import { candidatesOf } from './exceptions.js'
import { forwardPart } from './forward.part.js'
import type { ImgReport } from './img.model.js'
import { leadsPart } from './leads.part.js'
import { localPart } from './local.part.js'
import { methodPart } from './method.part.js'
import { qualityPart } from './quality.part.js'
import { registerPart } from './register.part.js'
import { summaryPart } from './summary.part.js'
import { tallyOf } from './tally.js'
import { themesPart } from './themes.part.js'
import { trendOf } from './trend.js'

type History = EditionHistory<ImgReport>

export interface ImgInput {
  /** The register as known at the cut-off of the edition before, or at the end of the quarter before. */
  opening: RegisterSnapshot
  /** The register as known at the cut-off. */
  closing: RegisterSnapshot
  /** What was issued before; nothing where it is left out. */
  history?: History
  /** What the programme office has written. */
  written?: Written
  /** The returns that were commissioned by the cut-off, the oldest round first; none where it is left out. */
  rounds?: readonly KnownRound[]
  /** Every end date that was asked for or set by the cut-off, the oldest first; none where it is left out. */
  dateMoves?: readonly KnownDateMove[]
  title?: string
  /** OFFICIAL where it is left out; null on a public edition. */
  marking?: string | null
  /** What every page must say of the data where it is not real: "Illustrative data". */
  notice?: string
}

/**
 * The IMG quarterly progress report of the financial quarter of the cut-off. Pure: the same readings of the register
 * give the same report, and readings that do not reconcile give none.
 */
export function presentImg(input: ImgInput): ImgReport {
  const { opening, title = 'Quarterly progress report', notice, marking = 'OFFICIAL' } = input
  const closing = { ...input.closing, actions: withWordsSaid(input.closing) }
  const { written = nothingWritten } = input
  const history = input.history ?? { previous: null, trend: [], withdrawn: [], since: opening.knownBy }
  if (opening.knownBy >= closing.knownBy) {
    const [from, to] = [inWords(opening.cutOff), inWords(closing.cutOff)]
    throw new Error(`A report as known on ${to} cannot open on ${from}.`)
  }
  const comparison = compare(opening, closing)
  // Its age is that of the last word of all, be it that there is nothing to report.
  const silence = silenceOf(input.rounds ?? [], input.closing.actions, closing.cutOff)
  const candidates = candidatesOf(closing.actions, { today: closing.cutOff, silence })
  const choice = choiceOf(candidates, written)
  const decisions = decisionsOf(closing, written)
  const outcomes = outcomesOf(history.previous, written)
  const period = quarterInWords(quarterOf(closing.cutOff))
  const since = sinceInWords(opening, history)
  const summary = summaryPart({ comparison, choice, decisions, outcomes, title, since, silence })
  const trend = trendOf(history.trend, closing.cutOff, summary.total)
  const reading = { ...opening, total: tallyOf(opening.actions) }
  const corrections = correctionsOf({ history, written, reading, marking })
  return {
    kind: 'img-quarterly',
    frame: {
      ...{ title, period, marking },
      running:
        marking === null ? 'Public edition of the quarterly report' : 'Report to the Inter-Ministerial Group',
      cutOff: inWords(closing.cutOff),
      ...(notice === undefined ? {} : { notice }),
    },
    summary,
    themes: themesPart({ comparison, choice, written, silence }),
    leads: leadsPart(closing, silence),
    changes: changesPart({
      ...{ comparison, decisions, outcomes, since },
      ...{ room: summary.room, previous: history.previous, asked: input.dateMoves ?? [] },
    }),
    local: localPart(closing, choice, silence),
    forward: forwardPart(closing),
    quality: qualityPart(closing, trend),
    register: registerPart(closing),
    method: methodPart({ comparison, since, choice, corrections, marking }),
    editable: editableParts(candidates, choice),
  }
}

/** The report that this one follows, or the quarter before where none was issued. */
function sinceInWords({ cutOff }: RegisterSnapshot, { previous, withdrawn }: History): string {
  if (previous) return `the report as known on ${inWords(cutOff)}, issued on ${inWords(previous.issuedOn)}`
  const none = withdrawn.length > 0 ? 'no report issued before still stands' : 'no report was issued before'
  return `the register as known on ${inWords(cutOff)}; ${none}`
}
