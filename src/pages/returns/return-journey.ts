import { Injectable } from '@nestjs/common'
import { Clock } from '../../clock/clock.js'
import { AnsweredMeanwhile } from '../../commissions/returns/answered-meanwhile.js'
import { wholePart } from '../../commissions/returns/return-lines.js'
import { ReturnsService } from '../../commissions/returns/returns.service.js'
import type { ReturnView } from '../../commissions/views.js'
import { count } from '../../reports/shared/words.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { Refused } from '../../web/problems.js'
import { withoutStops } from '../recommendations/typed-fields.js'
import { textOf, type Typed } from '../typed-text.js'
import { colleaguesAround, colleaguesOf } from './colleagues.js'
import { handOverPage, judgeHandOver, readHandOver } from './hand-over.page.js'
import { questionField, readAnswers } from './line.form.js'
import { nothingPage } from './nothing.page.js'
import { questionsPage, type TypedWhole, wholeQuestions } from './questions.page.js'
import type { ReturnDoor } from './return-door.js'
import { returnPage } from './return.page.js'

type Answer = PageAnswer | RedirectAnswer

/** The return as a whole: what is asked, lines handed over, nothing to report, the questions besides the lines. */
@Injectable()
export class ReturnJourney {
  constructor(
    private readonly returns: ReturnsService,
    private readonly clock: Clock,
  ) {}

  async show(door: ReturnDoor): Promise<PageAnswer> {
    const view = await this.view(door)
    const colleagues = await colleaguesAround(this.returns, door, view)
    return returnPage(door, view, { today: this.clock.today(), colleagues })
  }

  async askNothing(door: ReturnDoor): Promise<Answer> {
    const view = await this.view(door)
    const left = view.lineViews.some(({ answer }) => answer === null)
    return view.may.write && left ? nothingPage(door, view) : redirectTo(door.pages.start)
  }

  async nothing(door: ReturnDoor): Promise<RedirectAnswer> {
    const answered = await this.returns.nothingToReport(door.who, door.id)
    return redirectTo(door.pages.start, `${count(answered, 'line')} answered with nothing to report.`)
  }

  async askHandOver(door: ReturnDoor): Promise<Answer> {
    const view = await this.view(door)
    return view.may.write
      ? handOverPage(door, view, await colleaguesOf(this.returns, door))
      : redirectTo(door.pages.start)
  }

  async handOver(door: ReturnDoor, body: Typed): Promise<Answer> {
    const view = await this.view(door)
    const colleagues = await colleaguesOf(this.returns, door)
    const typed = readHandOver(body)
    const judged = judgeHandOver(typed, view, colleagues)
    if ('errors' in judged) return handOverPage(door, view, colleagues, { typed, errors: judged.errors })
    await this.returns.hand(door.who, door.id, judged.refs, judged.to?.accountId ?? null)
    const lines = count(judged.refs.length, 'line')
    const done = judged.to
      ? `${lines} handed to ${judged.to.name}.`
      : `${lines} handed to nobody in particular.`
    return redirectTo(door.pages.start, done)
  }

  async askQuestions(door: ReturnDoor): Promise<Answer> {
    const view = await this.view(door)
    if (!view.may.write) return redirectTo(door.pages.start)
    const answers = view.whole.answer?.questions ?? {}
    return questionsPage(door, view, { answers, after: view.whole.saved, errors: [], meanwhile: null })
  }

  async answerQuestions(door: ReturnDoor, body: Typed): Promise<Answer> {
    const view = await this.view(door)
    const answers = readAnswers(body, wholeQuestions(view))
    const typed: TypedWhole = { answers, after: afterOf(body), errors: [], meanwhile: null }
    try {
      await this.returns.save(door.who, door.id, wholePart, typed.after, { questions: answers })
    } catch (error) {
      if (error instanceof AnsweredMeanwhile && error.other) {
        const { author, number, answer } = error.other
        const meanwhile = { by: author, answers: answer.questions }
        return questionsPage(door, view, { ...typed, after: number, meanwhile })
      }
      if (error instanceof Refused) return this.refused(door, view, typed, error)
      throw error
    }
    return redirectTo(door.pages.start, 'The answers on the whole return are saved.')
  }

  /** The questions as they were answered, where that could not be taken because the page was open for too long. */
  async questionsAgain(door: ReturnDoor, body: Typed, sentence: string): Promise<PageAnswer> {
    const view = await this.view(door)
    const questions = wholeQuestions(view)
    const answers = readAnswers(body, questions)
    const field = questionField(questions[0]?.key ?? '')
    const errors = questions.length > 0 ? [{ field, message: sentence }] : []
    return questionsPage(door, view, { answers, after: afterOf(body), errors, meanwhile: null })
  }

  private refused(
    door: ReturnDoor,
    view: ReturnView,
    typed: TypedWhole,
    { errors = [] }: Refused,
  ): PageAnswer {
    const known = wholeQuestions(view)
    const at = withoutStops(errors).map(({ field, message }) => {
      const key = field.replace(/^questions\./u, '')
      const found = known.find((question) => question.key === key) ?? known[0]
      return { field: questionField(found?.key ?? ''), message }
    })
    return questionsPage(door, view, { ...typed, errors: at })
  }

  private view({ who, id }: ReturnDoor): Promise<ReturnView> {
    return this.returns.one(who, id)
  }
}

const afterOf = (body: Typed) => Number(textOf(body, 'after')) || 0
