import { momentInWords } from '../../clock/dates.js'
import type { EditionState } from '../../reports/editions/edition-state.js'
import type { EditionStep } from '../../reports/editions/edition.entity.js'
import { html, type Markup } from '../../web/pages/html.js'
import { paths } from '../paths.js'
import type { ReportAbout } from './report-about.js'

/** An item of the Ministry of Justice's timeline. */
interface StepItem {
  label: { text: string }
  byline?: { text: string }
  datetime: { timestamp: string; text: string }
  html: Markup
}

/** What was done in a step, by where it led; a step back into the draft says from where. */
const done: Record<EditionState, string> = {
  draft: 'Sent back',
  in_review: 'Sent for review',
  approved: 'Approved',
  issued: 'Issued',
  withdrawn: 'Withdrawn',
}

/** Of which data a step was: the reader can hold them against what was issued. */
const ofData: Partial<Record<EditionState, string>> = {
  in_review: 'SHA-256 of the data that were sent',
  approved: 'SHA-256 of the data that were approved',
  issued: 'SHA-256 of the data that were issued',
}

/** The way of the report so far, the newest step first; its making is the first step. */
export function stepItems({ report, madeBy, steps }: ReportAbout): StepItem[] {
  return [
    ...steps.toReversed().map(itemOf),
    {
      label: { text: 'Made' },
      ...(madeBy === null ? {} : { byline: { text: madeBy } }),
      datetime: { timestamp: report.madeAt, text: momentInWords(report.madeAt) },
      html: html`<p class="govuk-body">As a draft, from the register.</p>`,
    },
  ]
}

function itemOf({ from, to, author, at, reason, dataSha256, successorId }: EditionStep): StepItem {
  const hash = ofData[to]
  return {
    label: { text: from === 'approved' && to === 'draft' ? 'Reopened as a draft' : done[to] },
    byline: { text: author },
    datetime: { timestamp: at, text: momentInWords(at) },
    html: html`
      ${reason === null ? null : html`<p class="govuk-body tl-narrative">${reason}</p>`}
      ${
        successorId === null
          ? null
          : html`<p class="govuk-body">
              In its place: <a class="govuk-link" href="${paths.report(successorId)}">${successorId}</a>
            </p>`
      }
      ${
        hash === undefined
          ? null
          : html`<p class="govuk-body-s tl-quiet">${hash}: <code class="tl-code">${dataSha256}</code></p>`
      }
    `,
  }
}
