import { runningZone } from '../finish/artifacts.js'
import type { Box } from '../pdf/geometry.js'
import type { TextRun } from '../pdf/page-content.js'
import { type Findings, quoted } from './findings.js'
import { LineGatherer } from './lines.js'
import type { ExpectedPdf } from './pdf-checks.js'

/** Words that mark a document of government, now or earlier: a page without a marking bears none of them. */
const anyMarking =
  /^(?:UK)?(?:OFFICIAL(?:[-:]?SENSITIVE)?|SECRET|TOPSECRET|UNCLASSIFIED|PROTECT|RESTRICTED|CONFIDENTIAL)/u

export type Zone = 'Header' | 'Footer'

/** Whether a piece of text stands in the upper or lower margin of a page, where running words stand. */
export function zoneOf(box: Box, page: Box): Zone | null {
  if (box[1] > page[3] - runningZone) return 'Header'
  if (box[3] < page[1] + runningZone) return 'Footer'
  return null
}

/** Checks what stands in the margins of one page: the marking, and which page it is. */
export class MarginRules {
  private readonly zones = { Header: new LineGatherer(), Footer: new LineGatherer() }

  take(run: TextRun, zone: Zone): void {
    this.zones[zone].take(run)
  }

  check(findings: Findings, { marking }: ExpectedPdf, place: number, pages: number): void {
    const header = this.textsIn('Header')
    const footer = this.textsIn('Footer')
    if (marking === null) this.checkUnmarked([...header, ...footer], findings, place)
    else this.checkMarking(marking, header, footer, findings, place)
    const number = compact(`Page ${place} of ${pages}`)
    if (!footer.some((text) => compact(text) === number))
      findings.add('numbers', `“Page ${place} of ${pages}” is not at the bottom`, place)
  }

  private checkMarking(
    marking: string,
    header: string[],
    footer: string[],
    findings: Findings,
    place: number,
  ): void {
    const wanted = compact(marking.toUpperCase())
    const bears = (texts: string[]): boolean =>
      texts.some((text) => compact(text) === wanted) || compact(texts.join('')).includes(wanted)
    if (!bears(header)) findings.add('marking', `${quoted(marking.toUpperCase())} is not at the top`, place)
    if (!bears(footer))
      findings.add('marking', `${quoted(marking.toUpperCase())} is not at the bottom`, place)
  }

  private checkUnmarked(texts: string[], findings: Findings, place: number): void {
    for (const text of texts)
      if (anyMarking.test(compact(text))) findings.add('marking', `the page bears ${quoted(text)}`, place)
  }

  private textsIn(zone: Zone): string[] {
    return this.zones[zone].lines().map(({ text }) => text)
  }
}

function compact(text: string): string {
  return text.replaceAll(/\s+/gu, '')
}
