import { type ReturnState, returnStateFacts } from '../../commissions/returns/return-state.js'
import type { ReturnView } from '../../commissions/views.js'
import { momentInWords } from '../../clock/dates.js'
import { html, type Markup } from '../../web/pages/html.js'

/** An item of the Ministry of Justice's timeline. */
interface StepItem {
  label: { text: string }
  byline: { text: string }
  datetime: { timestamp: string; text: string }
  html: Markup
}

type Step = ReturnView['steps'][number]

const done: Record<ReturnState, string> = {
  open: 'Given back within the agency',
  awaiting_sign_off: 'Sent on to a second person',
  submitted: 'Submitted',
  sent_back: 'Sent back with a question',
  accepted: 'Accepted',
  not_answered: 'Closed without an answer',
}

/** What a step means, where nobody gave a reason for it. */
const means = (to: ReturnState) => returnStateFacts[to].definition

/** The way of the return so far, the newest step first. */
export function stepItems(steps: readonly Step[]): StepItem[] {
  return steps.toReversed().map(({ from, to, reason, author, at }) => ({
    label: {
      text: from === 'awaiting_sign_off' && to === 'submitted' ? 'Signed off and submitted' : done[to],
    },
    byline: { text: author },
    datetime: { timestamp: at, text: momentInWords(at) },
    html: html`<p class="govuk-body tl-narrative">${reason ?? means(to)}</p>`,
  }))
}
