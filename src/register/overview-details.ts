import { agenciesAsRead, sameAgencies } from '../agencies/merged-agencies.js'
import { type Day, type Instant, londonDay } from '../clock/dates.js'
import type { Database } from '../database/database.js'
import { marks } from './action-query.js'
import { everything, type Moment, recordedFor } from './moment.js'
import type { PriorityView } from './views.js'

/** What a plan says of itself beyond its `PlanView`. */
export interface PlanNotes {
  /** The agency that published it. */
  publisherSlug: string
  publisherAsWritten: string | null
  publishedNote: string | null
  note: string | null
}

interface PlanNotesRow {
  plan: string
  publisher: string
  publisher_as_written: string | null
  published_note: string | null
  note: string | null
}

/** The notes of every plan, by its slug. */
export async function readPlanNotes(database: Database, moment: Moment): Promise<Map<string, PlanNotes>> {
  const asRead = await agenciesAsRead(database, recordedFor(moment))
  const rows = await database.select<PlanNotesRow>(
    `SELECT p.slug AS plan, g.slug AS publisher, p.publisher_as_written, p.published_note, p.note
    FROM plan p JOIN agency g ON g.id = p.publisher_id ORDER BY p.id`,
  )
  return new Map(
    rows.map(({ plan, publisher, publisher_as_written, published_note, note }) => [
      plan,
      {
        publisherSlug: asRead.slugOf(publisher),
        publisherAsWritten: publisher_as_written,
        publishedNote: published_note,
        note,
      },
    ]),
  )
}

/** A priority in the words of its document. */
export interface PriorityText extends PriorityView {
  programmeName: string
  text: string
  /** The plan that the words are taken from; null where no plan of the register is known from the same moment. */
  plan: string | null
  section: string
  note: string | null
}

/** The priorities that were known by the moment, programme by programme in their own order. */
export function readPriorityTexts(database: Database, moment: Moment): Promise<PriorityText[]> {
  return database.select<PriorityText>(
    // A priority is known from the publication of the document that it quotes.
    `SELECT pg.code AS programme, pg.name AS "programmeName", o.code, o.title, o.text, o.section, o.note,
      (SELECT MIN(p.title) FROM plan p WHERE p.programme_id = o.programme_id AND p.known_from = o.known_from
        HAVING COUNT(*) = 1) AS plan
    FROM priority o JOIN programme pg ON pg.id = o.programme_id WHERE o.known_from <= ?
    ORDER BY o.programme_id, o.position`,
    [moment?.knownBy ?? everything],
  )
}

/** The newest statement that was made on behalf of an agency. */
export interface LastWord {
  actionId: number
  narrative: string
  by: string
  knownFrom: Day
}

interface LastWordRow {
  action_id: number
  narrative: string
  said_by: string
  known_from: Instant
}

/** Actions whose statements are looked through at once. */
const atATime = 400

/** What the agency itself said last of these actions; null where it never spoke. */
export async function readLastWord(
  database: Database,
  agency: string,
  actionIds: readonly number[],
  moment: Moment,
): Promise<LastWord | null> {
  const { knownBy, recordedBy } = moment ?? { knownBy: everything, recordedBy: everything }
  let last: LastWordRow | null = null
  for (let from = 0; from < actionIds.length; from += atATime) {
    const ids = actionIds.slice(from, from + atATime)
    const [found] = await database.select<LastWordRow>(
      `SELECT ua.action_id, u.narrative, u.said_by, u.known_from FROM "update" u
      JOIN update_action ua ON ua.update_id = u.id
      WHERE ua.action_id IN (${marks(ids.length)}) AND u.on_behalf_of_id IN (${sameAgencies})
        AND u.known_from <= ? AND u.recorded_at <= ? ORDER BY u.known_from DESC, u.id DESC, ua.id LIMIT 1`,
      [...ids, agency, recordedFor(moment), knownBy, recordedBy],
    )
    if (found && (last === null || found.known_from > last.known_from)) last = found
  }
  if (last === null) return null
  const { action_id: actionId, narrative, said_by: by, known_from: knownFrom } = last
  return { actionId, narrative, by, knownFrom: londonDay(knownFrom) }
}
