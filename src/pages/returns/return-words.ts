import { statusFacts } from '../../actions/action-status.js'
import { confidenceFacts } from '../../actions/confidence.js'
import { type Day, daysBetween, inWords } from '../../clock/dates.js'
import type { CommissionQuestion } from '../../commissions/commission/commission.entity.js'
import type { LastPosition, LineAnswer } from '../../commissions/returns/return-lines.js'
import { returnStateFacts } from '../../commissions/returns/return-state.js'
import type { ReturnLineView, ReturnSummary, ReturnView } from '../../commissions/views.js'
import { ageInWords, count, cut } from '../../reports/shared/words.js'
import { html, type Markup } from '../../web/pages/html.js'
import { moveOfDay } from '../actions/action-words.js'
import { fromToday } from '../commissions/commission-words.js'
import type { Tag } from '../tags.js'

/** "Due on 13 October 2017, in 12 days.", "It was due on 13 October 2017, 3 days ago." */
export function dueInWords({ commission: { dueOn }, state }: ReturnSummary, today: Day): string {
  const days = daysBetween(today, dueOn)
  const when = `${days < 0 ? 'It was due' : 'Due'} on ${inWords(dueOn)}`
  const { answered } = returnStateFacts[state]
  return answered || state === 'not_answered' ? `${when}.` : `${when}, ${fromToday(days)}.`
}

/** "4 of 12 lines answered" */
export function answeredInWords({
  lines,
  linesAnswered,
}: Pick<ReturnSummary, 'lines' | 'linesAnswered'>): string {
  if (lines === 1) return linesAnswered === 1 ? 'The one line answered' : 'The one line not answered'
  if (linesAnswered === lines) return `All ${count(lines, 'line')} answered`
  return `${linesAnswered === 0 ? 'None' : String(linesAnswered)} of ${count(lines, 'line')} answered`
}

export const roleWords = { lead: 'Lead', partner: 'Partner' } as const

/** Whether the line waits for an answer: it has none, or the programme office has asked since. */
export function isWaiting(
  { openQuestions }: Pick<ReturnView, 'openQuestions'>,
  line: ReturnLineView,
): boolean {
  if (line.answer === null) return true
  return openQuestions.some(({ part, askedAt }) => part === line.ref && (line.savedAt ?? '') < askedAt)
}

/** Where a line stands, in a word or two. @param reader the account of whoever reads; null for somebody without */
export function lineTag(
  view: ReturnView,
  line: ReturnLineView,
  reader: number | null,
): Tag | { text: string } {
  const waits = isWaiting(view, line)
  if (line.question !== null && waits)
    return { text: 'Question to answer', classes: 'govuk-tag--orange tl-nowrap' }
  if (line.answer !== null) return { text: line.answer.nothingToReport ? 'Nothing to report' : 'Answered' }
  const { handedTo } = line
  if (handedTo === null) return { text: 'Not answered', classes: 'govuk-tag--blue tl-nowrap' }
  const toReader = handedTo.accountId === reader
  return { text: toReader ? 'Handed to you' : `With ${handedTo.name}`, classes: 'govuk-tag--yellow' }
}

/** What was last said of the action and how long ago: "Last word 14 months ago: “Work goes on.”" */
export function lastWord({ saidOn, narrative }: LastPosition, today: Day): string {
  if (narrative === null) return 'Nothing was ever said of it.'
  const age = saidOn === null ? '' : ` ${ageInWords(saidOn, today)} ago`
  return `Last word${age}: “${cut(narrative.replaceAll(/\s+/gu, ' '), 140)}”`
}

/** A row of a summary list. */
export interface AnswerRow {
  key: { text: string }
  value: { text: string } | { html: Markup }
}

const row = (key: string, text: string): AnswerRow => ({ key: { text: key }, value: { text } })
const words = (key: string, text: string): AnswerRow => ({
  key: { text: key },
  value: { html: html`<div class="tl-narrative">${text}</div>` },
})

/** What an agency says of a line, row by row; what it does not change is left out. */
export function answerRows(
  answer: LineAnswer,
  last: LastPosition,
  questions: readonly CommissionQuestion[],
): AnswerRow[] {
  if (answer.nothingToReport) return [row('Answer', 'Nothing to report')]
  const { status, confidence, end, evidence, nextStep, reason } = answer
  return [
    words('What has happened', answer.narrative),
    ...(status === null
      ? []
      : [row('Status', movedWords(statusFacts[last.status].label, statusFacts[status].label))]),
    ...(confidence === null
      ? []
      : [
          row(
            'Confidence',
            movedWords(confidenceFacts[last.confidence].label, confidenceFacts[confidence].label),
          ),
        ]),
    ...(evidence.length === 0 ? [] : [evidenceRow(evidence)]),
    ...(nextStep === null ? [] : [words('Next step', nextStep)]),
    ...(end === null ? [] : [row('End date', last.end === null ? inWords(end) : moveOfDay(last.end, end))]),
    ...(reason === null ? [] : [words('Reason', reason)]),
    ...questionRows(answer.questions, questions),
  ]
}

/** Answers to the commission's own questions. */
export function questionRows(
  answers: Record<string, string>,
  questions: readonly CommissionQuestion[],
): AnswerRow[] {
  return questions.flatMap(({ key, text }) => (answers[key] ? [words(text, answers[key])] : []))
}

const movedWords = (from: string, to: string) => (from === to ? `Stays “${to}”` : `From “${from}” to “${to}”`)

function evidenceRow(evidence: LineAnswer['evidence']): AnswerRow {
  const items = evidence.map(({ title, url }) =>
    url === null
      ? html`<li>${title}</li>`
      : html`<li><a class="govuk-link" href="${url}" rel="noreferrer">${title}</a></li>`,
  )
  return {
    key: { text: 'Evidence' },
    value: {
      html: html`<ul class="govuk-list">
        ${items}
      </ul>`,
    },
  }
}
