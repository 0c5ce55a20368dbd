import {
  messageKindFacts,
  messageStateFacts,
  type MessageView,
  rungFacts,
} from '../../commissions/messages/message-view.js'
import type { MessageState } from '../../commissions/messages/message.entity.js'
import type { CommissionView } from '../../commissions/views.js'
import { momentInWords } from '../../clock/dates.js'
import { count, inList } from '../../reports/shared/words.js'
import { html, type Markup } from '../../web/pages/html.js'
import { type PageAnswer, pageOf } from '../../web/pages/page.js'
import { howMany } from '../figures.js'
import { pageAskedFor, pageInTitle, pagesOf, type Paging, pagingOf } from '../paging.js'
import { paths } from '../paths.js'
import type { Tag } from '../tags.js'
import type { RoundMessages } from './round.page.js'

interface MessageRow {
  subject: string
  /** What unfolds the message. */
  reading: Markup
  text: string
  name: string
  email: string
  /** "Home Office (reminder after the deadline, to the deputy)" */
  about: string[]
  when: string
  by: string
  state: Tag
  note: string | null
  retryHref: string | null
}

interface MessagesPage {
  commission: string
  lead: string
  rows: MessageRow[]
  paging: Paging | null
}

const messagesPage = pageOf<MessagesPage>('commissions/messages')

const colours: Record<MessageState, string> = {
  queued: 'govuk-tag--grey',
  sending: 'govuk-tag--yellow',
  sent: 'govuk-tag--green',
  written: 'govuk-tag--blue',
  failed: 'govuk-tag--red',
  in_doubt: 'govuk-tag--orange',
}

const pageSize = 50

/** Every message about a commission, the newest first. @param asked the page, as the address has it */
export function showMessages(
  { id, title }: CommissionView,
  messages: readonly MessageView[],
  mayCommission: boolean,
  asked: string,
): PageAnswer {
  const page = pageAskedFor(asked, messages.length, pageSize)
  const pages = pagesOf(messages.length, pageSize)
  return messagesPage(
    {
      ...{ title: `Messages${pageInTitle(page, pages)} – ${title}`, section: 'commissions', wide: true },
      breadcrumbs: [
        { text: 'Commissions', href: paths.commissions() },
        { text: title, href: paths.commission(id) },
      ],
    },
    {
      ...{ commission: title, lead: countsInWords(messages) },
      rows: messages
        .slice((page - 1) * pageSize, page * pageSize)
        .map((message) => rowOf(id, message, mayCommission)),
      paging: pagingOf(page, pages, (number) => paths.commissionMessages(id, number)),
    },
  )
}

function rowOf(id: number, message: MessageView, mayCommission: boolean): MessageRow {
  const { subject, text, name, email, state, failure, madeAt, sentAt, by, returns, mayRetry } = message
  const { label, definition } = messageStateFacts[state]
  return {
    ...{ subject, text, name, email },
    reading: html`Read it<span class="govuk-visually-hidden">: ${subject}, to ${name}</span>`,
    about: returns.map(({ agency, kind, rung }) => {
      const why = messageKindFacts[kind].label.toLowerCase()
      return `${agency.name} (${why}, to the ${rungFacts[rung].label.toLowerCase()})`
    }),
    ...{ when: momentInWords(sentAt ?? madeAt), by: by ?? 'By the calendar' },
    state: { text: label, classes: colours[state] },
    note: failure ?? (state === 'in_doubt' ? definition : null),
    retryHref: mayRetry && mayCommission ? paths.retryMessage(id, message.id) : null,
  }
}

/** What the round's page says of its messages; null while there is nothing to say. */
export function messagesInWords(
  id: number,
  messages: readonly MessageView[],
  unreachable: readonly { slug: string; name: string }[],
): RoundMessages | null {
  if (messages.length === 0 && unreachable.length === 0) return null
  const failed = messages.filter(({ state }) => state === 'failed').length
  return {
    sentence: countsInWords(messages),
    trouble: failed === 0 ? null : `${howMany(failed)} not sent and can be tried again.`,
    unreachable: unreachable.map(({ slug, name }) => ({ text: name, href: paths.agency(slug) })),
    href: messages.length === 0 ? null : paths.commissionMessages(id),
  }
}

function countsInWords(messages: readonly MessageView[]): string {
  if (messages.length === 0) return 'Nobody was written to yet.'
  const people = new Set(messages.map(({ email }) => email)).size
  const states = (Object.keys(messageStateFacts) as MessageState[]).flatMap((state) => {
    const number = messages.filter((message) => message.state === state).length
    return number === 0 ? [] : [`${number} ${messageStateFacts[state].label.toLowerCase()}`]
  })
  return `${count(messages.length, 'message')} to ${count(people, 'person', 'people')}: ${inList(states)}.`
}
