import { Injectable } from '@nestjs/common'
import type { Person } from '../../accounts/person.js'
import { Ledger } from '../../audit/ledger.service.js'
import { type Day, inWords, londonDay } from '../../clock/dates.js'
import { Database } from '../../database/database.js'
import { changeRows, findRow, insertRow } from '../../database/rows.js'
import { Conflict, type FieldError, NotFound, Refused } from '../../web/problems.js'
import { calendarDays, wrongWithCommission } from './commission-rules.js'
import { commissionStateFacts } from './commission-state.js'
import { Commission } from './commission.entity.js'
import type { NewCommission } from '../views.js'

export type ChangedCommission = NewCommission

/** What was changed of a commission, as the trail tells it: what a field was, and what it is. */
export type Changed = Partial<Record<keyof NewCommission, { from: unknown; to: unknown }>>

/** Plans commissions and changes them. */
@Injectable()
export class CommissionKeeping {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
  ) {}

  /** @throws Refused naming every field that is wrong, plans and agencies that are not registered too */
  async check(given: NewCommission): Promise<void> {
    const wrong = [...wrongWithCommission(given), ...(await this.unknownInScope(given))]
    if (wrong.length > 0) throw new Refused(wrong)
  }

  async make(person: Person, noted: NewCommission): Promise<number> {
    const given = tidy(noted)
    await this.check(given)
    return this.ledger.write(person, async (write) => {
      refusePast(given, londonDay(write.now))
      const id = await insertRow(write.manager, Commission, {
        ...{ ...given, state: 'planned' as const },
        ...{ accountId: person.accountId, author: person.name, madeAt: write.now },
        ...{ openedAt: null, closedAt: null },
      })
      const { title, dueOn, freezeOn } = given
      write.tell({ kind: 'commission.made', subject: String(id), details: { title, dueOn, freezeOn } })
      return id
    })
  }

  async change(person: Person, id: number, noted: ChangedCommission): Promise<void> {
    const given = tidy(noted)
    await this.check(given)
    const now = await this.commission(id)
    // What says the same again is no change, and the trail has nothing to tell.
    if (Object.keys(changesOf(now, given)).length === 0) return
    await this.ledger.write(person, async (write) => {
      const before = await findRow(write.manager, Commission, { id })
      if (!before) throw new NotFound('There is no such commission.')
      const changed = changesOf(before, given)
      refuseChange(before, changed, londonDay(write.now))
      await changeRows(write.manager, Commission, { id }, given)
      write.tell({ kind: 'commission.changed', subject: String(id), details: { changed } })
    })
  }

  private async commission(id: number): Promise<Commission> {
    const found = await this.database.reads.getRepository(Commission).findOneBy({ id })
    if (!found) throw new NotFound('There is no such commission.')
    return found
  }

  private async unknownInScope({ scope }: NewCommission): Promise<FieldError[]> {
    const errors: FieldError[] = []
    for (const [field, table, named] of [
      ['scope.plans', 'plan', scope.plans],
      ['scope.agencies', 'agency', scope.agencies],
    ] as const) {
      if (named.length === 0) continue
      const known = new Set(
        (await this.database.select<{ slug: string }>(`SELECT slug FROM ${table}`)).map(({ slug }) => slug),
      )
      for (const slug of named.filter((one) => !known.has(one))) {
        errors.push({ field, message: `There is no ${table} “${slug}” in the register.` })
      }
    }
    return errors
  }
}

function tidy({ scope, questions, ...given }: NewCommission): NewCommission {
  const { plans, agencies, openOnly, filter } = scope
  return {
    title: given.title.trim(),
    ...{ periodStart: given.periodStart, periodEnd: given.periodEnd, reportingDate: given.reportingDate },
    ...{ opensOn: given.opensOn, dueOn: given.dueOn, signOffBy: given.signOffBy, freezeOn: given.freezeOn },
    questions: questions.map(({ key, text, of, required }) => ({ key, text: text.trim(), of, required })),
    scope: {
      ...{ plans: [...new Set(plans)], agencies: [...new Set(agencies)], openOnly },
      filter: filter.trim().replace(/^\?/u, ''),
    },
  }
}

function changesOf(before: NewCommission, given: NewCommission): Changed {
  const fields = Object.keys(given) as (keyof NewCommission)[]
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(given[field]))
      .map((field) => [field, { from: before[field], to: given[field] }]),
  )
}

/** A deadline that nobody could keep is none. */
function refusePast({ dueOn }: NewCommission, today: Day): void {
  if (dueOn >= today) return
  const message = `The agencies’ deadline, ${inWords(dueOn)}, has passed already.`
  throw new Refused([{ field: 'dueOn', message }])
}

const ofAnOpenOne: ReadonlySet<string> = new Set([
  'title',
  ...calendarDays.map(({ field }) => field).filter((field) => field !== 'opensOn'),
])

function refuseChange(before: Commission, changed: Changed, today: Day): void {
  if (before.state === 'closed' || before.state === 'withdrawn') {
    const label = commissionStateFacts[before.state].label.toLowerCase()
    throw new Conflict(`This commission is ${label}: it changes no more.`, 'Not possible now')
  }
  if (before.state === 'planned') {
    const dueOn = changed.dueOn?.to
    if (typeof dueOn === 'string') refusePast({ ...before, dueOn }, today)
    return
  }
  const errors: FieldError[] = []
  for (const [field, { from, to }] of Object.entries(changed)) {
    if (!ofAnOpenOne.has(field)) {
      errors.push({
        field,
        message: 'The agencies have been asked: only the title and later days can change.',
      })
    } else if (field !== 'title' && String(to) < String(from)) {
      errors.push({
        field,
        message: `The agencies count on ${inWords(String(from))}: this day can only move to a later one.`,
      })
    }
  }
  if (errors.length > 0) throw new Refused(errors)
}
