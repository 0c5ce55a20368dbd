import type { Write } from '../../audit/ledger.service.js'
import { insertRow } from '../../database/rows.js'
import type { Answerer } from './answerer.js'
import type { AskedUnit } from './return-blockers.js'
import { sha256Of } from './return-answers.js'
import { noAnswer, type SubmittedReturn } from './return-lines.js'
import type { ReadAnswers } from './return-lines.reading.js'
import { ReturnSubmission } from './return.entity.js'
import { selectIn } from '../select-in-write.js'
import type { TakenReturn } from './taken-return.js'

/** Freezes the return as it is sent; sent again is a new row. */
export async function freezeSubmission(
  write: Write,
  who: Answerer,
  taken: TakenReturn,
  answers: ReadAnswers,
  units: readonly AskedUnit[],
): Promise<void> {
  const { manager, now } = write
  const frozen = submittedReturn(taken, answers, units)
  const content = JSON.stringify(frozen)
  const last = await selectIn(manager)<{ number: number | null }>(
    'SELECT MAX("number") AS "number" FROM return_submission WHERE return_id = ?',
    [taken.id],
  )
  const number = (last[0]?.number ?? 0) + 1
  const nil = frozen.figures.updates === 0
  const sha256 = sha256Of(content)
  await insertRow(manager, ReturnSubmission, {
    ...{ returnId: taken.id, number, content, sha256, nil },
    ...{ via: who.way, accountId: who.accountId, author: who.name, submittedAt: now },
  })
  write.tell({ kind: 'return.submitted', subject: String(taken.id), details: { number, nil, sha256 } })
}

function submittedReturn(
  { commission, agency }: TakenReturn,
  { lines, whole }: ReadAnswers,
  units: readonly AskedUnit[],
): SubmittedReturn {
  const { title, periodStart, periodEnd, dueOn, questions } = commission
  const sent = lines.map(({ ref, role, revision, lastPosition, answer, newest }) => ({
    ...{ ref, role, revision, lastPosition, answer: answer ?? noAnswer, author: newest?.author ?? '' },
  }))
  const nothingToReport = sent.filter(({ answer }) => answer.nothingToReport).length
  return {
    commission: { title, periodStart, periodEnd, dueOn },
    agency,
    questions,
    whole: whole.answer ?? { questions: {} },
    lines: sent,
    without: units.filter(({ hasAnswered }) => !hasAnswered).map(({ name }) => name),
    figures: { lines: sent.length, updates: sent.length - nothingToReport, nothingToReport },
  }
}
