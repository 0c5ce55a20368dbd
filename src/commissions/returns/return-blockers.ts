import { inWords, type Day } from '../../clock/dates.js'
import { lackingInLine, lackingInWhole } from './answer-rules.js'
import type { CommissionQuestion } from '../commission/commission.entity.js'
import { wholePart } from './return-lines.js'
import type { ReadAnswers } from './return-lines.reading.js'
import type { ReturnBlocker } from '../views.js'

/** A unit of the agency, and whether it has answered. */
export interface AskedUnit {
  name: string
  hasAnswered: boolean
}

/** What keeps a return from being sent as it stands on that day. */
export function blockersOf(
  { lines, whole }: ReadAnswers,
  questions: readonly CommissionQuestion[],
  units: readonly AskedUnit[],
  { dueOn, today }: { dueOn: Day; today: Day },
): ReturnBlocker[] {
  return [
    ...lines.flatMap((line) =>
      lackingInLine(line.answer, line, questions).map((sentence) => ({ part: line.ref, sentence })),
    ),
    ...lackingInWhole(whole.answer, questions).map((sentence) => ({ part: wholePart, sentence })),
    ...(today > dueOn ? [] : waitingFor(units, dueOn)),
  ]
}

/** Services of a council answer before it; once the deadline has passed it need not wait for them. */
function waitingFor(units: readonly AskedUnit[], dueOn: Day): ReturnBlocker[] {
  return units
    .filter(({ hasAnswered }) => !hasAnswered)
    .map(({ name }) => ({
      part: null,
      sentence: `${name} has not answered yet: it answers before you do. After ${inWords(dueOn)} you can send your return without it.`,
    }))
}
