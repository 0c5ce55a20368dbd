import { addDays, inWords, quarterInWords, quarterOf } from '../../clock/dates.js'
import type { RegisterSnapshot } from '../../register/views.js'
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
  /** The register as known at the end of the quarter before that of the cut-off. */
  opening: RegisterSnapshot
  /** The register as known at the cut-off. */
  closing: RegisterSnapshot
  title?: string
  /** What every page must say of the data where it is not real: "Illustrative data". */
  notice?: string
}

/**
 * The IMG quarterly progress report of the financial quarter of the cut-off. Pure: the same readings of the register
 * give the same report, and readings that do not reconcile give none.
 */
export function presentImg(input: ImgInput): ImgReport {
  const { opening, closing, title = 'Quarterly progress report', notice } = input
  const quarter = quarterOf(closing.cutOff)
  const endOfLast = addDays(quarter.start, -1)
  if (opening.cutOff !== endOfLast) {
    throw new Error(
      `A report as known on ${inWords(closing.cutOff)} opens on ${inWords(endOfLast)}, not ${inWords(opening.cutOff)}.`,
    )
  }
  const comparison = compare(opening, closing)
  return {
    kind: 'img-quarterly',
    frame: {
      title,
      running: 'Report to the Inter-Ministerial Group',
      period: quarterInWords(quarter),
      cutOff: inWords(closing.cutOff),
      marking: 'OFFICIAL',
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
