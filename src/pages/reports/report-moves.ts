import type { Blocker } from '../../reports/issuing/blocker.js'
import type { EditionState } from '../../reports/editions/edition-state.js'
import { paths } from '../paths.js'
import type { ReportAbout } from './report-about.js'
import { isUnderWay } from './report-words.js'

interface MoveButton {
  text: string
  classes: string
  /** The page that asks first. */
  href: string | null
  /** Where it is done at once: the address that the button posts to. */
  action: string | null
}

export interface ReportMoves {
  buttons: MoveButton[]
  /** Moves that cannot be made now, each with the sentence that says why. */
  refused: { label: string; why: string }[]
  /** The way to the next edition, from one that has gone out. */
  nextHref: string | null
}

const looks: Record<EditionState, string> = {
  draft: 'govuk-button--secondary',
  in_review: '',
  approved: '',
  issued: '',
  withdrawn: 'govuk-button--warning',
}

/** What this person can do with the report next, and what is refused. */
export function movesOf(about: ReportAbout): ReportMoves {
  const { report, moves, mayMake } = about
  const printing = isUnderWay(report.printState) && report.state === 'approved'
  const open = printing ? [] : moves.filter(({ refusal }) => refusal === null)
  return {
    buttons: open.map(({ to, label, requires }) => ({
      ...{ text: label, classes: looks[to] },
      ...(requires.length === 0
        ? { href: null, action: paths.moveReport(report.id, to) }
        : { href: paths.moveReport(report.id, to), action: null }),
    })),
    // Who may not make such a report is not told of every move that is not theirs.
    refused:
      mayMake && !printing
        ? moves.flatMap(({ label, refusal }) =>
            refusal === null ? [] : [{ label, why: shortened(refusal, about) }],
          )
        : [],
    nextHref:
      mayMake && (report.state === 'issued' || report.state === 'withdrawn')
        ? paths.newReport({ wordsOf: report.id })
        : null,
  }
}

/** What stands in the way is listed on the page already. */
function shortened(refusal: string, { blockers }: ReportAbout): string {
  const [first] = blockers
  return first && refusal.startsWith(first.message) ? 'see what stands in its way.' : refusal
}

/** What stands in the way, each with the place where it can be mended. */
export function blockerLinks({
  report,
  blockers,
  mayWrite,
}: ReportAbout): { text: string; href: string | null }[] {
  // That it is being printed stands above, with how the page keeps up with it.
  const others = blockers.filter(({ code }) => code !== 'not-printed')
  return others.map((blocker) => ({ text: blocker.message, href: placeOf(blocker, report.id, mayWrite) }))
}

function placeOf({ code, part, href, anchor }: Blocker, id: string, mayWrite: boolean): string | null {
  if (code === 'followed-edition-changed') return paths.newReport({ wordsOf: id })
  if (code === 'checks-failed') return '#checks'
  if (part !== undefined && mayWrite) return paths.reportPart(id, part)
  if (href !== undefined) return href
  return anchor === undefined ? null : `${paths.reportHtml(id)}#${anchor}`
}
