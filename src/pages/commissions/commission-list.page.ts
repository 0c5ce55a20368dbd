import type { CommissionView } from '../../commissions/views.js'
import { inWords } from '../../clock/dates.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import { commissionTag, periodInWords, rateInWords } from './commission-words.js'

interface CommissionRow {
  title: string
  href: string
  period: string
  state: Tag
  dueOn: { day: string; words: string }
  rate: string
}

interface CommissionListPage {
  newHref: string | null
  rows: CommissionRow[]
  empty: string
}

const listPage = pageOf<CommissionListPage>('commissions/list')

/** Every commission, the newest first. @param mayCommission whether the reader plans them */
export function showCommissions(commissions: readonly CommissionView[], mayCommission: boolean): PageAnswer {
  return listPage(
    { title: 'Commissions', section: 'commissions', wide: true },
    {
      newHref: mayCommission ? paths.newCommission() : null,
      rows: commissions.map(rowOf),
      empty: mayCommission
        ? 'No return was ever commissioned. Plan the first: its calendar is proposed from the reporting date.'
        : 'No return was ever commissioned.',
    },
  )
}

function rowOf(commission: CommissionView): CommissionRow {
  const { id, title, state, dueOn, rate } = commission
  return {
    ...{ title, href: paths.commission(id), period: periodInWords(commission) },
    ...{ state: commissionTag(state), dueOn: { day: dueOn, words: inWords(dueOn) } },
    rate: state === 'withdrawn' ? '–' : rateInWords(rate),
  }
}
