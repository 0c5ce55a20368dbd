import { momentInWords, quarterInWords, quarterOf } from '../../clock/dates.js'
import { cutOffInWords } from '../../reports/shared/cut-off.js'
import { html, type Markup } from '../../web/pages/html.js'
import type { ReportAbout } from './report-about.js'
import { audienceInWords, linkTo, reportKindFacts } from './report-words.js'

/** A row of a summary list. */
export interface Row {
  key: { text: string }
  value: { text: string } | { html: Markup }
}

/** What is known of a report besides where it stands. */
export function reportFacts({ report, madeBy, previous, leftOut }: ReportAbout): Row[] {
  const { id, kind, plan, cutOff, knownBy, recordedBy, madeAt, dataSha256 } = report
  return [
    row('Kind', reportKindFacts[kind].label),
    row('Plan', plan ? plan.title : 'All plans'),
    ...(plan?.marking ? [row('Marking of the plan', plan.marking)] : []),
    row('For', audienceInWords(report)),
    ...(leftOut.length > 0 ? [row('Left out', leftOutInWords(leftOut))] : []),
    row('Period', quarterInWords(quarterOf(cutOff))),
    row('Cut-off', cutOffInWords(report)),
    row('Changes since', momentInWords(report.since)),
    ...(previous ? [linkRow('Follows', linkTo(previous))] : []),
    row('Recorded by', `${momentInWords(recordedBy)}: what was recorded later is not in it`),
    row('Made', `${momentInWords(madeAt)}${madeBy === null ? '' : ` by ${madeBy}`}`),
    ...(knownBy > recordedBy
      ? [row('Note', 'The cut-off was not over when the report was made: it holds what was known by then.')]
      : []),
    coded('Number', id),
    coded('SHA-256 of the data', dataSha256),
  ]
}

function leftOutInWords(plans: readonly string[]): string {
  return `${plans.join('; ')}: marked higher than this report`
}

const row = (key: string, text: string): Row => ({ key: { text: key }, value: { text } })

const coded = (key: string, text: string): Row => ({
  key: { text: key },
  value: { html: html`<code class="tl-code">${text}</code>` },
})

const linkRow = (key: string, { text, href }: { text: string; href: string }): Row => ({
  key: { text: key },
  value: { html: html`<a class="govuk-link" href="${href}">${text}</a>` },
})
