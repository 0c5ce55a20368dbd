import { momentInWords } from '../../clock/dates.js'
import type { RevisionView } from '../../register/history.service.js'
import type { ActionView } from '../../register/views.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { bulkFacts } from './bulk-form.page.js'
import type { BulkInHand } from './bulk-judgement.js'
import { judgeBulk, overtaken } from './bulk-judgement.js'
import { actionsInWords, summaryOf, valueNow } from './bulk-words.js'
import { type HiddenField, hiddenBulk } from './bulk.form.js'

/** An action that has changed: as the person read it, and as it is. */
export interface OvertakenAction {
  /** As it was at the revision that the person read; null where it cannot be read any more. */
  before: ActionView | null
  now: ActionView
  revision: number
  /** What was recorded since, the oldest first. */
  since: readonly RevisionView[]
}

interface ChangedAction {
  ref: string
  title: string
  href: string
  then: { heading: string; values: Value[] }
  now: { heading: string; values: Value[] }
  since: { who: string; sentences: string[]; narrative: string | null }[]
}

interface Value {
  key: string
  value: string
}

export interface BulkConflictPage {
  heading: string
  changed: ChangedAction[]
  yours: ReturnType<typeof summaryOf>
  action: string
  /** Goes on with the newest revisions. */
  all: { hidden: HiddenField[]; button: string }
  /** Goes on without those that have changed; null where no other is left. */
  others: { hidden: HiddenField[]; button: string } | null
  cancelHref: string
}

const draw = pageOf<BulkConflictPage>('actions/bulk-conflict')

/** Somebody was first at one action or more: nothing is saved, both versions are shown, nothing typed is lost. */
export function bulkConflictPage(hand: BulkInHand, changed: readonly OvertakenAction[]): PageAnswer {
  const { typed, items } = hand
  const changedRefs = new Set(overtaken(hand).map(({ action }) => action.ref))
  const newest = items.map(({ action: { ref, revision } }) => ({ ref, revision }))
  const others = typed.chosen.filter(({ ref }) => !changedRefs.has(ref))
  const heading = `${actionsInWords(changed.length)} changed while you were writing`
  return draw(
    { ...bulkFacts(hand, heading), status: 409 },
    {
      ...{ heading, changed: changed.map(changedModel), action: paths.bulkUpdate('check') },
      yours: summaryOf(typed.change, judgeBulk(hand).said),
      all: {
        hidden: hiddenBulk({ ...typed, chosen: newest }),
        button: `Go on with all ${actionsInWords(items.length)} as they are now`,
      },
      others:
        others.length === 0
          ? null
          : {
              hidden: hiddenBulk({ ...typed, chosen: others }),
              button: `Go on with the other ${actionsInWords(others.length)} only`,
            },
      cancelHref: paths.actionList(typed.list),
    },
  )
}

function changedModel({ before, now, revision, since }: OvertakenAction): ChangedAction {
  return {
    ...{ ref: now.ref, title: now.title, href: paths.action(now.ref) },
    then: {
      heading: `As you read it (revision ${revision})`,
      values: before === null ? [] : valuesOf(before),
    },
    now: { heading: `As it is now (revision ${now.revision})`, values: valuesOf(now) },
    since: since.map(({ author, recordedAt, changed, update }) => ({
      who: `${author}, ${momentInWords(recordedAt)}`,
      sentences: changed.map(({ sentence }) => sentence),
      narrative: update?.narrative ?? null,
    })),
  }
}

function valuesOf(action: ActionView): Value[] {
  return [
    { key: 'Status', value: valueNow('status', action) },
    { key: 'Confidence', value: valueNow('confidence', action) },
    { key: 'Target date', value: valueNow('date', action) },
  ]
}
