import type { LineAnswer } from '../../commissions/returns/return-lines.js'
import type { CommissionQuestion } from '../../commissions/commission/commission.entity.js'
import { boxesOf, noDay, readDayField } from '../recommendations/typed-fields.js'
import type { TypedDay } from '../typed-day.js'
import { lineOf, textOf, type Typed } from '../typed-text.js'
import { fields, mostLinks, noChange } from '../actions/update.form.js'

/** An answer to a line as it is typed: text throughout, whatever it may mean. */
export interface TypedAnswer {
  /** Number of the saving that was read. */
  after: string
  narrative: string
  status: string
  confidence: string
  links: { title: string; url: string }[]
  nextStep: string
  end: TypedDay
  /** Why the status or the end date moves. */
  reason: string
  /** By the keys of the commission's questions. */
  questions: Record<string, string>
}

/** The name and id of the field in which a question of the commission is answered. */
export const questionField = (key: string) => `question-${key}`

/** The buttons of the form. */
const buttons = ['next', 'save', 'nil', 'add-link', 'edit'] as const
export type LineButton = (typeof buttons)[number]

export function pressedOf(form: Typed): LineButton {
  return buttons.find((button) => button === textOf(form, 'do')) ?? 'next'
}

/** The form as it opens: with the answer so far; one with nothing to report has no words. */
export function openedAnswer(answer: LineAnswer | null, saved: number): TypedAnswer {
  return {
    ...{ after: String(saved), narrative: answer?.narrative ?? '', reason: answer?.reason ?? '' },
    ...{ status: answer?.status ?? noChange, confidence: answer?.confidence ?? noChange },
    links: (answer?.evidence ?? []).map(({ title, url }) => ({ title, url: url ?? '' })),
    ...{ nextStep: answer?.nextStep ?? '', questions: answer?.questions ?? {} },
    end: answer?.end ? boxesOf(answer.end) : noDay,
  }
}

/** Reads the form as it came in. */
export function readTypedAnswer(form: Typed, questions: readonly CommissionQuestion[]): TypedAnswer {
  return {
    ...{
      after: textOf(form, 'after'),
      narrative: wordsOf(form, 'narrative'),
      reason: wordsOf(form, 'reason'),
    },
    ...{ status: textOf(form, 'status') || noChange, confidence: textOf(form, 'confidence') || noChange },
    ...{ links: linksOf(form), nextStep: wordsOf(form, 'nextStep'), end: readDayField(form, 'end') },
    questions: readAnswers(form, questions),
  }
}

/** What was typed into the fields of the commission's questions; those left empty are left out. */
export function readAnswers(form: Typed, questions: readonly CommissionQuestion[]): Record<string, string> {
  return Object.fromEntries(
    questions.map(({ key }) => [key, wordsOf(form, questionField(key))]).filter(([, words]) => words !== ''),
  ) as Record<string, string>
}

/** Whether anything was said: who has nothing to report has typed nothing. */
export function saysSomething(typed: TypedAnswer): boolean {
  const { narrative, links, nextStep, reason, end, questions, status, confidence } = typed
  const words = [narrative, nextStep, reason, end.day, end.month, end.year, ...Object.values(questions)]
  const isChanged = [status, confidence].some((choice) => choice !== noChange)
  return words.some((text) => text !== '') || links.length > 0 || isChanged
}

/** Lines end in one way, whatever the browser sends. */
export function wordsOf(form: Typed, name: string): string {
  return textOf(form, name).replaceAll(/\r\n?/gu, '\n')
}

/** The rows of links in which something was typed. */
function linksOf(form: Typed): TypedAnswer['links'] {
  return Array.from({ length: mostLinks }, (_, place) => ({
    title: lineOf(form, fields.linkTitle(place)),
    url: textOf(form, fields.linkUrl(place)),
  })).filter(({ title, url }) => title !== '' || url !== '')
}
