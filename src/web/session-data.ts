import 'express-session'
import type { SafeString } from 'handlebars'

/** A notification as a session keeps it: text, or markup that was made safe before. */
export type KeptNotification = string | { markup: string }

declare module 'express-session' {
  interface SessionData {
    /** The account that is signed in with this session. */
    accountId?: number
    /** When it was signed in: the absolute limit counts from here. */
    signedInAt?: string
    /** When the store last noted a visit. */
    seenAt?: string
    /** Said once on the next page. */
    notification?: KeptNotification
  }
}

export function keptNotification(notification: string | SafeString): KeptNotification {
  return typeof notification === 'string' ? notification : { markup: notification.toHTML() }
}
