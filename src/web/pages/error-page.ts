import { Conflict, FormExpired, type Problem, TooManyTries } from '../problems.js'
import { html } from './html.js'
import { type PageAnswer, pageOf } from './page.js'

/** What the page of an error is told. */
export interface ErrorPage {
  heading: string
  /** What happened, in plain words. */
  detail: string
  /** What is wrong, one by one, where it is several things. */
  faults: string[]
  /** What the person can do about it. */
  advice: string[]
  /** The name of the request, under which the log knows more; null where there is nothing to know. */
  reference: string | null
}

const draw = pageOf<ErrorPage>('errors/error')

interface Words {
  heading: string
  advice: string[]
}

const reload = 'Go back, reload the page and try again.'

const words: Record<number, Words> = {
  400: { heading: 'Your browser’s request cannot be read', advice: [reload] },
  403: {
    heading: 'You cannot do this',
    advice: ['If you need to, ask the person who looks after accounts in your programme office.'],
  },
  404: {
    heading: 'Page not found',
    advice: [
      'If you typed the address, check that it is right.',
      'If you pasted it, check that you copied all of it.',
    ],
  },
  405: {
    heading: 'This page does not work that way',
    advice: ['Go back and use the buttons and links of the page.'],
  },
  409: { heading: 'This is not possible yet', advice: ['Go back, wait a little and try again.'] },
  413: { heading: 'That is too large', advice: ['Go back and send less at a time.'] },
  415: { heading: 'This cannot be read', advice: ['Go back and use the form of the page.'] },
  422: { heading: 'There is a problem', advice: ['Go back, change what is wrong and send it again.'] },
  429: { heading: 'Too many tries', advice: ['Wait a little, then try again.'] },
  503: {
    heading: 'This is not possible at the moment',
    advice: ['Try again in a few minutes. Nothing that was saved is lost.'],
  },
}
const failed: Words = {
  heading: 'Sorry, something went wrong',
  advice: [
    'Try again. If it goes on, tell the person who looks after the service, with the reference below.',
  ],
}

/**
 * What the page of a problem says: what happened, and what the person can do.
 *
 * @param reference the name of the request
 */
export function wordsOfError(problem: Problem, reference: string): ErrorPage {
  const { status, errors } = problem
  const { heading, advice } = wordsOf(problem)
  const faults = errors && errors.length > 1 ? errors.map(({ message }) => message) : []
  return {
    ...{ heading, advice, faults },
    detail: faults.length > 0 ? 'What was sent cannot be taken:' : detailOf(problem),
    reference: status >= 500 ? reference : null,
  }
}

/** The page of an error, in the frame of every page. */
export function errorPage(error: ErrorPage): PageAnswer {
  return draw({ title: error.heading }, error)
}

/** The same page where neither templates nor session can be relied on: it needs nothing but its words. */
export function plainErrorPage({ heading, detail, faults, advice, reference }: ErrorPage): string {
  const page = html`<!DOCTYPE html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <title>${heading} – Throughline</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
      </head>
      <body>
        <main>
          <h1>${heading}</h1>
          ${[detail, ...faults, ...advice].map((text) => html`<p>${text}</p>`)}
          ${reference === null ? null : html`<p>Reference: ${reference}</p>`}
          <p><a href="/">Go to the home page</a></p>
        </main>
      </body>
    </html> `
  return page.toString()
}

function wordsOf(problem: Problem): Words {
  if (problem instanceof FormExpired) return { heading: 'This form is out of date', advice: [reload] }
  if (problem instanceof Conflict) {
    return {
      heading: 'Somebody else was first',
      advice: ['Go back, reload the page and look at what has changed.'],
    }
  }
  if (problem instanceof TooManyTries) {
    return { heading: 'Too many tries', advice: [`Wait ${waitInWords(problem.retryAfter)}, then try again.`] }
  }
  const known = words[problem.status]
  return known ?? (problem.status < 500 ? { heading: problem.title, advice: [reload] } : failed)
}

function detailOf(problem: Problem): string {
  if (problem instanceof FormExpired) {
    return 'It was opened too long ago, or in another session. Nothing of it was saved.'
  }
  return problem.message
}

function waitInWords(seconds: number): string {
  if (seconds < 60) return 'a minute'
  const minutes = Math.ceil(seconds / 60)
  return minutes === 1 ? 'a minute' : `${minutes} minutes`
}
