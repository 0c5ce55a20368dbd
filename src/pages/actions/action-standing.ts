import { statusFacts } from '../../actions/action-status.js'
import { confidenceFacts } from '../../actions/confidence.js'
import { type Day, daysBetween, inWords, londonDay } from '../../clock/dates.js'
import type { ChangedField } from '../../register/history.service.js'
import type { ActionStory } from '../../register/story.service.js'
import { timelinessFacts } from '../../register/timeliness.js'
import type { ActionView } from '../../register/views.js'
import type { PageLink } from '../../web/pages/frame.js'
import { paths } from '../paths.js'
import { confidenceTag, statusTag, type Tag, timelinessTag } from '../tags.js'
import { daysInWords, saidByInWords, saidWhen } from './action-words.js'

/** One of the three things that are kept apart: what has happened, what the dates say, what is expected. */
export interface Standing {
  name: string
  tag: Tag
  definition: string
  /** What goes with it: the day of completion, the reason of a pause. */
  notes: string[]
  /** Where it comes from, in words, with links to the very update and revision. */
  proof: { words: string; links: PageLink[] }
}

/**
 * Status, timeliness and confidence, each with its definition and its proof.
 *
 * @param toDecide where a completion is verified, for those who read what waits for the programme office
 */
export function standingsOf(
  story: ActionStory,
  today: Day,
  asAt: string | undefined,
  toDecide: PageLink | null = null,
): Standing[] {
  const { status, timeliness, confidence } = story.action
  return [
    {
      name: 'Status',
      tag: statusTag(status),
      definition: statusFacts[status].definition,
      notes: [...statusNotes(story.action), ...completionNotes(story)],
      proof: withLink(
        proofOf(story, 'status', asAt) ??
          entered(story, 'Nothing else has been said since the plan was entered.', asAt),
        story.action.status === 'complete_reported' ? toDecide : null,
      ),
    },
    {
      name: 'Timeliness',
      tag: timelinessTag(timeliness),
      definition: timelinessFacts[timeliness].definition,
      notes: [],
      proof: {
        words: timelinessInWords(story.action, today),
        links: [{ text: 'How the date was read', href: '#timescale' }],
      },
    },
    {
      name: 'Confidence',
      tag: confidenceTag(confidence),
      definition: confidenceFacts[confidence].definition,
      notes: confidence === 'none' ? [] : ['Self-assessed: it is the judgement of whoever made the update.'],
      proof: proofOf(story, 'confidence', asAt) ?? entered(story, 'No update has given a judgement.', asAt),
    },
  ]
}

function statusNotes({ status, statusReason, completedOn }: ActionView): string[] {
  const notes: string[] = []
  if (completedOn !== null) notes.push(`Complete on ${inWords(completedOn)}.`)
  if (statusReason !== null) {
    notes.push(
      status === 'superseded' ? `${statusReason} has taken its place.` : `The reason given: ${statusReason}`,
    )
  }
  return notes
}

/** What has become of a report of completion: that it waits, who verified it, why it was returned. */
function completionNotes({ action, revisions, statements }: ActionStory): string[] {
  const moved = revisions.findLast(({ changed }) => changed.some(({ field }) => field === 'status'))
  const from = moved?.changed.find(({ field }) => field === 'status')?.from
  if (!moved) return []
  const statement = statements.find((said) => said.revision === moved.number)
  const who = statement ? saidByInWords(statement) : moved.author
  const when = statement ? saidWhen(statement) : inWords(londonDay(moved.knownFrom))
  const on = when.startsWith('“') ? when : `on ${when}`
  switch (action.status) {
    case 'complete_reported':
      return [`Reported complete by ${who} ${on}; it waits for the programme office to verify it.`]
    case 'complete_verified':
      return [`Verified by ${who} ${on}.`]
    case 'in_progress':
      if (from !== 'complete_reported' && from !== 'complete_verified') return []
      return [`Returned to in progress by ${who} ${on}${moved.reason === null ? '.' : `: ${moved.reason}`}`]
    default:
      return []
  }
}

function withLink(proof: Standing['proof'], link: PageLink | null): Standing['proof'] {
  return link === null ? proof : { ...proof, links: [...proof.links, link] }
}

/** The last change of the field, and who said what made it. */
function proofOf(
  { action, revisions, statements }: ActionStory,
  field: ChangedField['field'],
  asAt: string | undefined,
): Standing['proof'] | null {
  const revision = revisions.findLast(({ changed }) => changed.some((change) => change.field === field))
  if (!revision) return null
  const statement = statements.find((said) => said.revision === revision.number)
  const inHistory = {
    text: `Revision ${revision.number}`,
    href: `${paths.actionHistory(action.ref, asAt)}#revision-${revision.number}`,
  }
  if (!statement) return { words: `Set by ${revision.author}.`, links: [inHistory] }
  return {
    words: `Said by ${saidByInWords(statement)}, ${saidWhen(statement)}.`,
    links: [{ text: 'The update', href: `#update-${statement.id}` }, inHistory],
  }
}

function entered({ action }: ActionStory, words: string, asAt: string | undefined): Standing['proof'] {
  const href = `${paths.actionHistory(action.ref, asAt)}#revision-1`
  return { words, links: [{ text: 'Revision 1', href }] }
}

/** The arithmetic behind the tag: "The end date, 31 March 2014, was 91 days before 30 June 2014." */
function timelinessInWords({ timeliness, timescale: { end }, completedOn }: ActionView, today: Day): string {
  if (end === null) return 'The action has no end date to be held to.'
  const date = `The end date is ${inWords(end)}`
  if (timeliness === 'no_date') return `${date}, and the action was closed without delivery.`
  if (completedOn !== null) {
    const late = daysBetween(end, completedOn)
    const when = late > 0 ? `${daysInWords(late)} after it` : 'by then'
    return `${date}; the action was complete on ${inWords(completedOn)}, ${when}.`
  }
  const left = daysBetween(today, end)
  if (left < 0) return `${date}: ${daysInWords(-left)} before ${inWords(today)}.`
  return left === 0 ? `${date}: today.` : `${date}: ${daysInWords(left)} after ${inWords(today)}.`
}
