import { Injectable } from '@nestjs/common'
import { Clock } from '../../clock/clock.js'
import { AnsweredMeanwhile } from '../../commissions/returns/answered-meanwhile.js'
import { type LineAnswer, nilAnswer } from '../../commissions/returns/return-lines.js'
import { ReturnsService } from '../../commissions/returns/returns.service.js'
import type { ReturnView } from '../../commissions/views.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { type FieldError, NotFound, Refused } from '../../web/problems.js'
import { fields } from '../actions/update.form.js'
import type { Typed } from '../typed-text.js'
import { type LineButton, pressedOf, readTypedAnswer, saysSomething } from './line.form.js'
import { lineConflictPage, lineTooLatePage } from './line-conflict.page.js'
import { atLineFields, judgeAnswer } from './line-judgement.js'
import { lineFieldIds, lineInHand, type LineInHand, linePage, lineQuestions } from './line.page.js'
import type { ReturnDoor } from './return-door.js'
import { isWaiting } from './return-words.js'

type Answer = PageAnswer | RedirectAnswer

/** Answering a line of a return. */
@Injectable()
export class LineJourney {
  constructor(
    private readonly returns: ReturnsService,
    private readonly clock: Clock,
  ) {}

  async form(door: ReturnDoor, ref: string): Promise<PageAnswer> {
    return linePage(await this.opened(door, ref))
  }

  /** Takes what was typed: saves it, or shows the form again with what is wrong. */
  async take(door: ReturnDoor, ref: string, body: Typed): Promise<Answer> {
    const hand = await this.typed(door, ref, body)
    const button = pressedOf(body)
    if (button === 'nil') return this.takeNil(hand)
    if (button === 'edit') return linePage(hand)
    if (button === 'add-link') return withAnotherLink(hand)
    const { answer, errors } = judgeAnswer(hand.line, hand.typed, lineQuestions(hand.view))
    return errors.length > 0 ? linePage(hand, errors) : this.save(hand, answer, button)
  }

  /** The form as it was typed, where it could not be taken because it was open for too long. */
  async again(door: ReturnDoor, ref: string, body: Typed, sentence: string): Promise<PageAnswer> {
    const hand = await this.typed(door, ref, body)
    return linePage(hand, [{ field: 'narrative', message: sentence }])
  }

  private takeNil(hand: LineInHand): Promise<Answer> | Answer {
    if (!saysSomething(hand.typed)) return this.save(hand, nilAnswer, 'nil')
    const message = 'Save what you have written, or take it away if there is nothing to report'
    return linePage(hand, [{ field: 'narrative', message }])
  }

  private async save(hand: LineInHand, answer: LineAnswer, button: LineButton): Promise<Answer> {
    const { door, view, line } = hand
    if (!view.may.write) return lineTooLatePage(hand, answer)
    try {
      await this.returns.save(door.who, door.id, line.ref, Number(hand.typed.after) || 0, answer)
    } catch (error) {
      if (error instanceof AnsweredMeanwhile && error.other)
        return lineConflictPage(hand, answer, error.other)
      if (error instanceof Refused) return linePage(hand, refusedAt(error.errors ?? [], hand))
      throw error
    }
    const said = `${line.ref} is saved.`
    const next = button === 'save' ? null : nextLine(view, line.ref, door.who.accountId)
    if (next !== null) return redirectTo(door.pages.line(next), said)
    const done = button === 'save' ? said : `${said} No other line waits for you.`
    return redirectTo(door.pages.start, done)
  }

  private async opened(door: ReturnDoor, ref: string): Promise<LineInHand> {
    const view = await this.returns.one(door.who, door.id)
    const line = view.lineViews.find((one) => one.ref === ref)
    if (!line) throw new NotFound(`This return does not ask about ${ref}.`)
    return lineInHand(door, view, line, this.clock.today())
  }

  private async typed(door: ReturnDoor, ref: string, body: Typed): Promise<LineInHand> {
    const hand = await this.opened(door, ref)
    return { ...hand, typed: readTypedAnswer(body, lineQuestions(hand.view)) }
  }
}

function refusedAt(errors: readonly FieldError[], hand: LineInHand): FieldError[] {
  return atLineFields(errors, Object.keys(lineFieldIds(hand)))
}

/** One more pair of fields for evidence: there is one as soon as those before are filled in. */
function withAnotherLink(hand: LineInHand): PageAnswer {
  const { links } = hand.typed
  const untitled = links.findIndex(({ title }) => title === '')
  if (untitled < 0) return linePage(hand)
  return linePage(hand, [{ field: fields.linkTitle(untitled), message: 'Enter what this evidence is' }])
}

/** The next line that waits for an answer, going round once; those that were handed to somebody else are left to them. */
function nextLine(view: ReturnView, ref: string, reader: number | null): string | null {
  const { lineViews } = view
  const here = lineViews.findIndex((line) => line.ref === ref)
  const round = [...lineViews.slice(here + 1), ...lineViews.slice(0, here)]
  const waits = round.filter((line) => isWaiting(view, line))
  const own = waits.find(({ handedTo }) => handedTo === null || handedTo.accountId === reader)
  return own?.ref ?? null
}
