import Handlebars from 'handlebars'
import { addDays, type Day, daysBetween, inWords, quarterOf } from '../../clock/dates.js'
import { figure } from './words.js'

const { escapeExpression } = Handlebars

export interface Timeline {
  /** The chart in words. */
  alt: string
  from: Day
  until: Day
  marks: readonly { ref: string; end: Day }[]
  width: number
}

const ink = '#16202b'
const soft = '#4a5763'
const rule = '#c9d1d8'
const letter = { size: 11, width: 6.2 }
/** As many marks bear their refs; more are counted. */
export const mostNamed = 24
const lane = 17
const axisRoom = 44
const inset = 5

/**
 * Time from left to right with a mark for each action on the day that it falls due. A few marks bear their refs and
 * stand above each other where they would meet; many are counted by the week.
 */
export function timelineChart(timeline: Timeline): string {
  const { alt, marks, width } = timeline
  const drawing = marks.length <= mostNamed ? named(timeline) : counted(timeline)
  const height = drawing.height + axisRoom
  const label = escapeExpression(alt)
  return (
    `<svg role="img" aria-label="${label}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `xmlns="http://www.w3.org/2000/svg"><title>${label}</title>` +
    `<g transform="translate(0 ${drawing.height})">${axis(timeline, drawing.height)}${drawing.svg}</g></svg>`
  )
}

interface Drawing {
  svg: string
  height: number
}

/** A dot with its ref to the right of it, or to the left where it would leave the chart, each in the lowest free lane. */
function named(timeline: Timeline): Drawing {
  const lanes: number[] = []
  const drawn = timeline.marks.map(({ ref, end }) => {
    const x = placeOf(timeline, end)
    const room = 12 + ref.length * letter.width
    const leftwards = x + room > timeline.width
    const [first, last] = leftwards ? [x - room, x + 6] : [x - 6, x + room]
    let level = lanes.findIndex((taken) => taken <= first)
    if (level < 0) level = lanes.length
    lanes[level] = last + 4
    return { ref, x, y: -14 - level * lane, leftwards }
  })
  const stems = drawn.map(({ x, y }) => line(x, 0, x, y, rule, 0.75))
  const dots = drawn.map(
    ({ ref, x, y, leftwards }) =>
      `<circle cx="${x}" cy="${y}" r="4" fill="${ink}"/>` +
      text(leftwards ? x - 8 : x + 8, y + 4, ref, { anchor: leftwards ? 'end' : 'start' }),
  )
  return { svg: [...stems, ...dots].join(''), height: 14 + Math.max(1, lanes.length) * lane }
}

/** A column for each week in which anything falls due, with its count above it. */
function counted(timeline: Timeline): Drawing {
  const { from, until, marks, width } = timeline
  const tallest = 110
  const byWeek = new Map<number, number>()
  for (const { end } of marks) {
    const week = Math.floor(daysBetween(from, end) / 7)
    byWeek.set(week, (byWeek.get(week) ?? 0) + 1)
  }
  const most = Math.max(...byWeek.values())
  const wide = rounded(Math.min(18, (width / (daysBetween(from, until) + 1)) * 7 - 4))
  const columns = [...byWeek].map(([week, count]) => {
    const x = placeOf(timeline, addDays(from, week * 7))
    const height = rounded(Math.max(1.5, (count / most) * tallest))
    return (
      `<rect x="${rounded(x + 2)}" y="${-height}" width="${wide}" height="${height}" fill="#a9bfd2" stroke="${ink}" stroke-width="0.75"/>` +
      text(rounded(x + 2 + wide / 2), -height - 4, figure(count), { anchor: 'middle', weight: 600 })
    )
  })
  return { svg: columns.join(''), height: tallest + 20 }
}

/** The line of time with its months, and a taller stroke where a quarter begins. */
function axis(timeline: Timeline, height: number): string {
  const { from, until, width } = timeline
  const parts = [line(0, 0, width, 0, ink, 1.25)]
  for (let day = from; day <= until; day = monthAfter(day)) {
    const [x, next] = [placeOf(timeline, day), placeOf(timeline, monthAfter(day))]
    const opens = day === from || day === quarterOf(day).start
    const { number, financialYear, end } = quarterOf(day)
    parts.push(line(x, opens && day !== from ? -height : 0, x, opens ? 34 : 8, opens ? soft : rule, 0.9))
    if (next - x > 36) parts.push(text(x + 5, 15, monthOf(day, next - x)))
    if (opens && placeOf(timeline, end) - x > 70)
      parts.push(text(x + 5, 31, `Q${number} ${financialYear}`, { weight: 600 }))
  }
  return parts.join('')
}

const monthAfter = (day: Day): Day => addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7) + '-01'

/** "January 2014", or "Jan" where that is too long. */
function monthOf(day: Day, room: number): string {
  const month = inWords(day).replace(/^\d+ /u, '')
  return room > month.length * letter.width ? month : month.slice(0, 3)
}

/** Where a day lies between the edges, in whole tenths; a mark at an edge stays whole. */
function placeOf({ from, until, width }: Timeline, day: Day): number {
  return rounded(inset + (daysBetween(from, day) / (daysBetween(from, until) + 1)) * (width - 2 * inset))
}

const rounded = (value: number) => Math.round(value * 10) / 10

function line(x1: number, y1: number, x2: number, y2: number, color: string, wide: number): string {
  return `<path d="M${x1} ${y1}L${x2} ${y2}" stroke="${color}" stroke-width="${wide}"/>`
}

function text(
  x: number,
  y: number,
  words: string,
  { anchor = 'start', weight = 400 }: { anchor?: string; weight?: number } = {},
): string {
  return (
    `<text x="${rounded(x)}" y="${rounded(y)}" font-size="${letter.size}" font-weight="${weight}" ` +
    `text-anchor="${anchor}" fill="${ink}">${escapeExpression(words)}</text>`
  )
}
