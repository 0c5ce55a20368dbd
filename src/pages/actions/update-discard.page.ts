import { momentInWords } from '../../clock/dates.js'
import type { Draft } from '../../updates/update-drafts.service.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { updateFacts } from './update-form.page.js'
import type { UpdateInHand } from './update-in-hand.js'

export interface DiscardPage {
  ref: string
  title: string
  saved: string
  action: string
  formHref: string
}

const draw = pageOf<DiscardPage>('actions/update-discard')

/** Asks before a draft goes: it is the only thing here that can be lost. */
export function discardPage(hand: UpdateInHand, draft: Draft): PageAnswer {
  const { ref, title } = hand.action
  return draw(updateFacts(hand, `Discard your draft for ${ref}`, { toForm: true }), {
    ...{ ref, title, saved: momentInWords(draft.savedAt) },
    action: paths.discardUpdate(ref),
    formHref: paths.updateAction(ref),
  })
}
