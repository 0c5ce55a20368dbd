import type { LineAnswer } from '../commissions/returns/return-lines.js'
import { noAnswer } from '../commissions/returns/return-lines.js'
import type { Evidence } from '../updates/update.entity.js'
import type { NewUpdate } from '../updates/new-update.js'
import type { Story, StoryLine } from './story-shape.js'

type Wordings = Pick<Story, 'words' | 'evidence'>

/** The words of a line, with the title of its action. */
export function narrativeOf({ words }: Wordings, { say }: StoryLine, title: string): string {
  return (words[say] ?? say).replaceAll('{title}', title)
}

/** What an agency answers to a line of its return. */
export function answerOf(story: Wordings, line: StoryLine, title: string): LineAnswer {
  return {
    ...noAnswer,
    narrative: narrativeOf(story, line, title),
    ...{ status: line.status ?? null, confidence: line.confidence ?? null },
    evidence: evidenceOf(story, line),
    ...{ nextStep: line.next ?? null, end: line.end ?? null, reason: line.reason ?? null },
  }
}

/** The same said as an update. */
export function updateOf(story: Wordings, line: StoryLine, title: string): Omit<NewUpdate, 'revision'> {
  const { status, confidence, next, end, reason } = line
  return {
    narrative: narrativeOf(story, line, title),
    evidence: evidenceOf(story, line),
    ...(status ? { status } : {}),
    ...(confidence ? { confidence } : {}),
    ...(next ? { nextStep: next } : {}),
    ...(end ? { timescaleEnd: end } : {}),
    ...(reason ? { reason } : {}),
  }
}

function evidenceOf({ evidence }: Wordings, { status }: StoryLine): Evidence[] {
  return status === 'complete_reported' ? [{ title: evidence, url: null }] : []
}
