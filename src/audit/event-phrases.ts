import { wordsOfName } from './detail-words.js'
import type { AuditEvent } from './event-kinds.js'

type AuditKind = AuditEvent['kind']

type DetailsOf<Kind extends AuditKind> = Extract<AuditEvent, { kind: Kind }>['details']

/** How a kind of event is spoken of. A kind without words does not compile. */
export type EventWords = {
  [Kind in AuditKind]: {
    /** The kind by itself, as a list of kinds names it. */
    label: string
    /** What somebody did, after their name: "recorded an update of MER13-7.1". */
    did: (subject: string, details: DetailsOf<Kind>) => string
  }
}

export const some = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`
export const from = (address: string | null | undefined) => (address ? ` from the address ${address}` : '')
export const marked = (marking: string | null) => (marking === null ? '' : `, marked “${marking}”`)
export const listed = (items: readonly string[], none: string) => items.join(', ') || none
export const quoted = (items: readonly string[]) => items.map((item) => `“${item}”`).join(', ')
export const spaced = (code: string) => code.replaceAll('_', ' ')
export const names = (fields: object) =>
  Object.keys(fields)
    .map((name) => wordsOfName(name).toLowerCase())
    .join(', ')
