import { inWords, momentInWords } from '../../clock/dates.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { pageAskedFor, pageInTitle, pagesOf, type Paging, pagingOf } from '../paging.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { reportKindFacts, reportTag } from './report-words.js'

interface ReportRow {
  title: string
  href: string
  /** What it is, where its title was chosen by whoever made it. */
  kind: string | null
  plan: string
  cutOff: { day: string; words: string }
  made: { at: string; words: string }
  state: Tag
  /** Links to what was printed; null while there is nothing. */
  printed: { htmlHref: string; pdfHref: string } | null
}

interface ReportListPage {
  heading: string
  caption: string
  rows: ReportRow[]
  newHref: string | null
  paging: Paging | null
}

const listPage = pageOf<ReportListPage>('report-pages/list')
const onPage = 25

/** The list of the reports that a person may read. */
export function showReports(reports: readonly ReportStanding[], asked: string, mayMake: boolean): PageAnswer {
  const pages = pagesOf(reports.length, onPage)
  const page = pageAskedFor(asked, reports.length, onPage)
  const heading = `Reports${pageInTitle(page, pages)}`
  return listPage(
    { title: heading, section: 'reports', wide: true },
    {
      heading,
      caption: `${reports.length === 1 ? '1 report' : `${reports.length} reports`}, the latest cut-off first`,
      rows: reports.slice((page - 1) * onPage, page * onPage).map(rowOf),
      newHref: mayMake ? paths.newReport() : null,
      paging: pagingOf(page, pages, (number) => paths.reports({ page: number === 1 ? undefined : number })),
    },
  )
}

function rowOf(report: ReportStanding): ReportRow {
  const { id, kind, title, plan, cutOff, madeAt, pdfSha256 } = report
  return {
    ...{ title: title ?? reportKindFacts[kind].label, href: paths.report(id), state: reportTag(report) },
    kind: title === null ? null : reportKindFacts[kind].label,
    plan: plan?.title ?? 'All plans',
    cutOff: { day: cutOff, words: inWords(cutOff) },
    made: { at: madeAt, words: momentInWords(madeAt) },
    printed: pdfSha256 === null ? null : { htmlHref: paths.reportHtml(id), pdfHref: paths.reportPdf(id) },
  }
}
