import { inWords, quarterInWords, quarterOf } from '../../clock/dates.js'
import type { RegisterSnapshot } from '../../register/views.js'
import type { EditionHistory } from '../edition-history.js'
import type { Written } from '../written.js'
import { changesPart } from './changes.part.js'
import { compare } from './comparison.js'
import { forwardPart } from './forward.part.js'
import type { ImgReport } from './img.model.js'
import { leadsPart } from './leads.part.js'
import { localPart } from './local.part.js'
import { methodPart } from './method.part.js'
import { qualityPart } from './quality.part.js'
import { registerPart } from './register.part.js'
import { summaryPart } from './summary.part.js'
import { themesPart } from './themes.part.js'

export interface ImgInput {
  /** The register as known at the cut-off of the edition before, or at the end of the quarter before. */
  opening: RegisterSnapshot
  /** The register as known at the cut-off. */
  closing: RegisterSnapshot
  /** What was issued before; nothing where it is left out. */
  history?: EditionHistory<ImgReport>
  /** What the programme office has written. */
  written?: Written
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
  const { opening, closing, title = 'Quarterly progress report', notice, marking = 'OFFICIAL' } = input
  const quarter = quarterOf(closing.cutOff)
  if (opening.knownBy >= closing.knownBy) {
    const [from, to] = [inWords(opening.cutOff), inWords(closing.cutOff)]
    throw new Error(`A report as known on ${to} cannot open on ${from}.`)
  }
  const comparison = compare(opening, closing)
  return {
    kind: 'img-quarterly',
    frame: {
      title,
      running: 'Report to the Inter-Ministerial Group',
      period: quarterInWords(quarter),
      cutOff: inWords(closing.cutOff),
      marking,
      ...(notice === undefined ? {} : { notice }),
    },
    summary: summaryPart(comparison),
    themes: themesPart(comparison),
    leads: leadsPart(closing),
    changes: changesPart(comparison),
    local: localPart(closing),
    forward: forwardPart(closing),
    quality: qualityPart(closing),
    register: registerPart(closing),
    method: methodPart(comparison),
  }
}
