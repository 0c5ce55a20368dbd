import type { Request } from 'express'
import { csrfTokenOf } from '../web/csrf.js'
import '../web/session-data.js'
import type { Duty, FirstStep, WayIn } from './duty.js'

/** Somebody who has given the right password and not yet the code: a session without any right. */
export interface Pending {
  accountId: number
  by: FirstStep
  since: string
  /** Says whether the password is still the one that was given. */
  password: string
}

/** What a browser carries to a single sign-on provider and back, to know its own answer again. */
export interface SignOnUnderWay {
  state: string
  nonce: string
  verifier: string
}

declare module 'express-session' {
  interface SessionData {
    pending?: Pending
    signOnUnderWay?: SignOnUnderWay
    /** How the person who is signed in came in. */
    cameBy?: WayIn
    /** What must be done before anything else. */
    owes?: Duty
    /** When the password was given to set up one-time codes; who owes them has given it to come in. */
    codesSetUpSince?: string
    /** Where the person wanted to go when the sign-in page came between. */
    next?: string
  }
}

/**
 * Gives the browser a new session, under a new id and with a new token for its forms: whoever knew the old id has nothing
 * of what follows. Only where the person wanted to go is carried over.
 */
export async function renewSession(request: Request): Promise<void> {
  const { next } = request.session
  await new Promise<void>((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) reject(error instanceof Error ? error : new Error('No session could be made.'))
      else resolve()
    })
  })
  if (next !== undefined) request.session.next = next
  csrfTokenOf(request, true)
}
