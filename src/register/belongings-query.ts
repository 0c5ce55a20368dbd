import { marks } from './action-query.js'
import type { Moment } from './moment.js'

/**
 * The SQL of what hangs on actions, for so many of them at once: the ids of the actions are the parameters, and where
 * `moment` is given its two instants follow.
 */

/** Every set of leads and partners that they ever had, in order. */
export const assignmentsSql = (count: number) =>
  `SELECT s.action_id, s.set_in_revision, s.role, s.provisional, s.as_written, g.slug, g.name
  FROM assignment s JOIN agency g ON g.id = s.agency_id
  WHERE s.action_id IN (${marks(count)}) ORDER BY s.action_id, s.position`

export const mentionsSql = (count: number) =>
  `SELECT m.action_id, m.as_written, g.slug, g.name FROM mention m JOIN agency g ON g.id = m.agency_id
  WHERE m.action_id IN (${marks(count)}) ORDER BY m.id`

/** Every state that their steps ever had, step by step, the newest last. */
export const stepsSql = (count: number) =>
  `SELECT st.action_id, st.ref, st.text, ss.status, ss.set_in_revision FROM step st
  JOIN step_state ss ON ss.step_id = st.id
  WHERE st.action_id IN (${marks(count)}) ORDER BY st.action_id, st.position, ss.set_in_revision`

export const quotesSql = (count: number) =>
  `SELECT action_id, section, quote, note FROM source WHERE action_id IN (${marks(count)}) ORDER BY action_id, position`

const known = (moment: Moment) => (moment === null ? '' : 'AND o.known_from <= ? AND x.recorded_at <= ?')

/** Relations seen from both ends; the parameters are given twice. */
export function relationsSql(count: number, moment: Moment): string {
  const seenFrom = (own: string, other: string, label: string) =>
    `SELECT x.id, x.${own} AS action_id, o.ref, ${label} AS relation, x.reason FROM relation x
    JOIN action o ON o.id = x.${other} WHERE x.${own} IN (${marks(count)}) ${known(moment)}`
  return `${seenFrom('from_id', 'to_id', 'x.kind')}
    UNION ALL ${seenFrom('to_id', 'from_id', `x.kind || '_by'`)} ORDER BY 1`
}

export const prioritiesSql = (count: number, moment: Moment) =>
  `SELECT x.action_id, pg.code AS programme, o.code, o.title, x.reason FROM action_priority x
  JOIN priority o ON o.id = x.priority_id JOIN programme pg ON pg.id = o.programme_id
  WHERE x.action_id IN (${marks(count)}) ${known(moment)} ORDER BY x.action_id, o.position, x.id`

/** Who has spoken of them, and with what evidence. */
export const voicesSql = (count: number) =>
  `SELECT ua.action_id, ua.revision, u.evidence, g.slug FROM update_action ua JOIN "update" u ON u.id = ua.update_id
  LEFT JOIN agency g ON g.id = u.on_behalf_of_id WHERE ua.action_id IN (${marks(count)})`

/** What was decided of their flags by an instant, which is the last parameter: the newest decision last. */
export const setAsidesSql = (count: number) =>
  `SELECT action_id, flag, until, reason, author FROM flag_set_aside
  WHERE action_id IN (${marks(count)}) AND recorded_at <= ? ORDER BY id`
