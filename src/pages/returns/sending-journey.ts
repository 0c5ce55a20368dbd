import { Injectable } from '@nestjs/common'
import { Clock } from '../../clock/clock.js'
import { ReturnsService } from '../../commissions/returns/returns.service.js'
import type { ReturnView } from '../../commissions/views.js'
import { type PageAnswer, type RedirectAnswer, redirectTo } from '../../web/pages/page.js'
import { NotFound, Refused } from '../../web/problems.js'
import type { Typed } from '../typed-text.js'
import { checkPage } from './check.page.js'
import { colleaguesOf } from './colleagues.js'
import { donePage, giveBackPage, sentPage } from './done.page.js'
import { wordsOf } from './line.form.js'
import type { ReturnDoor } from './return-door.js'

type Answer = PageAnswer | RedirectAnswer

/** A return on its way: checked, sent on, signed off or given back, and read as it was sent. */
@Injectable()
export class SendingJourney {
  constructor(
    private readonly returns: ReturnsService,
    private readonly clock: Clock,
  ) {}

  async check(door: ReturnDoor): Promise<Answer> {
    const view = await this.view(door)
    return view.may.write ? checkPage(door, view, this.clock.today()) : redirectTo(door.pages.start)
  }

  async send(door: ReturnDoor): Promise<Answer> {
    try {
      await this.returns.submit(door.who, door.id)
    } catch (error) {
      // What has come in its way since is on the page.
      if (error instanceof Refused) return checkPage(door, await this.view(door), this.clock.today())
      throw error
    }
    return redirectTo(door.pages.done)
  }

  async done(door: ReturnDoor): Promise<Answer> {
    const view = await this.view(door)
    const sent = view.state === 'awaiting_sign_off' || view.state === 'submitted'
    return sent ? donePage(door, view, await colleaguesOf(this.returns, door)) : redirectTo(door.pages.start)
  }

  async sent(door: ReturnDoor, number: string): Promise<PageAnswer> {
    if (!/^[1-9]\d{0,8}$/u.test(number)) throw new NotFound('This return was not sent so often.')
    return sentPage(door, Number(number), await this.returns.submission(door.who, door.id, Number(number)))
  }

  async signOff(door: ReturnDoor): Promise<RedirectAnswer> {
    await this.returns.signOff(door.who, door.id)
    return redirectTo(door.pages.done)
  }

  async askGiveBack(door: ReturnDoor): Promise<Answer> {
    const view = await this.view(door)
    return view.may.signOff ? giveBackPage(door, view, '') : redirectTo(door.pages.start)
  }

  async giveBack(door: ReturnDoor, body: Typed): Promise<Answer> {
    const reason = wordsOf(body, 'reason')
    if (reason === '') {
      const message = 'Enter what has to change'
      return giveBackPage(door, await this.view(door), reason, [{ field: 'reason', message }])
    }
    await this.returns.signBack(door.who, door.id, reason)
    return redirectTo(
      door.pages.start,
      'The return is given back. Your colleague can change it and send it on again.',
    )
  }

  /** The reason as it was typed, where it could not be taken because the page was open for too long. */
  async giveBackAgain(door: ReturnDoor, body: Typed, message: string): Promise<PageAnswer> {
    return giveBackPage(door, await this.view(door), wordsOf(body, 'reason'), [{ field: 'reason', message }])
  }

  private view({ who, id }: ReturnDoor): Promise<ReturnView> {
    return this.returns.one(who, id)
  }
}
