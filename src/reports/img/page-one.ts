import { inWords } from '../../clock/dates.js'
import { linesOf, runOf } from '../shared/measure.js'
import type { DecisionSought } from './common.model.js'
import type { PageOneRoom } from './img.model.js'

/**
 * Page one is one page, whatever the data. What it would like to hold is measured here in points, and given its room in
 * the order of its weight; the template then cuts each text at the lines that it was given. The heights are those of
 * templates/reports/img-quarterly/summary.css.
 */
export interface PageOneWish {
  title: string
  headline: string
  detail: string
  decisions: { what: string; who: string }[]
  decisionsNote: string
  changes: string[]
  /** What it may say of those that have not answered, the longest wording first. */
  unanswered: readonly string[]
  exceptions: number
  /** Lines of the note that follows them however many are shown. */
  exceptionsNote: number
  /** Names of the rows of the table. */
  labels: string[]
  /** What the bars of the table show, in words. */
  legend: string[]
}

/** A page has 714 points; what is left over holds the line that says where a page one that goes out alone is from. */
const pageHeight = 699
const lineWidth = 493
const labelWidth = 130

const heights = {
  /** What stands on every page one: rules, footing, the heads of its blocks, the head and the foot of its table. */
  fixed: 240,
  title: 14,
  headline: 21.6,
  detail: 16.2,
  note: 12.4,
  text: 13.9,
  decisionGap: 2,
  exception: 16.9,
  row: 16,
  label: 12.6,
  contents: 18,
}

export const mostDecisions = 6
const mostChanges = 4
const most = { headline: 3, title: 2, detail: 2, note: 2, whatLines: 4, changeLines: 2, labelLines: 2 }
/** Lines that the agencies without an answer have before decisions and exceptions get theirs, and in all. */
const unansweredLines = { sure: 4, most: 6 }
/** Exceptions that are shown before more agencies are named. */
const firstExceptions = 6
const least = { exceptions: 3, rows: 3 }

export function roomOnPageOne(wish: PageOneWish): PageOneRoom {
  let left = pageHeight - headHeight(wish)
  const take = (height: number): boolean => {
    if (height > left) return false
    left -= height
    return true
  }
  const changes = wish.changes.slice(0, mostChanges).map(() => 1)
  left -= changes.length * heights.text
  const note = Math.max(wish.exceptionsNote, 1) * heights.note + 2
  left -= note
  let exceptions = Math.min(wish.exceptions, least.exceptions)
  let rows = Math.min(wish.labels.length, least.rows)
  left -= exceptions * heights.exception + rows * heights.row

  // A line of it is in what never changes.
  let unanswered = wordingWithin(wish.unanswered, unansweredLines.sure).lines
  left -= (unanswered - 1) * heights.text

  const decisions = decisionLines(wish.decisions.slice(0, mostDecisions), left)
  left -= decisions.reduce((sum, lines) => sum + lines * heights.text + heights.decisionGap, 0)
  changes.forEach((_, index) => {
    const lines = Math.min(linesOf(wish.changes[index] ?? '', 10.5, lineWidth - 14), most.changeLines)
    if (lines > 1 && take(heights.text)) changes[index] = lines
  })
  const showUpTo = (most: number) => {
    while (exceptions < Math.min(wish.exceptions, most) && take(heights.exception)) exceptions += 1
  }
  showUpTo(firstExceptions)
  while (wordingWithin(wish.unanswered, unansweredLines.most).lines > unanswered && take(heights.text)) {
    unanswered += 1
  }
  showUpTo(wish.exceptions)
  if (exceptions === wish.exceptions && wish.exceptionsNote === 0) left += note
  while (rows < wish.labels.length && take(heights.row)) rows += 1
  const longer = wish.labels.slice(0, rows).filter((label) => linesOf(label, 10, labelWidth) > 1).length
  const label = longer > 0 && take(longer * heights.label) ? most.labelLines : 1
  return { decisions, changes, unanswered, exceptions, rows, label, contents: take(heights.contents) }
}

/** The longest wording that so many lines hold, and the lines it takes; the shortest where they hold none. */
export function wordingWithin(wordings: readonly string[], most: number): { words: string; lines: number } {
  const lines = (words: string) => linesOf(words, 10.5, lineWidth - 14)
  const words = wordings.find((each) => lines(each) <= most) ?? wordings.at(-1) ?? ''
  return { words, lines: Math.min(lines(words), most) }
}

/** The lines of the first block down to the footing, of the notes, and all that never changes. */
function headHeight({ title, headline, detail, decisionsNote, legend }: PageOneWish): number {
  const legendRun = legend.reduce((sum, label) => sum + runOf(label, 9.5) + 31, 0)
  return (
    heights.fixed +
    heights.title * Math.min(linesOf(title, 11.5, lineWidth), most.title) +
    heights.headline * Math.min(linesOf(headline, 18, lineWidth), most.headline) +
    heights.detail * Math.min(linesOf(detail, 12, lineWidth), most.detail) +
    (decisionsNote === '' ? 0 : heights.note * Math.min(linesOf(decisionsNote, 9.5, lineWidth), most.note)) +
    heights.note * Math.ceil(legendRun / lineWidth)
  )
}

/** Whether page one holds every decision, and each of them whole. */
export function holdsWhole({ decisions: given }: PageOneRoom, decisions: readonly DecisionSought[]): boolean {
  return decisions.every((decision, index) => (given[index] ?? 0) >= linesInFull(decision))
}

function linesInFull({ what, who, byWhen }: DecisionSought): number {
  const decides = byWhen === null ? who : `${who}, by ${inWords(byWhen)}`
  const width = lineWidth - 22
  if (linesOf(`${what} ${decides}`, 10.5, width) === 1) return 1
  return linesOf(what, 10.5, width) + linesOf(decides, 10.5, width)
}

/** A decision takes one line where that holds it, else its own lines and one for who decides by when. */
function decisionLines(decisions: PageOneWish['decisions'], left: number): number[] {
  const wanted = decisions.map(({ what, who }) =>
    linesOf(`${what} ${who}`, 10.5, lineWidth - 22) === 1 ? 1 : 1 + linesOf(what, 10.5, lineWidth - 22),
  )
  for (let lines = most.whatLines; lines > 1; lines -= 1) {
    const given = wanted.map((each) => Math.min(each, lines + 1))
    const height = given.reduce((sum, each) => sum + each * heights.text + heights.decisionGap, 0)
    if (height <= left) return given
  }
  return wanted.map((each) => Math.min(each, 2))
}
