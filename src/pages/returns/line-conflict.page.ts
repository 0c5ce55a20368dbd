import { momentInWords } from '../../clock/dates.js'
import type { Saving } from '../../commissions/returns/answered-meanwhile.js'
import type { LineAnswer } from '../../commissions/returns/return-lines.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { fields } from '../actions/update.form.js'
import { valuesOf } from '../recommendations/typed-fields.js'
import { questionField, type TypedAnswer } from './line.form.js'
import { type LineInHand, lineQuestions } from './line.page.js'
import { factsOf } from './return-door.js'
import { type AnswerRow, answerRows } from './return-words.js'

interface LineConflictPage {
  ref: string
  title: string
  /** Who saved, and when. */
  other: string
  theirs: AnswerRow[]
  yours: AnswerRow[]
  /** The form again, so that nothing typed has to be typed twice; null where it cannot be saved any more. */
  again: { action: string; fields: { name: string; value: string }[]; nil: boolean } | null
  backHref: string
  backText: string
}

const draw = pageOf<LineConflictPage>('returns/line-conflict')

/** Somebody else has answered the line meanwhile: both answers, and the choice. */
export function lineConflictPage(hand: LineInHand, yours: LineAnswer, other: Saving): PageAnswer {
  const { door, view, line, typed } = hand
  const questions = lineQuestions(view)
  const { lastPosition, ref } = line
  return draw(factsOf(door, view, { title: `${ref} was answered meanwhile`, status: 409 }), {
    ...{ ref, title: lastPosition.title, other: `${other.author}, ${momentInWords(other.savedAt)}` },
    theirs: answerRows(other.answer as LineAnswer, lastPosition, questions),
    yours: answerRows(yours, lastPosition, questions),
    again: {
      action: door.pages.line(ref),
      fields: fieldsOf({ ...typed, after: String(other.number) }),
      nil: yours.nothingToReport,
    },
    ...{ backHref: door.pages.line(ref), backText: 'Keep the other answer' },
  })
}

/** The return was sent or closed while somebody was writing: what was typed is there to be copied. */
export function lineTooLatePage(hand: LineInHand, yours: LineAnswer): PageAnswer {
  const { door, view, line } = hand
  const questions = lineQuestions(view)
  const { lastPosition, ref } = line
  return draw(factsOf(door, view, { title: `${ref} cannot be answered now`, status: 409 }), {
    ...{ ref, title: lastPosition.title, other: '', again: null },
    theirs: line.answer ? answerRows(line.answer, lastPosition, questions) : [],
    yours: answerRows(yours, lastPosition, questions),
    ...{ backHref: door.pages.start, backText: 'Back to the return' },
  })
}

/** Every field of the form as it was typed. */
function fieldsOf(typed: TypedAnswer): { name: string; value: string }[] {
  const { after, narrative, status, confidence, links, nextStep, end, reason, questions } = typed
  const plain = { after, narrative, status, confidence, nextStep, reason, ...valuesOf('end', end) }
  const asked = Object.entries(questions).map(([key, value]) => [questionField(key), value] as const)
  const given = links.flatMap(({ title, url }, place) => [
    [fields.linkTitle(place), title] as const,
    [fields.linkUrl(place), url] as const,
  ])
  return [...Object.entries(plain), ...asked, ...given].map(([name, value]) => ({ name, value }))
}
