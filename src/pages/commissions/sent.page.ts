import type { SubmittedReturn } from '../../commissions/returns/return-lines.js'
import type { ReturnView } from '../../commissions/views.js'
import { type Instant, londonDay, momentInWords } from '../../clock/dates.js'
import { inList } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { type LineGroups, lineGroups } from './review-lines.js'
import { headingsOf } from './review.page.js'

interface SentPage {
  agency: string
  heading: string
  lead: string
  without: string | null
  sha256: string
  whole: { question: string; answer: string }[]
  groups: LineGroups
  headings: Record<keyof LineGroups, string>
}

const sentPage = pageOf<SentPage>('commissions/sent')

/** A return as it was sent: it never changes. */
export function showSent(
  { id, agency, commission }: ReturnView,
  number: number,
  sent: SubmittedReturn & { author: string; submittedAt: Instant; sha256: string },
): PageAnswer {
  const heading = `Submission ${number}, as it was sent`
  const lines = sent.lines.map(({ author, ...line }) => ({
    ...line,
    ...{ currentRevision: line.revision, now: null, question: null, by: author },
  }))
  const groups = lineGroups(lines, sent.questions, londonDay(sent.submittedAt))
  return sentPage(
    {
      ...{ title: `${heading} – ${agency.name}, ${commission.title}`, section: 'commissions' },
      backLink: { text: 'Back to the return', href: paths.reviewReturn(commission.id, id) },
    },
    {
      ...{ agency: agency.name, heading, groups, headings: headingsOf(groups), sha256: sent.sha256 },
      lead: `Sent by ${sent.author} on ${momentInWords(sent.submittedAt)}. It is kept as it was sent, whatever was said since.`,
      without: sent.without.length === 0 ? null : `Sent without an answer of ${inList(sent.without)}.`,
      whole: sent.questions
        .filter(({ of }) => of === 'return')
        .map(({ key, text }) => ({ question: text, answer: sent.whole.questions[key] ?? 'Not answered' })),
    },
  )
}
