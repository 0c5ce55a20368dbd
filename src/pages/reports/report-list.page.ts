import { inWords, momentInWords, quarterInWords, quarterOf } from '../../clock/dates.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { pageAskedFor, pageInTitle, pagesOf, type Paging, pagingOf } from '../paging.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import {
  filterModel,
  passes,
  queryOf,
  type ReportFilter,
  type ReportFilterModel,
} from './report-list.filter.js'
import { audienceFacts, linkTo, reportKindFacts, reportTag } from './report-words.js'

interface ReportRow {
  title: string
  href: string
  /** What it is, where its title was chosen by whoever made it. */
  kind: string | null
  plan: string
  cutOff: { day: string; words: string }
  period: string
  audience: string
  marking: string
  made: { at: string; words: string }
  state: Tag
  /** Of a withdrawn one: why, and what takes its place. */
  withdrawn: { reason: string; successor: { text: string; href: string } | null } | null
  /** Links to what was printed; null while there is nothing. */
  printed: { htmlHref: string; pdfHref: string } | null
}

interface ReportListPage {
  heading: string
  caption: string
  rows: ReportRow[]
  empty: string
  filter: ReportFilterModel | null
  newHref: string | null
  paging: Paging | null
}

/** Why a report was withdrawn, and the id of what takes its place. */
export interface Withdrawal {
  reason: string
  successor: string | null
}

export interface ReportList {
  /** All that the person may read. */
  reports: readonly ReportStanding[]
  filter: ReportFilter
  /** The page that the address asks for. */
  asked: string
  mayMake: boolean
  /** By the id of the report. */
  withdrawals: ReadonlyMap<string, Withdrawal>
}

const listPage = pageOf<ReportListPage>('report-pages/list')
const onPage = 25

/** The list of the reports that a person may read. */
export function showReports(list: ReportList): PageAnswer {
  const { reports, filter, mayMake } = list
  const found = reports.filter((report) => passes(report, filter))
  const pages = pagesOf(found.length, onPage)
  const page = pageAskedFor(list.asked, found.length, onPage)
  const heading = `Reports${pageInTitle(page, pages)}`
  const hrefOf = (number: number) =>
    paths.reports({ ...queryOf(filter), page: number === 1 ? undefined : number })
  return listPage(
    { title: heading, section: 'reports', wide: true },
    {
      heading,
      caption: `${found.length === 1 ? '1 report' : `${found.length} reports`}, the latest cut-off first`,
      rows: found.slice((page - 1) * onPage, page * onPage).map((report) => rowOf(report, list)),
      empty:
        reports.length === 0
          ? 'There is no report yet that you may read.'
          : 'No report that you may read is of this kind, plan and state.',
      filter: reports.length === 0 ? null : filterModel(filter, reports),
      newHref: mayMake ? paths.newReport() : null,
      paging: pagingOf(page, pages, hrefOf),
    },
  )
}

function rowOf(report: ReportStanding, list: ReportList): ReportRow {
  const { id, kind, title, plan, cutOff, madeAt, pdfSha256, audience, marking } = report
  return {
    ...{ title: title ?? reportKindFacts[kind].label, href: paths.report(id), state: reportTag(report) },
    kind: title === null ? null : reportKindFacts[kind].label,
    plan: plan?.title ?? 'All plans',
    cutOff: { day: cutOff, words: inWords(cutOff) },
    period: quarterInWords(quarterOf(cutOff)),
    ...{ audience: audienceFacts[audience].label, marking: marking ?? 'No marking' },
    made: { at: madeAt, words: momentInWords(madeAt) },
    withdrawn: withdrawnOf(id, list),
    printed: pdfSha256 === null ? null : { htmlHref: paths.reportHtml(id), pdfHref: paths.reportPdf(id) },
  }
}

function withdrawnOf(id: string, { withdrawals, reports }: ReportList): ReportRow['withdrawn'] {
  const withdrawal = withdrawals.get(id)
  if (!withdrawal) return null
  const successor = reports.find((report) => report.id === withdrawal.successor)
  return {
    reason: withdrawal.reason,
    successor: successor ? linkTo(successor) : null,
  }
}
