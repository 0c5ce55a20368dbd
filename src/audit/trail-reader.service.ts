import { setImmediate as breathe } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import type { Instant } from '../clock/dates.js'
import { Database } from '../database/database.js'
import type { ChainedLine } from './chain.js'

/** What the trail is narrowed by; together the parts narrow further. */
export interface TrailFilter {
  /** Part of the name of who did it. */
  who?: string
  kind?: string
  /** Part of what it was done to. */
  subject?: string
  /** From this instant on. */
  from?: Instant
  /** Before this instant. */
  until?: Instant
  /** No line after the one with this number. */
  upTo?: number
}

export type TrailLine = ChainedLine & { hash: string }

/** From where a page is read: from the newest line, from those before a line, or from those after one. */
export type TrailPlace = { before: number } | { after: number } | null

export interface TrailPage {
  /** The newest first. */
  lines: TrailLine[]
  /** How many lines the trail has. */
  total: number
  /** The lines that were looked through; null when there are none of those days. */
  looked: { newest: number; oldest: number } | null
  /** Lines before this one are still to be looked through; null when there are none. */
  older: number | null
  /** There may be matching lines after this one; null when this is the newest page. */
  newer: number | null
}

/** Numbers of lines, both ends included. */
interface Span {
  oldest: number
  newest: number
}

interface LineRow extends Omit<TrailLine, 'previousHash'> {
  previous_hash: string
}

/** A filter that hardly anything passes must not read a long trail to its end before a page is shown. */
const mostLooked = 200_000
/** Lines that are looked through before others get their turn. */
const atATime = 5_000

const columns = 'sequence, "at", actor, kind, subject, details, previous_hash, hash'

/** Reads the lines of the audit trail, by their numbers: they have no gap, and a later line has a higher one. */
@Injectable()
export class TrailReader {
  constructor(private readonly database: Database) {}

  /** One page of the lines that pass the filter. */
  async page(filter: TrailFilter, place: TrailPlace, size: number): Promise<TrailPage> {
    const total = await this.total()
    const span = await this.spanOf(filter, total)
    if (place !== null && 'after' in place) {
      const page = await this.pageAfter(filter, span, place.after, size, total)
      if (page) return page
    }
    return this.pageBefore(
      filter,
      span,
      place !== null && 'before' in place ? place.before : null,
      size,
      total,
    )
  }

  /** The line with that number, or null. */
  async line(sequence: number): Promise<TrailLine | null> {
    const [row] = await this.database.select<LineRow>(
      `SELECT ${columns} FROM audit_line WHERE sequence = ?`,
      [sequence],
    )
    return row ? lineOf(row) : null
  }

  /** The first line of a kind and a subject that was written at an instant or shortly after it; null when none was. */
  async firstSince(instant: Instant, kind: string, subject: string): Promise<TrailLine | null> {
    const total = await this.total()
    const oldest = await this.firstFrom(instant, total)
    const [row] = await this.database.select<LineRow>(
      `SELECT ${columns} FROM audit_line WHERE sequence BETWEEN ? AND ? AND kind = ? AND subject = ?
      ORDER BY sequence LIMIT 1`,
      [oldest, oldest + atATime, kind, subject],
    )
    return row ? lineOf(row) : null
  }

  /** How many lines pass the filter. */
  async count(filter: TrailFilter): Promise<number> {
    const { text, parameters } = conditionsOf(filter)
    let count = 0
    for await (const { oldest, newest } of slices(await this.spanOf(filter, await this.total()))) {
      const [row] = await this.database.select<{ total: number }>(
        `SELECT CAST(COUNT(*) AS integer) AS total FROM audit_line WHERE sequence BETWEEN ? AND ? ${text}`,
        [oldest, newest, ...parameters],
      )
      count += row?.total ?? 0
    }
    return count
  }

  /** All lines that pass the filter, the newest first, some at a time. */
  async *all(filter: TrailFilter): AsyncGenerator<TrailLine[]> {
    for await (const slice of slices(await this.spanOf(filter, await this.total()))) {
      const rows = await this.rows(filter, slice, 'DESC', atATime)
      if (rows.length > 0) yield rows.map(lineOf)
    }
  }

