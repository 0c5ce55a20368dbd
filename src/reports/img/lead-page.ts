import { statusFacts } from '../../actions/action-status.js'
import { type Day, inWords, quarterAfter } from '../../clock/dates.js'
import { mustAddUp } from '../shared/footing.js'
import { linesOf } from '../shared/measure.js'
import { type PositionCounts, positionsOf } from '../shared/position.js'
import { asSentence, count, cut, figure, inList } from '../shared/words.js'
import type { DecisionSought } from './common.model.js'
import type { ImgReport } from './img.model.js'
import type { RegisterRow } from './later.model.js'
import { compareText } from './lines.js'

/** What one lead department is handed: its own lines of the report, and nothing that the report does not say. */
export interface LeadPage {
  agency: string
  name: string
  headline: string
  detail: string
  stats: { value: number; label: string; tone: 'plain' | 'bad' }[]
  bar: { key: string; label: string; positions: PositionCounts }
  decisions: DecisionSought[]
  noDecisions: string
  changes: string
  /** How it answered its returns; empty where it was asked for none. */
  returns: string
  groups: LeadGroup[]
  /** Those that two pages cannot hold, by ref. */
  also: string[]
  /** How many more there are than even their refs. */
  rest: number
}

export interface LeadGroup {
  heading: string
  rows: (Pick<RegisterRow, 'ref' | 'title' | 'end' | 'status' | 'timeliness'> & {
    /** Those who lead it too, and its partners. */
    others: string
  })[]
}

interface Group {
  heading: string
  rows: RegisterRow[]
}

const most = { refs: 60, others: 110 }
/** What two pages leave for the actions where the name takes one line, in points, and what a line of theirs takes. */
const room = { actions: 965, heading: 27, line: 13.2, padding: 5.8, width: 225 }
const above = { width: 493, name: 28.4, headline: 21.6, detail: 16.2, decision: 13.9, gap: 2 }

/** The page of one lead; null where it leads nothing. */
export function leadPageOf(report: ImgReport, agency: string): LeadPage | null {
  const rows = rowsOf(report).filter((row) => row.ledBy.includes(agency))
  const name = nameOf(report, agency)
  if (rows.length === 0 || name === null) return null
  const { closingDay, decisions, decisionsProposed } = report.summary
  const groups = groupsOf(rows, closingDay)
  mustAddUp(
    groups.map((group) => group.rows.length),
    rows.length,
    `The actions of ${name}`,
  )
  const concerning = decisions.filter((decision) => decision.concerns.includes(agency))
  const words = wordsOf(rows, closingDay)
  const changes = changesOf(report, new Set(rows.map(({ ref }) => ref)))
  const returns = report.leads.departments.find((each) => each.agency === agency)?.returns ?? ''
  const paragraph = { without: `${words.detail} ${changes}`, whole: `${words.detail} ${changes} ${returns}` }
  const taken = heightAbove(name, words.headline, concerning) + heightMore(paragraph)
  const shown = firstOf(groups, name, room.actions - taken)
  const seen = new Set(shown.flatMap((group) => group.rows.map(({ ref }) => ref)))
  const left = groups.flatMap((group) => group.rows).filter(({ ref }) => !seen.has(ref))
  return {
    ...{ agency, name },
    ...words,
    bar: { key: `alone-${agency}`, label: name, positions: positionsOf(rows) },
    decisions: concerning,
    noDecisions: decisionsProposed
      ? 'No decision is written into this edition yet.'
      : 'No decision of this edition names it.',
    ...{ changes, returns },
    groups: shown,
    also: left.slice(0, most.refs).map(({ ref }) => ref),
    rest: Math.max(0, left.length - most.refs),
  }
}

/** What the name, the headline and the decisions take beyond a line each of the first two. */
function heightAbove(name: string, headline: string, decisions: readonly DecisionSought[]): number {
  const { width } = above
  const asked = decisions.map(
    ({ what, who }) =>
      linesOf(`${what} ${who}, by 30 September 2013.`, 10.5, width - 14) * above.decision + above.gap,
  )
  return (
    (linesOf(cut(name, 160), 24, width) - 1) * above.name +
    (linesOf(headline, 18, width) - 1) * above.headline +
    asked.reduce((sum, height) => sum + height, 0)
  )
}

/** What the returns add to the paragraph under the headline. */
function heightMore({ without, whole }: { without: string; whole: string }): number {
  const lines = (words: string) => linesOf(words, 12, above.width)
  return (lines(whole) - lines(without)) * above.detail
}

/** Slugs of those who lead anything, in the order of the report. */
export function leadsIn({ leads }: ImgReport): string[] {
  return [...leads.national, ...leads.local].map(({ agency }) => agency)
}

const rowsOf = ({ register }: ImgReport): RegisterRow[] => register.groups.flatMap(({ rows }) => rows)

