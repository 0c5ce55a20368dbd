import { type Day, inWords, londonDay } from '../../clock/dates.js'
import type { KnownDateMove } from '../../register/date-moves.js'
import type { ActionStory } from '../../register/story.service.js'
import type { DateView } from '../../register/views.js'
import type { PageLink } from '../../web/pages/frame.js'
import { paths } from '../paths.js'
import { daysInWords, moveOfDay } from './action-words.js'

/** An end date of an action, as a row of the table of them. */
export interface DateRow {
  end: string
  /** "61 days later than first" */
  slipped: string
  set: string
  why: string
  agreed: string
}

/** Every end date of an action: what its page shows where there is more to tell than one date. */
export interface ActionDates {
  rows: DateRow[]
  /** The one that waits for the programme office. */
  waiting: { words: string; link: PageLink | null } | null
  /** Those that were asked for and never set. */
  notSet: string[]
}

/** @param decides whether the reader reads what waits for the programme office */
export function actionDates({ action, dateMoves }: ActionStory, decides: boolean): ActionDates | null {
  const { dates } = action.timescale
  const notSet = dateMoves.filter(({ state }) => state === 'refused' || state === 'overtaken')
  if (dates.length < 2 && action.dateChange === null && notSet.length === 0) return null
  return {
    rows: dateRows(dates),
    waiting: waitingModel(action.dateChange, decides),
    notSet: notSet.map(notSetInWords),
  }
}

/** Every end date that an action has had, as rows of a table, the original first. */
export function dateRows(dates: readonly DateView[]): DateRow[] {
  const first = dates.findIndex(({ end }) => end !== null)
  return dates.map((date, index) => {
    const { end, setOn, by, reason, agreedBy, daysSlipped } = date
    const original = index === 0
    return {
      end: end === null ? 'No end date' : inWords(end),
      slipped: index <= first || first < 0 ? notSlipped(end) : slippedInWords(daysSlipped),
      set: original ? `With the plan, ${inWords(setOn)}` : `${inWords(setOn)}, by ${by}`,
      why: reason ?? (end === null ? 'The plan gives none.' : 'As the plan states it.'),
      agreed: original ? 'As published' : (agreedBy ?? 'Not needed'),
    }
  })
}

const notSlipped = (end: Day | null) => (end === null ? '–' : 'The first date')

function slippedInWords(days: number): string {
  if (days === 0) return 'None: the first date again'
  return `${daysInWords(Math.abs(days))} ${days < 0 ? 'earlier' : 'later'} than the first`
}

function waitingModel(change: ActionStory['action']['dateChange'], decides: boolean): ActionDates['waiting'] {
  if (change === null) return null
  const { id, from, to, by, askedAt, reason } = change
  return {
    words: `${by} asked on ${inWords(londonDay(askedAt))} to move the end date ${movedInWords(from, to)}. The reason given: ${stopped(reason)} It waits for the agreement of the programme office; until then the date stays.`,
    link: decides ? { text: 'Agree or refuse', href: paths.dateChange(id) } : null,
  }
}

const movedInWords = (from: Day | null, to: Day) =>
  from === null ? `to ${inWords(to)}` : `from ${moveOfDay(from, to)}`

const stopped = (sentence: string) => sentence.trim().replace(/(?<![.!?])$/u, '.')

function notSetInWords({
  from,
  to,
  by,
  askedAt,
  state,
  decidedBy,
  decidedAt,
  decisionReason,
}: KnownDateMove): string {
  const asked = `${by} asked on ${inWords(londonDay(askedAt))} to move the end date ${movedInWords(from, to)}.`
  const on = decidedAt === null ? '' : ` on ${inWords(londonDay(decidedAt))}`
  const why = decisionReason ? `: ${stopped(decisionReason)}` : '.'
  return state === 'refused'
    ? `${asked} Refused by ${decidedBy ?? 'the programme office'}${on}${why}`
    : `${asked} Overtaken${on}${why}`
}
