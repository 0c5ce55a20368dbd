import type { Visit } from '../support/visitor.js'

/** The words of an element as they are seen: one space between them. */
export function words(element: Element | null | undefined): string {
  return (element?.textContent ?? '').replaceAll(/\s+/gu, ' ').trim()
}

export function all(visit: Visit, selector: string): Element[] {
  return [...visit.document.querySelectorAll(selector)]
}

/** The words of the first. */
export function one(visit: Visit, selector: string): string {
  return words(visit.document.querySelector(selector))
}

/** The headings of the rows of a table: of actions, their refs. */
export const refsIn = (visit: Visit) => all(visit, 'tbody th[scope=row]').map(words)

/** The sentences of the error summary. */
export const errorsIn = (visit: Visit) => all(visit, '.govuk-error-summary__list a').map(words)

/** What has just succeeded. */
export const bannerOf = (visit: Visit) => one(visit, '.govuk-notification-banner__content')

/** Where the link leads that has these words. */
export function hrefOf(visit: Visit, selector: string, text: string): string {
  const link = all(visit, selector).find((candidate) => words(candidate).includes(text))
  return link?.getAttribute('href') ?? ''
}
