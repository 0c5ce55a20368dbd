import { inWords, momentInWords } from '../../clock/dates.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import type { ReportAbout } from './report-about.js'
import { type ChecksModel, checksModel } from './report-checks.js'
import { reportFacts, type Row } from './report-facts.js'
import type { ReportFiles } from './report-files.js'
import { blockerLinks, movesOf, type ReportMoves } from './report-moves.js'
import { type PartList, partList } from './report-parts.js'
import { standingSentence } from './report-standing.js'
import { stepItems } from './report-steps.js'
import { isUnderWay, linkTo, printTag, reportInTitle, reportTitle, standingTags } from './report-words.js'

interface ReportPage {
  heading: string
  state: Tag
  /** While it is printed: where it stands besides. */
  printState: Tag | null
  sentence: string
  /** Of a withdrawn one: when and why, and what takes its place. */
  withdrawn: { on: string; reason: string; successor: { text: string; href: string } | null } | null
  /** While it is made: what is being done, and how the page keeps up with it. */
  waiting: {
    sentence: string
    refreshHref: string
    /** Without scripts: the page reloads by itself only for those who ask for it, and until they stop it. */
    keepRefreshing: { on: boolean; onHref: string; offHref: string; seconds: number }
  } | null
  failed: { sentence: string; againHref: string | null } | null
  moves: ReportMoves
  blockers: { text: string; href: string | null }[]
  /** Null of an edition that nothing can be written into any more: its words stand in it. */
  parts: PartList | null
  /** Null while there is no print of what is written. */
  files: ReportFiles | null
  pdfSha256: string | null
  steps: ReturnType<typeof stepItems>
  checks: ChecksModel | null
  facts: Row[]
}

const reportPage = pageOf<ReportPage>('report-pages/report')

export const reloadAfter = 3

/** The page of a report: where it stands, what can be done with it, and what is known of it. */
export function showReport(about: ReportAbout): PageAnswer {
  const { report } = about
  const heading = `${reportTitle(report)}, as known on ${inWords(report.cutOff)}`
  const [underWay, frozen] = [isUnderWay(report.printState), isFrozen(report)]
  return reportPage(
    {
      ...{ title: reportInTitle(report), section: 'reports' },
      breadcrumbs: [{ text: 'Reports', href: paths.reports() }],
    },
    {
      ...{ heading, state: standingTags[report.state] },
      printState: printTag(report),
      sentence: standingSentence(about),
      withdrawn: withdrawnOf(about),
      waiting: underWay ? waitingOf(report, about.reloads) : null,
      failed: report.printState === 'failed' ? failedOf(about) : null,
      moves: movesOf(about),
      blockers: frozen ? [] : blockerLinks(about),
      parts: frozen || about.parts.length === 0 ? null : partList(about),
      files: report.pdfSha256 === null ? null : about.files,
      ...{ pdfSha256: report.pdfSha256, steps: stepItems(about) },
      ...{ checks: checksModel(about.checks), facts: reportFacts(about) },
    },
  )
}

const isFrozen = ({ state }: ReportStanding) => state === 'issued' || state === 'withdrawn'

function withdrawnOf({ report, steps, successor }: ReportAbout): ReportPage['withdrawn'] {
  const step = steps.findLast(({ to }) => to === 'withdrawn')
  if (report.state !== 'withdrawn' || !step) return null
  return {
    on: momentInWords(step.at),
    reason: step.reason ?? '',
    successor: successor ? linkTo(successor) : null,
  }
}

function failedOf({ report, mayMake }: ReportAbout): ReportPage['failed'] {
  return {
    sentence: report.failure ?? 'The report could not be printed.',
    againHref: mayMake ? paths.printReportAgain(report.id) : null,
  }
}

function waitingOf({ id, printState, state }: ReportStanding, on: boolean): ReportPage['waiting'] {
  const issuing =
    'The report is being issued: its files are made, checked and kept. That takes a minute or two.'
  const printing =
    printState === 'queued'
      ? 'The report is made and waits to be printed.'
      : 'The report is being printed. A long one takes a minute or two.'
  return {
    sentence: state === 'approved' ? issuing : printing,
    refreshHref: paths.report(id),
    keepRefreshing: {
      ...{ on, seconds: reloadAfter },
      onHref: paths.reportReloading(id),
      offHref: paths.report(id),
    },
  }
}
