import type { ActionStatus } from '../../actions/action-status.js'
import { daysBetween, type Day, type Instant } from '../../clock/dates.js'
import type { AskedLine } from './answer-rules.js'
import { wholePart, type LastPosition, type LineAnswer, type WholeAnswer } from './return-lines.js'
import { unanswered } from './return-rows.js'
import type { ReturnLineView } from '../views.js'

/** Reads rows with portable SQL, at rest or inside a write. */
export type Select = <Row>(sql: string, parameters: readonly unknown[]) => Promise<Row[]>

interface LineRow {
  id: number
  ref: string
  role: 'lead' | 'partner'
  position: number
  revision: number
  current_revision: number
  current_status: ActionStatus
  last_position: string
  handed_to_id: number | null
  handed_to: string | null
  has_lead: number
}

interface AnswerRow {
  part: string
  revision: number
  content: string
  author: string
  saved_at: Instant
}

/** The newest saving of a part of a return. */
export interface NewestAnswer {
  number: number
  /** JSON text, always the same for the same words. */
  content: string
  author: string
  savedAt: Instant
}

/** A line with what the rules of its answer need, and its newest answer. */
export interface ReadLine extends AskedLine {
  role: 'lead' | 'partner'
  position: number
  revision: number
  currentRevision: number
  handedTo: { accountId: number; name: string } | null
  answer: LineAnswer | null
  newest: NewestAnswer | null
}

/** What was answered, part by part. */
export interface ReadAnswers {
  lines: ReadLine[]
  whole: { answer: WholeAnswer | null; newest: NewestAnswer | null }
}

/** The lines of a return in their order, each with its newest answer. */
export async function readAnswers(select: Select, returnId: number): Promise<ReadAnswers> {
  const rows = await select<LineRow>(
    `SELECT l.id, a.ref, l.role, l."position", l.revision, a.revision AS current_revision, cr.status AS current_status,
      l.last_position, l.handed_to_id, ac.name AS handed_to,
      CASE WHEN EXISTS (SELECT 1 FROM assignment s WHERE s.action_id = a.id AND s.role = 'lead'
        AND s.set_in_revision = lr.assignments_set_in) THEN 1 ELSE 0 END AS has_lead
    FROM return_line l JOIN action a ON a.id = l.action_id
    JOIN revision lr ON lr.action_id = a.id AND lr."number" = l.revision
    JOIN revision cr ON cr.action_id = a.id AND cr."number" = a.revision
    LEFT JOIN account ac ON ac.id = l.handed_to_id
    WHERE l.return_id = ? ORDER BY l."position"`,
    [returnId],
  )
  const answers = await select<AnswerRow>(
    `SELECT a.part, a.revision, a.content, a.author, a.saved_at FROM return_answer a WHERE a.return_id = ? AND a.revision =
      (SELECT MAX(n.revision) FROM return_answer n WHERE n.return_id = a.return_id AND n.part = a.part)`,
    [returnId],
  )
  const newest = new Map(answers.map((row) => [row.part, newestOf(row)]))
  const whole = newest.get(wholePart) ?? null
  return {
    lines: rows.map((row) => lineOf(row, newest.get(row.ref) ?? null)),
    whole: { answer: whole && (JSON.parse(whole.content) as WholeAnswer), newest: whole },
  }
}

function newestOf({ revision: number, content, author, saved_at: savedAt }: AnswerRow): NewestAnswer {
  return { number, content, author, savedAt }
}

function lineOf(row: LineRow, newest: NewestAnswer | null): ReadLine {
  const isAnswered = newest !== null && newest.content !== unanswered
  return {
    ...{ ref: row.ref, role: row.role, position: row.position, revision: row.revision },
    ...{ currentRevision: row.current_revision, currentStatus: row.current_status },
    leads: row.role === 'lead' || row.has_lead === 0,
    lastPosition: JSON.parse(row.last_position) as LastPosition,
    handedTo: row.handed_to_id === null ? null : { accountId: row.handed_to_id, name: row.handed_to ?? '' },
    answer: isAnswered ? (JSON.parse(newest.content) as LineAnswer) : null,
    newest,
  }
}

/** @param question what the programme office asks of the line, while it waits for the answer */
export function lineView(line: ReadLine, today: Day, question: string | null): ReturnLineView {
  const { ref, role, position, revision, currentRevision, lastPosition, handedTo, answer, leads } = line
  const { saidOn } = lastPosition
  return {
    ...{ ref, role, position, revision, currentRevision, lastPosition, handedTo, answer, leads },
    age: saidOn === null ? null : daysBetween(saidOn, today),
    saved: line.newest?.number ?? 0,
    savedBy: line.newest?.author ?? null,
    savedAt: line.newest?.savedAt ?? null,
    question,
  }
}
