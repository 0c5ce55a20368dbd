import { isURL } from 'class-validator'
import { type Day, isDay } from '../clock/dates.js'
import type { LineAnswer } from '../commissions/returns/return-lines.js'
import { counted, type ReadCell } from '../documents/reading/read-book.js'
import type { Evidence } from '../updates/update.entity.js'
import {
  allowedWords,
  type AnswerColumn,
  confidenceOf,
  evidenceLine,
  statusOf,
  yes,
} from './answer-columns.js'
import type { AnswerLine } from './answer-line.js'

/** What a box says, or the sentence that refuses it. */
export type ReadBox = { said: Partial<LineAnswer> } | { wrong: string }

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const mostEvidence = 50
const longestTitle = 300

/** Reads a box that was changed. */
export function readBox(column: AnswerColumn, cell: ReadCell, line: AnswerLine): ReadBox {
  const unreadable = refusedKind(cell)
  if (unreadable !== null) return { wrong: unreadable }
  const text = tidied(cell.text)
  if (column.field.startsWith('question '))
    return textBox(column, text, (words) => questionSaid(column, words))
  switch (column.field) {
    case 'nothingToReport':
      if (text === '') return { said: { nothingToReport: false } }
      return text.toLowerCase() === yes.toLowerCase() || cell.text === 'TRUE'
        ? { said: { nothingToReport: true } }
        : notAllowed(column, line)
    case 'narrative':
      return textBox(column, text, (narrative) => ({ narrative }))
    case 'reason':
      return textBox(column, text, (reason) => ({ reason: reason || null }))
    case 'nextStep':
      return textBox(column, text, (nextStep) => ({ nextStep: nextStep || null }))
    case 'status':
      return wordBox(column, line, text, statusOf(text, [...line.moves, line.status]), (status) => ({
        status,
      }))
    case 'confidence':
      return wordBox(column, line, text, confidenceOf(text), (confidence) => ({
        confidence: confidence === line.confidence ? null : confidence,
      }))
    case 'end':
      return dayBox(cell, text, line)
    default:
      return evidenceBox(text, line)
  }
}

/** What no box may hold, whatever its column. */
export function refusedKind({ kind }: ReadCell): string | null {
  if (kind === 'formula')
    return 'This cell holds a formula, and a formula is not taken. Type what it comes to.'
  if (kind === 'error')
    return 'This cell holds an error of the spreadsheet. Type what it should say, or clear it.'
  return null
}

/** Text as a form of ours would have taken it. */
export const tidied = (text: string) => text.replaceAll(/\r\n?/gu, '\n').trim()

function questionSaid({ field }: AnswerColumn, words: string): Partial<LineAnswer> {
  const key = field.slice('question '.length)
  return { questions: words === '' ? {} : { [key]: words } }
}

function textBox(
  { longest }: AnswerColumn,
  text: string,
  said: (text: string) => Partial<LineAnswer>,
): ReadBox {
  if (text.length <= longest) return { said: said(text) }
  return {
    wrong: `This text has ${counted(text.length)} characters. At most ${counted(longest)} are allowed.`,
  }
}

function wordBox<Word>(
  column: AnswerColumn,
  line: AnswerLine,
  text: string,
  word: Word | null,
  said: (word: Word | null) => Partial<LineAnswer>,
): ReadBox {
  if (text === '') return { said: said(null) }
  return word === null ? notAllowed(column, line) : { said: said(word) }
}

function notAllowed(column: AnswerColumn, line: AnswerLine): ReadBox {
  const words = allowedWords(column, line).map((word) => `“${word}”`)
  const allowed =
    words.length > 0 ? `Allowed: ${words.join(', ')}, or an empty box.` : 'Nothing is allowed here.'
  return { wrong: `This is not one of the words that are allowed here. ${allowed}` }
}

function dayBox({ day, kind }: ReadCell, text: string, line: AnswerLine): ReadBox {
  if (text === '') return { said: { end: null } }
  const end = kind === 'date' ? day : dayOf(text)
  if (end !== null && end >= '2000-01-01') return { said: { end: end === line.end ? null : end } }
  return {
    wrong:
      'This is not a day that is taken. Type one such as 30 June 2014 or 30/06/2014, from the year 2000 on.',
  }
}

/** A day as people type it: "30 June 2014", "30/6/2014", "2014-06-30". */
function dayOf(text: string): Day | null {
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[\s./-]+(\d{1,2}|[a-z]{3,9})[\s./,-]+(\d{4})$/iu.exec(text) ?? []
  const named = months.indexOf(month.slice(0, 3).toLowerCase())
  const number = named < 0 ? month.padStart(2, '0') : String(named + 1).padStart(2, '0')
  const typed = day === '' ? text : `${year}-${number}-${day.padStart(2, '0')}`
  return isDay(typed) ? typed : null
}

function evidenceBox(text: string, { answer }: AnswerLine): ReadBox {
  const lines = text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  if (lines.length > mostEvidence)
    return { wrong: `There are ${lines.length} pieces of evidence. At most ${mostEvidence} are allowed.` }
  const evidence = lines.map(
    (one) => answer.evidence.find((given) => evidenceLine(given) === one) ?? evidenceOf(one),
  )
  for (const { title, url } of evidence) {
    if (title.length > longestTitle) {
      return {
        wrong: `“${title.slice(0, 60)}…” has ${title.length} characters. A piece of evidence may have ${longestTitle}; the longer words belong to What has happened.`,
      }
    }
    if (
      url !== null &&
      !url.startsWith('/') &&
      !isURL(url, { protocols: ['http', 'https'], require_protocol: true, require_tld: false })
    ) {
      return { wrong: `“${url.slice(0, 80)}” is not a web address. It must begin with http:// or https://.` }
    }
  }
  return { said: { evidence } }
}

/** "Minutes of the board https://…", the address in brackets or without, or only one of the two. */
function evidenceOf(line: string): Evidence {
  const found =
    /^(?<title>.*?)\s*(?:<(?<angled>https?:\/\/\S+)>|\((?<round>https?:\/\/\S+)\)|(?<bare>https?:\/\/\S+))$/iu.exec(
      line,
    )
  const { title = '', angled, round, bare } = found?.groups ?? {}
  const url = angled ?? round ?? bare
  return url === undefined ? { title: line, url: null } : { title: title || url, url }
}
