import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import { bulkFacts } from './bulk-form.page.js'
import { type BulkInHand, type SaidOfAll, speakerOf } from './bulk-judgement.js'
import { actionsInWords, changedThing, summaryOf, valueNow, valueThen } from './bulk-words.js'
import { type HiddenField, hiddenBulk } from './bulk.form.js'

export interface BulkCheckPage {
  heading: string
  rows: ReturnType<typeof summaryOf>
  /** Each action with what it changes from and to. */
  changes: { ref: string; title: string; from: string; to: string; speaksFor: string | null }[]
  caption: string
  anySpeaker: boolean
  hidden: HiddenField[]
  action: string
  answersAction: string
  button: string
  cancelHref: string
}

const draw = pageOf<BulkCheckPage>('actions/bulk-check')

/** Check your answers: what will be recorded of which actions, before it is. */
export function bulkCheckPage(hand: BulkInHand, said: SaidOfAll): PageAnswer {
  const { person, typed, items } = hand
  const speakers = items.map((item) => speakerOf(person, item)?.name ?? null)
  const heading = `Check the change of ${actionsInWords(items.length)}`
  return draw(bulkFacts(hand, heading), {
    ...{ heading, rows: summaryOf(typed.change, said), hidden: hiddenBulk(typed) },
    changes: items.map((item, index) => ({
      ...{ ref: item.action.ref, title: item.action.title, speaksFor: speakers[index] ?? null },
      ...{ from: valueNow(typed.change, item.action), to: valueThen(said, item) },
    })),
    caption: `From which ${changedThing[typed.change]} to which`,
    anySpeaker: speakers.some((speaker) => speaker !== null),
    action: paths.bulkUpdate('save'),
    answersAction: paths.bulkUpdate('answers'),
    button: `Update ${actionsInWords(items.length)}`,
    cancelHref: paths.actionList(typed.list),
  })
}
