import { inWords, londonDay } from '../../clock/dates.js'
import { isUnwritten } from '../../reports/writing/edition-parts.js'
import type { EditionState } from '../../reports/editions/edition-state.js'
import type { ReportAbout } from './report-about.js'
import { isUnderWay } from './report-words.js'

/** Where a report stands, in one sentence: what the reader of its page came for. */
export function standingSentence(about: ReportAbout): string {
  const { report, steps } = about
  const last = (state: EditionState) => {
    const step = steps.findLast(({ to }) => to === state)
    return step ? `on ${inWords(londonDay(step.at))} by ${step.author}` : 'before'
  }
  switch (report.state) {
    case 'draft':
      return draftSentence(about)
    case 'in_review':
      return `It was sent for review ${last('in_review')}, and waits for somebody who did not write it.`
    case 'approved':
      return isUnderWay(report.printState)
        ? `It was approved ${last('approved')} and is now being issued.`
        : `It was approved ${last('approved')} and has not been issued yet.`
    case 'issued':
      return `It was issued ${last('issued')}, approved ${last('approved')}. What was issued is kept to the byte.`
    case 'withdrawn':
      return `It was withdrawn ${last('withdrawn')} and is no longer to be relied on.`
  }
}

function draftSentence({ report, parts, blockers }: ReportAbout): string {
  if (report.printState === 'failed') return 'It is a draft, and its last print has failed.'
  const unwritten = parts.filter((part) => part.required && isUnwritten(part))
  const [first, ...others] = unwritten
  if (first) {
    return others.length === 0
      ? `It is a draft: “${first.label}” is still to be written.`
      : `It is a draft: ${unwritten.length} of the parts that it must have are still to be written.`
  }
  if (isUnderWay(report.printState)) return 'It is a draft with every part that it must have.'
  return blockers.length > 0
    ? 'It is a draft with every part that it must have; other things stand in its way.'
    : 'It is a draft with every part that it must have, and nothing stands in the way of its issue.'
}
