import type { ReturnView } from '../../commissions/views.js'
import { count } from '../../reports/shared/words.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { factsOf, type ReturnDoor } from './return-door.js'

interface NothingPage {
  heading: string
  means: string
  lines: { ref: string; title: string; href: string }[]
  action: string
  button: string
  backHref: string
}

const draw = pageOf<NothingPage>('returns/nothing')

/** Asks before every line without an answer is answered with nothing to report. */
export function nothingPage(door: ReturnDoor, view: ReturnView): PageAnswer {
  const left = view.lineViews.filter(({ answer }) => answer === null)
  const heading = `Nothing to report on ${count(left.length, 'line')}`
  const one = left.length === 1
  const kept = view.linesAnswered === 0 ? '' : ' What is answered already stays as it is.'
  const what = one ? 'The line is' : 'Each of these lines is'
  return draw(factsOf(door, view, { title: 'Nothing to report' }), {
    heading,
    means: `${what} answered with “nothing to report”: an answer, and no silence.${kept} You can change it until the return is sent.`,
    lines: left.map(({ ref, lastPosition: { title } }) => ({ ref, title, href: door.pages.line(ref) })),
    ...{ action: door.pages.nothingToReport, backHref: door.pages.start },
    button: one ? 'Nothing to report on this line' : `Nothing to report on all ${left.length}`,
  })
}
