import type { ReportFrame } from './frame.js'

const mostCharactersInMargin = 90

/**
 * A text as a CSS string, quotes included. Nothing in it can end the string, the rule or the style element: quotes,
 * backslashes, angle brackets and line breaks are written as code points; controls, bidi overrides and halves of a
 * surrogate pair are dropped.
 */
export function cssString(text: string): string {
  const harmless = text
    .replace(/[\r\n\t\f]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/["'\\<>&{}]/gu, (character) => `\\${character.charCodeAt(0).toString(16).padStart(6, '0')}`)
  return `"${harmless}"`
}

/** A text short enough for a page margin, cut between whole characters. */
export function forMargin(text: string): string {
  const characters = Array.from(text)
  if (characters.length <= mostCharactersInMargin) return text
  return `${characters
    .slice(0, mostCharactersInMargin - 1)
    .join('')
    .trimEnd()}…`
}

/** The margin boxes of one report. Values stand in the CSS itself, since `string()` does not print. */
export function pageMargins(frame: ReportFrame): string {
  const text = (value: string) => cssString(forMargin(value))
  const marking = frame.marking === null ? 'none' : text(frame.marking.toUpperCase())
  return `@page {
  @top-left { content: ${text(frame.running)} }
  @top-center { content: ${marking} }
  @top-right { content: ${text(frame.notice ?? '')} }
  @bottom-left { content: ${text(frame.title)} "\\a" ${text(frame.period)} }
  @bottom-center { content: ${marking} }
  @bottom-right { content: ${text(`As known on ${frame.cutOff}`)} "\\aPage " counter(page) " of " counter(pages) }
}
`
}
