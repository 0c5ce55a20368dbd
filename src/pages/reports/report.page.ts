import { inWords, momentInWords } from '../../clock/dates.js'
import type { ReportStanding } from '../../reports/reports.service.js'
import { cutOffInWords } from '../../reports/shared/cut-off.js'
import { html, type Markup } from '../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { isUnderWay, reportKindFacts, reportTag, reportTitle } from './report-words.js'

interface Row {
  key: { text: string }
  value: { text: string } | { html: Markup }
}

interface ReportPage {
  heading: string
  state: Tag
  /** While it is made: what is being done, and how the page keeps up with it. */
  waiting: {
    sentence: string
    refreshHref: string
    /** Without scripts: the page reloads by itself only for those who ask for it, and until they stop it. */
    keepRefreshing: { on: boolean; onHref: string; offHref: string; seconds: number }
  } | null
  failed: { sentence: string; againHref: string | null } | null
  printed: { htmlHref: string; pdfHref: string; dataHref: string; pdfSha256: string } | null
  facts: Row[]
}

const reportPage = pageOf<ReportPage>('report-pages/report')

export const reloadAfter = 3

/**
 * The page of a report: where it stands, and what is known of it.
 *
 * @param about who made it, whether the reader may print it again, whether the page reloads by itself
 */
export function showReport(
  report: ReportStanding,
  about: { madeBy: string | null; mayMake: boolean; reloads: boolean },
): PageAnswer {
  const { id, printState, cutOff, pdfSha256, failure } = report
  const heading = `${reportTitle(report)}, as known on ${inWords(cutOff)}`
  return reportPage(
    {
      ...{ title: heading, section: 'reports' },
      breadcrumbs: [{ text: 'Reports', href: paths.reports() }],
    },
    {
      ...{ heading, state: reportTag(report) },
      waiting: isUnderWay(printState) ? waitingOf(report, about.reloads) : null,
      failed:
        printState === 'failed'
          ? {
              sentence: failure ?? 'The report could not be printed.',
              againHref: about.mayMake ? paths.printReportAgain(id) : null,
            }
          : null,
      printed:
        pdfSha256 === null
          ? null
          : {
              ...{ htmlHref: paths.reportHtml(id), pdfHref: paths.reportPdf(id) },
              ...{ dataHref: paths.reportData(id), pdfSha256 },
            },
      facts: factsOf(report, about.madeBy),
    },
  )
}

function waitingOf({ id, printState }: ReportStanding, on: boolean): ReportPage['waiting'] {
  return {
    sentence:
      printState === 'queued'
        ? 'The report is made and waits to be printed.'
        : 'The report is being printed. A long one takes a minute or two.',
    refreshHref: paths.report(id),
    keepRefreshing: {
      ...{ on, seconds: reloadAfter },
      onHref: paths.reportReloading(id),
      offHref: paths.report(id),
    },
  }
}

function factsOf(report: ReportStanding, madeBy: string | null): Row[] {
  const { id, kind, plan, knownBy, recordedBy, madeAt, dataSha256 } = report
  const row = (key: string, text: string): Row => ({ key: { text: key }, value: { text } })
  const coded = (key: string, text: string): Row => ({
    key: { text: key },
    value: { html: html`<code class="tl-code">${text}</code>` },
  })
  return [
    row('Kind', reportKindFacts[kind].label),
    row('Plan', plan ? plan.title : 'All plans'),
    ...(plan?.marking ? [row('Marking of the plan', plan.marking)] : []),
    row('Cut-off', cutOffInWords(report)),
    row('Recorded by', `${momentInWords(recordedBy)}: what was recorded later is not in it`),
    row('Made', `${momentInWords(madeAt)}${madeBy === null ? '' : ` by ${madeBy}`}`),
    ...(knownBy > recordedBy
      ? [row('Note', 'The cut-off was not over when the report was made: it holds what was known by then.')]
      : []),
    coded('Number', id),
    coded('SHA-256 of the data', dataSha256),
  ]
}
