import { agenciesAsRead } from '../agencies/merged-agencies.js'
import type { Day, Instant } from '../clock/dates.js'
import type { Database } from '../database/database.js'
import { type Moment, recordedFor } from '../register/moment.js'
import type { Addressee, PanelAnswer } from './panel-recommendation.entity.js'
import {
  inOrderOfMeetings,
  type KnownRecommendation,
  type PanelRecommendationView,
  printedOf,
  type RecommendationStanding,
  type ReplyView,
  standingOf,
} from './recommendation-views.js'

export type { PanelRecommendationView } from './recommendation-views.js'

/** What a report may know of a panel's recommendations. */
export interface RecommendationsMoment {
  knownBy: Instant
  recordedBy: Instant
  /** The day on which the clocks are read. */
  cutOff: Day
}

/**
 * What panels had recommended of a plan, and what became of it, as a report prints it. Whatever is entered live is known
 * from its entry, so that what was recorded after the cut-off is left out, however early the meeting was.
 */
export async function recommendationsKnown(
  database: Database,
  plan: string,
  { knownBy, recordedBy, cutOff }: RecommendationsMoment,
): Promise<PanelRecommendationView[]> {
  return (await recommendationStandings(database, plan, { knownBy, recordedBy }, cutOff)).map(printedOf)
}

/** The same with ids and all that was said, for pages and the API. */
export async function recommendationStandings(
  database: Database,
  plan: string,
  moment: Moment,
  today: Day,
): Promise<RecommendationStanding[]> {
  const known = await readKnown(database, plan, recordedFor(moment))
  return inOrderOfMeetings(known.map((one) => standingOf(one, today)))
}

interface RecommendationRow {
  id: number
  panel: string
  made_on: Day
  label: string
  text: string
  addressee: Addressee
  received_on: Day
  source: string | null
  author: string
  recorded_at: Instant
  agency_slug: string | null
  agency_name: string | null
}

interface ReplyRow {
  recommendation_id: number
  number: number
  answer: PanelAnswer | null
  reason: string | null
  responsible: string | null
  due_on: Day | null
  done: string | null
  said_on: Day
  author: string
  recorded_at: Instant
}

async function readKnown(database: Database, plan: string, by: Instant): Promise<KnownRecommendation[]> {
  const rows = await database.select<RecommendationRow>(
    `SELECT r.id, r.panel, r.made_on, r.label, r."text", r.addressee, r.received_on, r.source, r.author, r.recorded_at,
      g.slug AS agency_slug, g.name AS agency_name
    FROM panel_recommendation r JOIN plan p ON p.id = r.plan_id LEFT JOIN agency g ON g.id = r.agency_id
    WHERE p.slug = ? AND r.recorded_at <= ? ORDER BY r.id`,
    [plan, by],
  )
  if (rows.length === 0) return []
  const asRead = await agenciesAsRead(database, by)
  const replies = await readReplies(database, plan, by)
  return rows.map((row) => ({
    ...{ id: row.id, plan, panel: row.panel, madeOn: row.made_on, label: row.label, text: row.text },
    ...{ addressee: row.addressee, receivedOn: row.received_on, source: row.source },
    agency:
      row.agency_slug === null
        ? null
        : {
            slug: asRead.slugOf(row.agency_slug),
            name: asRead.nameOf(row.agency_slug, row.agency_name ?? ''),
          },
    ...{ author: row.author, recordedAt: row.recorded_at, replies: replies.get(row.id) ?? [] },
  }))
}

async function readReplies(
  database: Database,
  plan: string,
  by: Instant,
): Promise<ReadonlyMap<number, ReplyView[]>> {
  const rows = await database.select<ReplyRow>(
    `SELECT y.recommendation_id, y."number", y.answer, y.reason, y.responsible, y.due_on, y.done, y.said_on, y.author,
      y.recorded_at
    FROM panel_reply y JOIN panel_recommendation r ON r.id = y.recommendation_id JOIN plan p ON p.id = r.plan_id
    WHERE p.slug = ? AND y.recorded_at <= ? ORDER BY y.recommendation_id, y."number"`,
    [plan, by],
  )
  const replies = new Map<number, ReplyView[]>()
  for (const {
    recommendation_id: id,
    due_on: dueOn,
    said_on: saidOn,
    recorded_at: recordedAt,
    ...reply
  } of rows) {
    replies.set(id, [...(replies.get(id) ?? []), { ...reply, dueOn, saidOn, recordedAt }])
  }
  return replies
}
