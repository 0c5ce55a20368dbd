import { Body, Controller, Get, Logger, Param, Post } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { CurrentPerson, type Person } from '../../accounts/person.js'
import { EditionMoves } from '../../reports/issuing/edition-moves.service.js'
import { ReportsService } from '../../reports/reports.service.js'
import { Access } from '../../web/access.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Conflict, Refused } from '../../web/problems.js'
import { paths } from '../paths.js'
import type { Typed } from '../typed-text.js'
import { doneInWords, type MoveInHand, readTypedMove, showMove, type TypedMove } from './move.page.js'

/** Moving a report on its way from draft to issue: a page that asks, and the move itself. */
@ApiExcludeController()
@Controller('reports/:id/move/:to')
export class ReportMovesController {
  private readonly logger = new Logger('Reports')

  constructor(
    private readonly reports: ReportsService,
    private readonly moves: EditionMoves,
  ) {}

  @Get()
  @Access('make reports')
  async ask(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('to') to: string,
  ): Promise<PageAnswer | RedirectAnswer> {
    const hand = await this.inHand(person, id, to, { reason: '', successor: '' })
    // From where it stands by now there is no such move: the page of the report says where that is.
    return hand ? showMove(hand) : redirectTo(paths.report(id))
  }

  @Post()
  @Access('make reports')
  async move(
    @CurrentPerson() person: Person,
    @Param('id') id: string,
    @Param('to') to: string,
    @Body() form: Typed,
  ): Promise<PageAnswer | RedirectAnswer> {
    const hand = await this.inHand(person, id, to, readTypedMove(form))
    if (!hand) throw new Conflict('The report has moved on: look where it stands now.')
    const { reason, successor } = hand.typed
    try {
      const asked = { to: hand.move.to, reason: reason || null, successor: successor || null }
      const { work } = await this.moves.move(person, id, asked)
      // Nobody waits for an issue: the page of the report tells when it has ended, and how.
      work.catch((error: unknown) => this.logger.error(error))
      return redirectTo(paths.report(id), doneInWords(hand.move.to))
    } catch (error) {
      if (error instanceof Refused && error.errors) return showMove({ ...hand, errors: error.errors })
      throw error
    }
  }

  /** The move, with what its page needs; null where the report cannot move there from where it stands. */
  private async inHand(person: Person, id: string, to: string, typed: TypedMove): Promise<MoveInHand | null> {
    const report = await this.reports.standing(person, id)
    const move = (await this.moves.moves(person, id)).find((each) => each.to === to)
    if (!move) return null
    const successors = move.to === 'withdrawn' ? await this.moves.successors(person, id) : []
    return { report, move, typed, successors, errors: [] }
  }
}
