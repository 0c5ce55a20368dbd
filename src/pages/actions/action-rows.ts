import { confidenceFacts } from '../../actions/confidence.js'
import { type Day, inWords, londonDay } from '../../clock/dates.js'
import type { ActionView, TimescaleView } from '../../register/views.js'
import { paths } from '../paths.js'
import { statusTag, type Tag, timelinessTag } from '../tags.js'

/** An action as one row of a table: what `partials/action-table` shows. */
export interface ActionRowModel {
  ref: string
  title: string
  /** The page of the action, on the day that is read. */
  href: string
  plan: { title: string; href: string }
  leads: { name: string; proposed: boolean }[]
  status: Tag
  timeliness: Tag
  due: {
    /** "31 March 2014", "No end date" */
    words: string
    day: Day | null
    /** "known to the quarter, our reading", or null where the plan states the very day. */
    reservation: string | null
  }
  /** The value gives its sign, the words say it. */
  confidence: { value: string; words: string }
  flagCount: number
  /** The day on which the register last recorded something of it. */
  recorded: { words: string; day: Day }
}

/**
 * The actions as rows of `{{> partials/action-table rows=rows caption="..."}}`.
 *
 * @param asAt the past day or instant that is read, carried along in the links
 */
export function actionRows(actions: readonly ActionView[], asAt?: string): ActionRowModel[] {
  return actions.map((action) => actionRow(action, asAt))
}

function actionRow(action: ActionView, asAt: string | undefined): ActionRowModel {
  const recordedOn = londonDay(action.recordedAt)
  return {
    ref: action.ref,
    title: action.title,
    href: paths.action(action.ref, asAt),
    plan: { title: action.source.document, href: paths.plan(action.plan, asAt) },
    leads: action.leads.map(({ name, provisional }) => ({ name, proposed: provisional })),
    status: statusTag(action.status),
    timeliness: timelinessTag(action.timeliness),
    due: dueOf(action.timescale),
    confidence: { value: action.confidence, words: confidenceFacts[action.confidence].label },
    flagCount: action.flags.length,
    recorded: { words: inWords(recordedOn), day: recordedOn },
  }
}

const basisWords: Record<TimescaleView['basis'], string> = {
  stated: '',
  inferred: 'our reading',
  set: 'set since',
}

function dueOf({ start, end, precision, basis }: TimescaleView): ActionRowModel['due'] {
  if (end === null) {
    const from =
      precision === 'open' && start !== null ? `From ${inWords(start)}, no end date` : 'No end date'
    return { words: from, day: null, reservation: null }
  }
  const reservations = [precision === 'day' ? '' : `known to the ${precision}`, basisWords[basis]]
  return { words: inWords(end), day: end, reservation: reservations.filter(Boolean).join(', ') || null }
}
