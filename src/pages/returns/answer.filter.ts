import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common'
import type { Request, Response } from 'express'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { PageDrawer } from '../../web/pages/page-drawer.js'
import { FormExpired } from '../../web/problems.js'
import { paths } from '../paths.js'
import { openTooLong } from '../sign-in/sign-in.pages.js'
import type { Typed } from '../typed-text.js'
import { LineJourney } from './line-journey.js'
import { LinkDoors, LinkEnded } from './link-doors.js'
import { ReturnJourney } from './return-journey.js'
import { SendingJourney } from './sending-journey.js'

const drawEnded = pageOf<{ signInHref: string }>('returns/link-ended')

const linkEndedPage = () =>
  drawEnded(
    { title: 'This link does not open a return any more', status: 410 },
    { signInHref: paths.signIn(paths.returns()) },
  )

/** The page that the form stood on: that of signing off stands on the return's own. */
const pageOfForm = (path: string) => path.replace(/\/sign-off$/u, '')

/**
 * What becomes of a link that opens nothing, and of a form that was open for longer than its session: that form is given
 * again with every word that was typed. Nothing was done with what was sent: it could have come from anywhere.
 */
@Catch(FormExpired, LinkEnded)
@Injectable()
export class AnswerFilter implements ExceptionFilter<FormExpired | LinkEnded> {
  constructor(
    private readonly drawer: PageDrawer,
    private readonly doors: LinkDoors,
    private readonly lines: LineJourney,
    private readonly whole: ReturnJourney,
    private readonly sending: SendingJourney,
  ) {}

  async catch(problem: FormExpired | LinkEnded, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp()
    const request = http.getRequest<Request>()
    const response = http.getResponse<Response>()
    const page = problem instanceof LinkEnded ? linkEndedPage() : await this.again(request)
    if (page === null) {
      response.redirect(303, pageOfForm(request.path))
      return
    }
    response
      .status(page.facts.status ?? 422)
      .type('text/html; charset=utf-8')
      .send(this.drawer.draw(request, page))
  }

  /** The form again with what was typed; null where nothing was, and the page is asked for anew. */
  private async again({ params, path, body }: Request): Promise<PageAnswer | null> {
    const { token = '', ref } = params as { token?: string; ref?: string }
    const typed = (body ?? {}) as Typed
    try {
      const door = await this.doors.open(token)
      const sentence = `${openTooLong} Save it again`
      if (ref !== undefined) return await this.lines.again(door, ref, typed, sentence)
      if (path === door.pages.giveBack) return await this.sending.giveBackAgain(door, typed, sentence)
      return path === door.pages.questions ? await this.whole.questionsAgain(door, typed, sentence) : null
    } catch (error) {
      if (error instanceof LinkEnded) return linkEndedPage()
      throw error
    }
  }
}
