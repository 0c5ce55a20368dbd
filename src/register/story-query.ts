import { marks } from './action-query.js'
import type { Moment } from './moment.js'

/** The SQL of an action's story; where `moment` is given its two instants are the last parameters. */

/** Every statement about an action, the newest first. */
export const statementsSql = `SELECT u.id, ua.revision, u.narrative, u.said_by, u.on_end, u.on_as_written, u.status, u.confidence,
    u.evidence, u.next_step, u.section, u.note, u.known_from, u.recorded_at, g.slug AS agency, g.name AS agency_name
  FROM action a JOIN update_action ua ON ua.action_id = a.id JOIN "update" u ON u.id = ua.update_id
  LEFT JOIN agency g ON g.id = u.on_behalf_of_id
  WHERE a.ref = ? AND u.known_from <= ? AND u.recorded_at <= ? ORDER BY ua.revision DESC`

export const evidenceFilesSql = 'SELECT id, media_type, size FROM evidence_file WHERE ref = ?'

const revisionAt = (moment: Moment) =>
  moment === null
    ? 'a.revision'
    : `(SELECT MAX(x."number") FROM revision x WHERE x.action_id = a.id AND x.known_from <= ? AND x.recorded_at <= ?)`

/** So many actions with their plans: the two instants come before the refs. */
export const neighboursSql = (count: number, moment: Moment) =>
  `SELECT a.ref, r.title, p.slug AS plan, p.title AS plan_title, p.geography, p.area
  FROM action a JOIN plan p ON p.id = a.plan_id JOIN revision r ON r.action_id = a.id AND r."number" = ${revisionAt(moment)}
  WHERE a.ref IN (${marks(count)})`

/** The slugs of their leads and partners, by the same parameters. */
export const ownersSql = (count: number, moment: Moment) =>
  `SELECT a.ref, g.slug FROM action a JOIN revision r ON r.action_id = a.id AND r."number" = ${revisionAt(moment)}
  JOIN assignment s ON s.action_id = a.id AND s.set_in_revision = r.assignments_set_in
  JOIN agency g ON g.id = s.agency_id WHERE a.ref IN (${marks(count)})`
