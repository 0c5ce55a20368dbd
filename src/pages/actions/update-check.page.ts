import type { NewUpdate } from '../../updates/new-update.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { updateFacts } from './update-form.page.js'
import type { UpdateInHand } from './update-in-hand.js'
import { changesOf, type SummaryRow, summaryRows } from './update-summary.js'

export interface UpdateCheckPage {
  ref: string
  title: string
  action: string
  /** The draft that is shown: what is sent is what was seen. */
  savedAt: string
  changes: string[]
  rows: SummaryRow[]
  /** "It is recorded as revision 5, in the name of Amir Owner." */
  recordedAs: string
  formHref: string
}

const draw = pageOf<UpdateCheckPage>('actions/update-check')

/** Check your answers: what will be recorded, before it is. */
export function updateCheckPage(hand: UpdateInHand, said: NewUpdate): PageAnswer {
  const { action, person, draft } = hand
  return draw(updateFacts(hand, `Check your update of ${action.ref}`, { toForm: true }), {
    ...{ ref: action.ref, title: action.title, action: paths.checkUpdate(action.ref) },
    savedAt: draft?.savedAt ?? '',
    changes: changesOf(hand, said),
    rows: summaryRows(hand, said),
    recordedAs: `It is recorded as revision ${action.revision + 1}, in the name of ${person.name}.`,
    formHref: paths.updateAction(action.ref),
  })
}
