import type { Day } from '../../clock/dates.js'

/** What the page itself says, whatever the report: the margins of every printed page and the head of the screen page. */
export interface ReportFrame {
  /** "Ending Gang and Youth Violence: progress report" */
  title: string
  /** Who or what it is for, in the running header: "Inter-Ministerial Group". */
  running: string
  /** "Q3 2013-14 (October to December 2013)" */
  period: string
  /** "31 December 2013" */
  cutOff: string
  /** "OFFICIAL", printed in capitals at the top and bottom of every page; null on a public edition. */
  marking: string | null
  /** Said at the top of every page where the data is not real: "Illustrative data". */
  notice?: string
}

/** How an edition is known once it is made; passed beside the report when it is rendered. */
export interface EditionStamp {
  id: string
  /** SHA-256 of the open data file. */
  sha256: string
  /** When it went out and who approved it; null on a draft, which says on every page that it is one. */
  issued: { on: Day; approvedBy: string } | null
}

/** The least that a template needs in order to be a report. */
export interface ReportModel {
  report: { frame: ReportFrame }
  edition?: EditionStamp
}