  private async pageBefore(
    filter: TrailFilter,
    span: Span,
    before: number | null,
    size: number,
    total: number,
  ): Promise<TrailPage> {
    const from = { ...span, newest: before === null ? span.newest : Math.min(span.newest, before - 1) }
    const found: LineRow[] = []
    let oldest = from.newest + 1
    for await (const slice of slices(from)) {
      // One more than is shown: whether there are older ones is then known.
      found.push(...(await this.rows(filter, slice, 'DESC', size + 1 - found.length)))
      oldest = slice.oldest
      if (found.length > size || from.newest - oldest >= mostLooked) break
    }
    const lines = found.slice(0, size).map(lineOf)
    const more = found.length > size
    const lowest = more ? (lines.at(-1)?.sequence ?? oldest) : oldest
    return {
      ...{ lines, total },
      looked: from.newest < from.oldest ? null : { newest: from.newest, oldest: lowest },
      older: more || lowest > from.oldest ? lowest : null,
      newer: from.newest < span.newest ? (lines[0]?.sequence ?? from.newest) : null,
    }
  }

  /** The page of the lines next after one; null when they do not fill it, so that the newest page is the one to show. */
  private async pageAfter(
    filter: TrailFilter,
    span: Span,
    after: number,
    size: number,
    total: number,
  ): Promise<TrailPage | null> {
    const found: LineRow[] = []
    let oldest = Math.max(span.oldest, after + 1)
    const start = oldest
    while (oldest <= span.newest && found.length <= size && oldest - start < mostLooked) {
      const newest = Math.min(span.newest, oldest + atATime - 1)
      found.push(...(await this.rows(filter, { oldest, newest }, 'ASC', size + 1 - found.length)))
      oldest = newest + 1
      await breathe()
    }
    if (found.length <= size && oldest > span.newest) return null
    const lines = found.slice(0, size).map(lineOf).reverse()
    const newest = lines[0]?.sequence ?? oldest - 1
    return {
      ...{ lines, total, looked: { newest, oldest: start }, newer: newest },
      older: lines.at(-1)?.sequence ?? start,
    }
  }

  private async rows(
    filter: TrailFilter,
    { oldest, newest }: Span,
    order: 'ASC' | 'DESC',
    limit: number,
  ): Promise<LineRow[]> {
    const { text, parameters } = conditionsOf(filter)
    return this.database.select<LineRow>(
      `SELECT ${columns} FROM audit_line WHERE sequence BETWEEN ? AND ? ${text}
      ORDER BY sequence ${order} LIMIT ?`,
      [oldest, newest, ...parameters, limit],
    )
  }

  /** The number of the newest line, and so of all lines. */
  async total(): Promise<number> {
    const [row] = await this.database.select<{ last: number | null }>(
      'SELECT MAX(sequence) AS last FROM audit_line',
    )
    return row?.last ?? 0
  }

  private async spanOf({ from, until, upTo }: TrailFilter, total: number): Promise<Span> {
    const newest = until === undefined ? total : (await this.firstFrom(until, total)) - 1
    return {
      oldest: from === undefined ? 1 : await this.firstFrom(from, total),
      newest: Math.min(newest, upTo ?? newest),
    }
  }

  /** The number of the first line written at an instant or later. Later lines have later times, so halving finds it. */
  private async firstFrom(instant: Instant, total: number): Promise<number> {
    let [low, high] = [1, total + 1]
    while (low < high) {
      const middle = Math.floor((low + high) / 2)
      const [row] = await this.database.select<{ at: Instant }>(
        'SELECT "at" FROM audit_line WHERE sequence >= ? ORDER BY sequence LIMIT 1',
        [middle],
      )
      if (row && row.at < instant) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** A span in slices from its newest end, with a turn for others after each. */
async function* slices({ oldest, newest }: Span): AsyncGenerator<Span> {
  for (let top = newest; top >= oldest; top -= atATime) {
    yield { oldest: Math.max(oldest, top - atATime + 1), newest: top }
    await breathe()
  }
}

function conditionsOf({ who, kind, subject }: TrailFilter): { text: string; parameters: string[] } {
  const parts: [string, string][] = []
  if (kind !== undefined) parts.push(['kind = ?', kind])
  if (who !== undefined) parts.push([`LOWER(actor) LIKE ? ESCAPE '\\'`, containing(who)])
  if (subject !== undefined) parts.push([`LOWER(subject) LIKE ? ESCAPE '\\'`, containing(subject)])
  return {
    text: parts.map(([text]) => `AND ${text}`).join(' '),
    parameters: parts.map(([, parameter]) => parameter),
  }
}

function containing(words: string): string {
  return `%${words.toLowerCase().replace(/[\\%_]/gu, (mark) => `\\${mark}`)}%`
}

function lineOf({ previous_hash: previousHash, ...line }: LineRow): TrailLine {
  return { ...line, previousHash }
}
