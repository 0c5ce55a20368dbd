import { inWords, londonDay, momentInWords } from '../../clock/dates.js'
import type { RevisionView } from '../../register/history.service.js'
import type { ActionStory, StatementView } from '../../register/story.service.js'
import type { PageFacts } from '../../web/pages/frame.js'
import { pageOf } from '../../web/pages/page.js'
import type { AsKnownOn, AsKnownOnForm } from '../as-known-on.js'
import { paths } from '../paths.js'
import { type EvidenceModel, evidenceModels } from './action-timeline.js'
import { saidByInWords, saidWhen } from './action-words.js'

interface RevisionModel {
  number: number
  recordedAt: string
  recorded: string
  /** "Known from 31 December 2013" */
  known: string
  author: string
  sentences: string[]
  /** What was said with it, where a statement made the revision. */
  update: {
    narrative: string
    by: string
    when: string
    nextStep: string | null
    evidence: EvidenceModel[]
  } | null
}

export interface HistoryPage {
  ref: string
  title: string
  says: string
  /** The newest first. */
  items: RevisionModel[]
  asKnownOn: AsKnownOnForm
}

export const historyPage = pageOf<HistoryPage>('actions/history')

export function historyFacts({ action }: ActionStory, { asAt, errors }: AsKnownOn): PageFacts {
  return {
    title: `${action.ref} History`,
    section: 'actions',
    backLink: { text: `Back to ${action.ref}`, href: paths.action(action.ref, asAt) },
    asAt,
    errors,
  }
}

/** The history of an action in sentences: who changed what, when, and what was said with it. */
export function presentHistory(story: ActionStory, { form }: AsKnownOn): HistoryPage {
  const { action, plan, revisions, statements } = story
  const count = revisions.length
  return {
    ...{ ref: action.ref, title: action.title },
    says: `${count} ${count === 1 ? 'revision' : 'revisions'}, the newest first. Each is the state of the action after a change; none is ever altered.`,
    items: revisions.toReversed().map((revision) => {
      const statement = statements.find((said) => said.revision === revision.number)
      return revisionModel(revision, statement ?? null, plan.title)
    }),
    asKnownOn: form,
  }
}

function revisionModel(revision: RevisionView, statement: StatementView | null, plan: string): RevisionModel {
  const { number, author, recordedAt, knownFrom } = revision
  return {
    ...{ number, recordedAt, author },
    recorded: momentInWords(recordedAt),
    known: `Known from ${recordedAt === knownFrom ? 'that moment' : inWords(londonDay(knownFrom))}`,
    sentences: sentencesOf(revision, plan),
    update: statement
      ? {
          narrative: statement.narrative,
          by: saidByInWords(statement),
          when: saidWhen(statement),
          nextStep: statement.nextStep,
          evidence: evidenceModels(statement.evidence),
        }
      : null,
  }
}

function sentencesOf({ number, changed, update }: RevisionView, plan: string): string[] {
  if (number === 1) return [`Entered as “${plan}” makes it.`]
  if (changed.length > 0) return changed.map(({ sentence }) => sentence)
  return [update ? 'Something was said; nothing else changed.' : 'Nothing changed that is shown here.']
}
