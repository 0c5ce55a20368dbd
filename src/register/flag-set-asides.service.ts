import { Injectable } from '@nestjs/common'
import type { Person } from '../accounts/person.js'
import { canCommission } from '../accounts/rights.js'
import { SecurityTrail } from '../accounts/security-trail.js'
import { Action } from '../actions/action.entity.js'
import { ActionNotFound, ChangeRefused } from '../actions/action-errors.js'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import type { Day } from '../clock/dates.js'
import { findRow, insertRow } from '../database/rows.js'
import { NotAllowed } from '../web/problems.js'
import { FlagSetAside } from './flag-set-aside.entity.js'
import { type FlagCode, flagLabel } from './flags.js'
import { RegisterService } from './register.service.js'

/** The most characters that the reason of a decision may have. */
export const longestReason = 2000

/** The last day until which a flag can be set aside on a day: a year ahead. */
export function lastDayOf(today: Day): Day {
  return `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`.replace('-02-29', '-02-28')
}

/**
 * Lets the programme office set a flag of one action aside, until a day and for a reason. The rule still finds the action;
 * its flag does not count. Nothing is altered: a later decision takes the place of an earlier one.
 */
@Injectable()
export class FlagSetAsides {
  constructor(
    private readonly ledger: Ledger,
    private readonly register: RegisterService,
    private readonly trail: SecurityTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Sets a flag of an action aside, up to and with a day; or anew, for another reason or until another day.
   *
   * @throws NotAllowed, ActionNotFound, ChangeRefused naming the fields `until` and `reason`
   */
  async setAside(
    person: Person,
    ref: string,
    code: FlagCode,
    { until, reason }: { until: Day; reason: string },
  ): Promise<void> {
    await this.demandOffice(person, code, ref)
    const { flags, setAside } = await this.register.one(ref, null)
    const today = this.clock.today()
    const errors = [...wrongWithDay(until, today), ...wrongWithReason(reason)]
    if (![...flags, ...setAside].some((flag) => flag.code === code)) {
      errors.push({ field: 'reason', message: `${ref} does not carry the flag “${flagLabel(code)}”.` })
    }
    if (errors.length > 0) throw new ChangeRefused(errors)
    await this.record(person, ref, code, { until, reason: reason.trim() })
  }

  /**
   * Lets a flag count again from now on.
   *
   * @throws NotAllowed, ActionNotFound, ChangeRefused naming the field `reason`
   */
  async countAgain(person: Person, ref: string, code: FlagCode, reason: string): Promise<void> {
    await this.demandOffice(person, code, ref)
    const { setAside } = await this.register.one(ref, null)
    const errors = wrongWithReason(reason)
    if (!setAside.some((flag) => flag.code === code)) {
      errors.push({ field: 'reason', message: `“${flagLabel(code)}” of ${ref} is not set aside.` })
    }
    if (errors.length > 0) throw new ChangeRefused(errors)
    await this.record(person, ref, code, { until: null, reason: reason.trim() })
  }

  private async record(
    person: Person,
    ref: string,
    flag: FlagCode,
    { until, reason }: { until: Day | null; reason: string },
  ): Promise<void> {
    await this.ledger.write(person, async (write) => {
      const action = await findRow(write.manager, Action, { ref })
      if (!action) throw new ActionNotFound(ref)
      await insertRow(write.manager, FlagSetAside, {
        ...{ actionId: action.id, flag, until, reason },
        ...{ accountId: person.accountId, author: write.author.name, recordedAt: write.now },
      })
      write.tell({ kind: 'flag.set-aside', subject: ref, details: { flag, until, reason } })
    })
  }

  private async demandOffice(person: Person, code: FlagCode, ref: string): Promise<void> {
    if (canCommission(person)) return
    await this.trail.refused(person, `set the flag ${code} of ${ref} aside`)
    throw new NotAllowed('Only the programme office sets flags aside.')
  }
}

type Errors = { field: string; message: string }[]

function wrongWithDay(until: Day, today: Day): Errors {
  if (until <= today)
    return [{ field: 'until', message: 'The last day on which it is set aside must be after today' }]
  if (until > lastDayOf(today)) {
    return [{ field: 'until', message: 'A flag can be set aside for a year at most' }]
  }
  return []
}

function wrongWithReason(reason: string): Errors {
  if (reason.trim() === '') return [{ field: 'reason', message: 'Enter the reason' }]
  if (reason.length > longestReason) {
    return [{ field: 'reason', message: 'The reason must have 2,000 characters or fewer' }]
  }
  return []
}
