import type { PdfChecks } from '../../print/checks/pdf-checks.js'
import type { Blocker } from '../../reports/issuing/blocker.js'
import type { EditablePart } from '../../reports/writing/editable-part.js'
import type { PossibleMove } from '../../reports/issuing/edition-moves.service.js'
import type { EditionStep } from '../../reports/editions/edition.entity.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import type { ReportFiles } from './report-files.js'

/** All that the page of a report tells, gathered for one person. */
export interface ReportAbout {
  report: ReportStanding
  madeBy: string | null
  /** Whether the person may make such a report, and so write and print it. */
  mayMake: boolean
  /** Whether the person may write into it as it stands now. */
  mayWrite: boolean
  moves: readonly PossibleMove[]
  /** How it moved so far, the first step first. */
  steps: readonly EditionStep[]
  parts: readonly EditablePart[]
  blockers: readonly Blocker[]
  checks: PdfChecks | null
  files: ReportFiles
  /** What takes the place of a withdrawn one; null where nothing does, or the person may not read it. */
  successor: ReportStanding | null
  /** The edition that it follows, where the person may read it. */
  previous: ReportStanding | null
  /** Titles of the plans that are marked higher than the report, and so left out. */
  leftOut: readonly string[]
  /** Whether the page reloads by itself while the report is printed. */
  reloads: boolean
}
