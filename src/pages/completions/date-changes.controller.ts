import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { ChangeRefused } from '../../actions/action-errors.js'
import { Clock } from '../../clock/clock.js'
import { CompletionsService } from '../../register/completions.service.js'
import { type AskedDateInFull, DateMovesService } from '../../register/date-moves.service.js'
import { DateChanges } from '../../updates/date-changes.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { NotFound } from '../../web/problems.js'
import { pageAskedFor } from '../paging.js'
import { paths } from '../paths.js'
import { textOf, type Typed } from '../typed-text.js'
import { dateChangeList, dateChangePage } from './date-change.page.js'
import { readDecision, readTypedDecision } from './decision.form.js'
import { pageSize } from './to-decide.js'

const sentences = {
  decision: 'Choose whether the programme office agrees',
  remark: null,
  reason: 'Enter why the new date is refused',
}

/** New end dates that wait for the programme office, and its answer to them. */
@ApiExcludeController()
@Controller('date-changes')
export class DateChangesController {
  constructor(
    private readonly moves: DateMovesService,
    private readonly completions: CompletionsService,
    private readonly changes: DateChanges,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('read commissions')
  async list(@CurrentPerson() person: Person, @Query() query: Typed): Promise<PageAnswer> {
    const waiting = { completions: await this.completions.count(), dates: await this.moves.count() }
    const page = pageAskedFor(textOf(query, 'page'), waiting.dates, pageSize)
    const found = await this.moves.waiting(person, page, pageSize)
    return dateChangeList(person, found, waiting, page, this.clock.today())
  }

  @Get(':id')
  @Access('read commissions')
  async one(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer> {
    return dateChangePage(person, await this.find(person, id), this.clock.today())
  }

  @Post(':id')
  @Access('commission returns')
  async decide(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const asked = await this.find(person, id)
    const typed = readTypedDecision(form)
    const decision = readDecision(typed, sentences)
    const today = this.clock.today()
    if ('errors' in decision) return dateChangePage(person, asked, today, typed, decision.errors)
    const { yes, words } = decision
    try {
      if (yes) await this.changes.agree(person, asked.move.id, words === '' ? null : words)
      else await this.changes.refuse(person, asked.move.id, words)
    } catch (error) {
      if (!(error instanceof ChangeRefused)) throw error
      const errors = error.errors.map(({ message }) => ({ field: 'decision', message }))
      return dateChangePage(person, asked, today, typed, errors)
    }
    const became = yes ? 'is set' : 'is refused'
    return redirectTo(paths.dateChanges(), `The new end date of ${asked.action.ref} ${became}.`)
  }

  /** @throws NotFound when nobody asked for it */
  private async find(person: Person, id: string): Promise<AskedDateInFull> {
    const found = /^[1-9]\d{0,8}$/u.test(id) ? await this.moves.one(person, Number(id)) : null
    if (!found) throw new NotFound('Nobody has asked for this date.')
    return found
  }
}
