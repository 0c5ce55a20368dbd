import { Injectable } from '@nestjs/common'
import { canCommission } from '../../accounts/rights.js'
import { Clock } from '../../clock/clock.js'
import { Database } from '../../database/database.js'
import { NotFound } from '../../web/problems.js'
import type { Answerer } from './answerer.js'
import { readCommission } from '../commission/commission-reader.js'
import { blockersOf } from './return-blockers.js'
import { isOfItsAgency, mayAnswer, type OpenedReturn } from './return-door.js'
import { lineView, readAnswers, type Select } from './return-lines.reading.js'
import type { StepRow } from './return-rows.js'
import { returnStateFacts } from './return-state.js'
import { type CommissionedReturns, readReturns } from './return-summaries.js'
import { isSecondPerson, voicesOf } from '../second-person.js'
import type { ReturnMay, ReturnSummary, ReturnView } from '../views.js'

/** Reads one return whole. */
@Injectable()
export class ReturnReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async view(who: Answerer, opened: OpenedReturn): Promise<ReturnView> {
    const { id, commissionId } = opened
    const today = this.clock.today()
    const { questions } = await readCommission(this.database, commissionId)
    const all = await readReturns(this.database, [commissionId], today)
    const summary = all.summaries.find((one) => one.id === id)
    if (!summary) throw new NotFound('There is no such return.')
    const answers = await readAnswers(this.select, id)
    const units = unitsOf(all, id)
    const asked = new Map(summary.openQuestions.map(({ part, text }) => [part, text]))
    const steps = all.steps.get(id) ?? []
    const { answer, newest } = answers.whole
    return {
      ...summary,
      questions,
      whole: { answer, saved: newest?.number ?? 0, savedBy: newest?.author ?? null },
      lineViews: answers.lines.map((line) => lineView(line, today, asked.get(line.ref) ?? null)),
      units,
      blockers: returnStateFacts[summary.state].writable
        ? blockersOf(answers, questions, asUnits(units), { dueOn: summary.commission.dueOn, today })
        : [],
      may: await this.mayDo(who, opened, summary, steps),
      submissions: (all.submissions.get(id) ?? []).map((row) => ({
        ...{ number: row.number, author: row.author, via: row.via, submittedAt: row.submitted_at },
        ...{ nil: Boolean(row.nil), sha256: row.sha256 },
      })),
      steps: steps.map(({ from_state: from, to_state: to, reason, author, at }) => ({
        ...{ from, to, reason, author, at },
      })),
    }
  }

  private async mayDo(
    who: Answerer,
    opened: OpenedReturn,
    { state, commission }: ReturnSummary,
    steps: StepRow[],
  ): Promise<ReturnMay> {
    const isOpen = commission.state === 'open'
    const write = isOpen && returnStateFacts[state].writable && mayAnswer(who, opened)
    const office = who.person !== null && canCommission(who.person) && state === 'submitted'
    const waits = isOpen && state === 'awaiting_sign_off' && isOfItsAgency(who, opened)
    return {
      ...{ write, submit: write },
      signOff: waits && isSecondPerson(await voicesOf(this.select, who, opened.id), steps),
      ...{ accept: office, sendBack: office && isOpen },
    }
  }

  private readonly select: Select = (sql, parameters) => this.database.select(sql, parameters)
}

export const asUnits = (units: ReturnView['units']) =>
  units.map(({ agency, answeredAt }) => ({ name: agency.name, hasAnswered: answeredAt !== null }))

/** Returns of the same commission of whatever stands below the agency. */
export function unitsOf({ rows, summaries, tree }: CommissionedReturns, id: number): ReturnView['units'] {
  const own = rows.find((row) => row.id === id)
  if (!own) return []
  const below = new Set(
    rows
      .filter((row) => row.commission_id === own.commission_id && row.id !== id)
      .filter(
        (row) => !tree.isOne(row.agency_id, own.agency_id) && tree.isWithin(row.agency_id, own.agency_id),
      )
      .map((row) => row.id),
  )
  return summaries
    .filter((summary) => below.has(summary.id))
    .map(({ id: unit, agency, state, answeredAt }) => ({ id: unit, agency, state, answeredAt }))
}
