import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { proposedCalendar } from '../../commissions/commission/commission-calendar.js'
import { CommissionsService } from '../../commissions/commission/commissions.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Conflict, Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { CommissionReader } from './commission.reader.js'
import { showCheck } from './commission-check.page.js'
import { movedInWords } from './move.page.js'
import { planning, showCommissionForm, showReportingDate } from './commission-form.page.js'
import {
  atFields,
  isFilledIn,
  noReportingDate,
  openedCommission,
  readCommission,
  readReportingDate,
  readTypedCommission,
  type TypedCommission,
} from './commission.form.js'

/** Planning a commission: the reporting date, the form, what it would ask of whom, and the commission itself. */
@ApiExcludeController()
@Controller('commissions/new')
export class NewCommissionController {
  constructor(
    private readonly commissions: CommissionsService,
    private readonly reader: CommissionReader,
  ) {}

  @Get()
  @Access('commission returns')
  async form(@CurrentPerson() person: Person, @Query() query: Typed): Promise<PageAnswer> {
    if (isFilledIn(query)) return this.formOf(person, readTypedCommission(query))
    const asked = Object.hasOwn(query, 'reportingDate-day') ? readReportingDate(query) : noReportingDate
    if (asked.day === null) return showReportingDate(asked.typed, asked.errors)
    return this.formOf(person, openedCommission(proposedCalendar(asked.day)))
  }

  /** Changes nothing: the form is in the address, so that going back and reloading lose nothing of it. */
  @Get('check')
  @Access('commission returns')
  async check(@CurrentPerson() person: Person, @Query() query: Typed): Promise<PageAnswer> {
    const typed = readTypedCommission(query)
    const read = readCommission(typed)
    if ('errors' in read) return this.formOf(person, typed, read.errors)
    try {
      const asked = await this.reader.asked(person, read.commission)
      return showCheck(read.commission, typed, asked, await this.reader.choices(person))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return this.formOf(person, typed, atFields(error.errors ?? []))
    }
  }

  @Post()
  @Access('commission returns')
  async make(@CurrentPerson() person: Person, @Body() form: Typed): Promise<PageAnswer | RedirectAnswer> {
    const typed = readTypedCommission(form)
    const read = readCommission(typed)
    if ('errors' in read) return this.formOf(person, typed, read.errors)
    try {
      const id = await this.commissions.make(person, read.commission)
      if (textOf(form, 'then') !== 'open')
        return redirectTo(paths.commission(id), 'The commission is planned.')
      return await this.openNow(person, id)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return this.formOf(person, typed, atFields(error.errors ?? []))
    }
  }

  /** It is planned already: what keeps it from being opened is told on its own page. */
  private async openNow(person: Person, id: number): Promise<RedirectAnswer> {
    try {
      await this.commissions.move(person, id, 'open')
      return redirectTo(paths.commission(id), movedInWords.open)
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Conflict)) throw error
      return redirectTo(paths.commission(id), `The commission is planned. It is not open: ${error.message}`)
    }
  }

  private async formOf(
    person: Person,
    typed: TypedCommission,
    errors: Parameters<typeof showCommissionForm>[3] = [],
  ) {
    return showCommissionForm(planning, await this.reader.choices(person), typed, errors)
  }
}