function nameOf({ leads }: ImgReport, agency: string): string | null {
  return [...leads.national, ...leads.local].find((row) => row.agency === agency)?.name ?? null
}

function wordsOf(rows: readonly RegisterRow[], today: Day): Pick<LeadPage, 'headline' | 'detail' | 'stats'> {
  const next = quarterAfter(today, 1).end
  const open = rows.filter(({ status }) => statusFacts[status].open)
  const of = (fits: (row: RegisterRow) => boolean) => rows.filter(fits).length
  const complete = of(({ status }) => statusFacts[status].complete)
  const overdue = of(({ timeliness }) => timeliness === 'overdue')
  const due = of((row) => isDueBy(row, next))
  const noDate = open.filter(({ end }) => end === null).length
  const alone = of(({ ledBy }) => ledBy.length === 1)
  const some = (value: number) => (value === 0 ? 'none' : figure(value))
  return {
    headline: asSentence(
      `${count(rows.length, 'action')}: ${some(complete)} complete, ${some(overdue)} overdue, ${some(due)} due by ${inWords(next)}.`,
    ),
    detail: asSentence(
      `${alone === rows.length ? 'all' : some(alone)} led alone; ${some(noDate)} open without an end date.`,
    ),
    stats: [
      { value: rows.length, label: 'actions', tone: 'plain' },
      { value: of(({ status }) => status === 'in_progress'), label: 'in progress', tone: 'plain' },
      { value: complete, label: 'complete', tone: 'plain' },
      { value: overdue, label: 'overdue', tone: overdue > 0 ? 'bad' : 'plain' },
      { value: due, label: 'due by the end of next quarter', tone: 'plain' },
      { value: noDate, label: 'no end date', tone: 'plain' },
    ],
  }
}

const isDueBy = ({ timeliness, end }: RegisterRow, day: Day): boolean =>
  (timeliness === 'due_this_quarter' || timeliness === 'not_yet_due') && end !== null && end <= day

/** The most pressing first; each action in one group. */
function groupsOf(rows: readonly RegisterRow[], today: Day): Group[] {
  const next = quarterAfter(today, 1).end
  const headingOf = (row: RegisterRow): number => {
    if (!statusFacts[row.status].open) return 4
    if (row.timeliness === 'overdue') return 0
    if (isDueBy(row, next)) return 1
    return row.end === null ? 3 : 2
  }
  return ['Overdue', `Due by ${inWords(next)}`, 'Due later', 'No end date', 'Complete or closed']
    .map((heading, index) => ({
      heading,
      rows: rows
        .filter((row) => headingOf(row) === index)
        .sort((one, other) => compareText(one.end ?? '', other.end ?? '')),
    }))
    .filter((group) => group.rows.length > 0)
}

/** As many as two pages hold, by what each of them takes. */
function firstOf(groups: readonly Group[], name: string, points: number): LeadGroup[] {
  let left = points
  const take = (height: number): boolean => {
    left -= height
    return left >= 0
  }
  return groups
    .map(({ heading, rows }) => {
      left -= room.heading
      return { heading, rows: rows.map((row) => lineOf(row, name)).filter((row) => take(heightOf(row))) }
    })
    .filter((group) => group.rows.length > 0)
}

function heightOf({ title, others }: LeadGroup['rows'][number]): number {
  const lines = linesOf(`${cut(title, 160)} ${others === '' ? '' : `With ${others}.`}`, 10, room.width)
  return Math.max(2, lines) * room.line + room.padding
}

function lineOf({ ref, title, end, status, timeliness, leads, partners }: RegisterRow, name: string) {
  const own = [name, `${name} (provisional)`]
  const others = [...leads.filter((lead) => !own.includes(lead)), ...partners]
  return { ...{ ref, title, end, status, timeliness }, others: cut(others.join('; '), most.others) }
}

/** "Since 30 September 2013: 19 new and 2 with another date." */
function changesOf({ changes }: ImgReport, own: ReadonlySet<string>): string {
  const ours = (refs: readonly { ref: string }[]) => refs.filter(({ ref }) => own.has(ref)).length
  const added = changes.added.flatMap(({ refs }) => refs).filter((ref) => own.has(ref)).length
  const counts: [number, string][] = [
    [added, 'new'],
    [ours(changes.statusMoves), 'with another status'],
    [ours(changes.dateMoves), 'with another end date'],
    [ours(changes.leadMoves), 'with another lead'],
    [ours(changes.closed), 'closed'],
    [ours(changes.reopened), 'reopened'],
  ]
  const said = counts.filter(([value]) => value > 0).map(([value, what]) => `${figure(value)} ${what}`)
  const since = `Since ${inWords(changes.since)}`
  return said.length === 0 ? `${since}: nothing has changed.` : `${since}: ${inList(said)}.`
}
