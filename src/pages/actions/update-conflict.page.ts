import { statusFacts } from '../../actions/action-status.js'
import { confidenceFacts } from '../../actions/confidence.js'
import { inWords, momentInWords } from '../../clock/dates.js'
import type { RevisionView } from '../../register/history.service.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { updateFacts } from './update-form.page.js'
import type { UpdateInHand } from './update-in-hand.js'
import { type SummaryRow, typedRows } from './update-summary.js'

/** What somebody recorded since the update was begun. */
interface Since {
  number: number
  author: string
  recorded: string
  sentences: string[]
  narrative: string | null
}

export interface UpdateConflictPage {
  ref: string
  title: string
  /** "Olive Office" */
  others: string
  since: Since[]
  /** How the action stands now. */
  now: { key: string; value: string }[]
  /** What was typed, all of it. */
  yours: SummaryRow[]
  /** Where the update goes on, on the revision that this page shows. */
  carryOn: { action: string; revision: number }
  discard: string
}

const draw = pageOf<UpdateConflictPage>('actions/update-conflict')

/**
 * Somebody was first: both versions side by side, and nothing lost.
 *
 * @param since the revisions that were made since the update was begun, the oldest first
 */
export function updateConflictPage(hand: UpdateInHand, since: readonly RevisionView[]): PageAnswer {
  const { action } = hand
  return draw(
    { ...updateFacts(hand, `${action.ref} has changed since you began`), status: 409 },
    {
      ...{ ref: action.ref, title: action.title },
      others: [...new Set(since.map(({ author }) => author))].join(' and '),
      since: since.map(sinceModel),
      now: [
        { key: 'Status', value: statusFacts[action.status].label },
        { key: 'Confidence', value: confidenceFacts[action.confidence].label },
        { key: 'Target date', value: action.timescale.end === null ? 'None' : inWords(action.timescale.end) },
      ],
      yours: typedRows(hand),
      carryOn: { action: paths.carryOnUpdate(action.ref), revision: action.revision },
      discard: paths.discardUpdate(action.ref),
    },
  )
}

function sinceModel({ number, author, recordedAt, changed, update }: RevisionView): Since {
  return {
    ...{ number, author },
    recorded: momentInWords(recordedAt),
    sentences: changed.map(({ sentence }) => sentence),
    narrative: update?.narrative ?? null,
  }
}
