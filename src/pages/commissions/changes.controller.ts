import { Body, Controller, Get, Param, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { Clock } from '../../clock/clock.js'
import { CommissionsService } from '../../commissions/commission/commissions.service.js'
import type { CommissionView } from '../../commissions/views.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { NotFound, Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import type { Typed } from '../typed-text.js'
import { CommissionReader } from './commission.reader.js'
import { changing, showCommissionForm } from './commission-form.page.js'
import { atFields, readChange, type TypedCommission, typedChange, typedOf } from './commission.form.js'
import { numberIn } from './commission-words.js'
import { movedInWords, type MoveTarget, moveTargets, showMove } from './move.page.js'

/** Changing a commission, and taking it on its way: a page that asks, and the change itself. */
@ApiExcludeController()
@Controller('commissions/:id')
export class CommissionChangesController {
  constructor(
    private readonly commissions: CommissionsService,
    private readonly reader: CommissionReader,
    private readonly clock: Clock,
  ) {}

  @Get('change')
  @Access('commission returns')
  async form(@CurrentPerson() person: Person, @Param('id') id: string): Promise<PageAnswer | RedirectAnswer> {
    const { commission } = await this.commissions.round(person, numberIn(id))
    if (!changeable(commission)) return redirectTo(paths.commission(commission.id))
    return this.formOf(person, commission, typedOf(commission))
  }

  @Post('change')
  @Access('commission returns')
  async change(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const { commission } = await this.commissions.round(person, numberIn(id))
    const typed = typedChange(commission, form)
    const read = readChange(commission, typed)
    if ('errors' in read) return this.formOf(person, commission, typed, read.errors)
    try {
      await this.commissions.change(person, commission.id, read.commission)
      return redirectTo(paths.commission(commission.id), 'The commission is changed.')
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return this.formOf(person, commission, typed, atFields(error.errors ?? []))
    }
  }

  @Get('move/:to')
  @Access('commission returns')
  async ask(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('to') to: string,
  ): Promise<PageAnswer> {
    return this.moveOf(person, id, targetIn(to))
  }

  @Post('move/:to')
  @Access('commission returns')
  async move(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('to') to: string,
  ): Promise<PageAnswer | RedirectAnswer> {
    const target = targetIn(to)
    try {
      await this.commissions.move(person, numberIn(id), target)
      return redirectTo(paths.commission(numberIn(id)), movedInWords[target])
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return this.moveOf(person, id, target, error.message)
    }
  }

  private async moveOf(person: Person, id: string, to: MoveTarget, problem?: string): Promise<PageAnswer> {
    const round = await this.commissions.round(person, numberIn(id))
    const opens = to === 'open' && round.commission.state === 'planned'
    const asked = opens ? await this.reader.asked(person, round.commission) : []
    return showMove({ round, to, asked, today: this.clock.today(), ...(problem && { problem }) })
  }

  private async formOf(
    person: Person,
    commission: CommissionView,
    typed: TypedCommission,
    errors: Parameters<typeof showCommissionForm>[3] = [],
  ): Promise<PageAnswer> {
    return showCommissionForm(changing(commission), await this.reader.choices(person), typed, errors)
  }
}

const changeable = ({ state }: CommissionView) => state === 'planned' || state === 'open'

function targetIn(to: string): MoveTarget {
  const target = moveTargets.find((each) => each === to)
  if (!target) throw new NotFound('A commission cannot become that.')
  return target
}
