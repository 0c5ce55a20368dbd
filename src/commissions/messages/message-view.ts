import type { Day, Instant } from '../../clock/dates.js'
import type { MessageKind, MessageState, Rung } from './message.entity.js'

/** A message as the round's page shows it. */
export interface MessageView {
  id: number
  name: string
  email: string
  day: Day
  subject: string
  /** As it was sent; where a link of the reader's own stood, words stand. */
  text: string
  state: MessageState
  failure: string | null
  madeAt: Instant
  sentAt: Instant | null
  /** Who pressed the button; null where it went by the calendar. */
  by: string | null
  /** The returns that it speaks of, also those of other commissions. */
  returns: { id: number; agency: { slug: string; name: string }; kind: MessageKind; rung: Rung }[]
  /** Whether it failed, and a person may have it tried again. */
  mayRetry: boolean
}

/** What became of a button that writes to all late ones. */
export interface Chased {
  /** How many people are written to. */
  queued: number
  /** Those who had a message today already: "Jo Bloggs (jo@example.gov.uk)". */
  already: string[]
}

/** Who is written to, in the words of a page. */
export const rungFacts: Record<Rung, { label: string; definition: string }> = {
  owner: { label: 'Owner', definition: 'Answers for the agency, and is written to first.' },
  deputy: {
    label: 'Deputy',
    definition: 'Is written to as well from the third day after the deadline.',
  },
  accountable: {
    label: 'Accountable person',
    definition: 'Is written to as well from the seventh day after the deadline.',
  },
}

/** Why somebody was written to, in the words of a page. */
export const messageKindFacts: Record<MessageKind, { label: string }> = {
  invitation: { label: 'Invitation' },
  before: { label: 'Reminder before the deadline' },
  'on the day': { label: 'Reminder on the day of the deadline' },
  after: { label: 'Reminder after the deadline' },
  chased: { label: 'Chased by the programme office' },
  question: { label: 'Question of the programme office' },
}

/** What became of a message, in the words of a page. */
export const messageStateFacts: Record<MessageState, { label: string; definition: string }> = {
  queued: { label: 'Waiting', definition: 'It is written and goes out next.' },
  sending: { label: 'Being sent', definition: 'It is with the mail server at this moment.' },
  sent: { label: 'Sent', definition: 'The mail server has taken it.' },
  written: { label: 'Written to a file', definition: 'No mail server is set; it lies in the data folder.' },
  failed: { label: 'Not sent', definition: 'It did not go; a person can have it tried again.' },
  in_doubt: {
    label: 'In doubt',
    definition:
      'The service stopped while it was being sent. It is never sent again by itself, so that nobody gets it twice.',
  },
}
