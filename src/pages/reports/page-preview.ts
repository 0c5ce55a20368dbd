import type { ReportStanding } from '../../reports/reports.service.js'
import { pageAskedFor } from '../paging.js'
import { paths } from '../paths.js'
import type { PrintedPages } from './printed-pages.service.js'
import { isUnderWay } from './report-words.js'

/** The printed pages of a draft as pictures, beside the form that writes it. */
export interface PagePreview {
  pages: { src: string; alt: string; number: number }[]
  /** "Pages 3 to 5 of 61" */
  says: string
  /** What is wrong with them: they are older than the last saving, or could not be printed. */
  remark: string | null
  earlier: { href: string; text: string } | null
  later: { href: string; text: string } | null
  pdfHref: string | null
  /** The same place in the report as a page. */
  htmlHref: string
  /** While it is being printed: where the new pages will be. */
  refreshHref: string | null
}

const atOnce = 3

/**
 * The pictures of the pages from the place of a part on.
 *
 * @param asked the page that the address asks for; without one, that of the place
 * @param hrefOf the address of the page that shows the preview from a page on
 */
export function previewOf(
  report: ReportStanding,
  printed: PrintedPages | null,
  anchor: string,
  asked: string,
  hrefOf: (page?: number) => string,
): PagePreview {
  const underWay = isUnderWay(report.printState)
  const htmlHref = `${paths.reportHtml(report.id)}#${anchor}`
  const refreshHref = underWay ? hrefOf(asked === '' ? undefined : Number(asked)) : null
  if (!printed) {
    const says = underWay
      ? 'The report is being printed; its pages will be shown here.'
      : 'There are no pages to show at the moment.'
    return {
      ...{ pages: [], says, remark: null, earlier: null, later: null, pdfHref: null },
      ...{ htmlHref, refreshHref },
    }
  }
  const { pages: all } = printed
  const first = asked === '' ? printed.pageOf(anchor) : pageAskedFor(asked, all, 1)
  const last = Math.min(all, first + atOnce - 1)
  const print = printed.print.slice(0, 16)
  const link = (page: number, text: string) => ({ href: `${hrefOf(page)}#preview`, text })
  return {
    pages: Array.from({ length: last - first + 1 }, (_, place) => first + place).map((number) => ({
      ...{ number, src: paths.reportPicture(report.id, number, print), alt: `Page ${number} of ${all}` },
    })),
    says: first === last ? `Page ${first} of ${all}` : `Pages ${first} to ${last} of ${all}`,
    remark: underWay ? 'These pages are printed before your last saving; they are being printed anew.' : null,
    earlier: first > 1 ? link(Math.max(1, first - atOnce), 'Earlier pages') : null,
    later: last < all ? link(last + 1, 'Later pages') : null,
    pdfHref: report.pdfSha256 === null ? null : paths.reportPdf(report.id),
    ...{ htmlHref, refreshHref },
  }
}
