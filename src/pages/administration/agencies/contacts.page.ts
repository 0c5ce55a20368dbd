import type { Person } from '../../../accounts/person.js'
import type { RegisteredAgency } from '../../../agencies/agency-register.service.js'
import { inWords, londonDay } from '../../../clock/dates.js'
import type { ContactView, TypedContact } from '../../../commissions/messages/agency-contacts.js'
import type { Reached } from '../../../commissions/messages/contact-book.js'
import { rungFacts } from '../../../commissions/messages/message-view.js'
import { rungs } from '../../../commissions/messages/message.entity.js'
import type { FieldError } from '../../../web/problems.js'
import { type PageAnswer, pageOf } from '../../../web/pages/page.js'
import { type ErrorMessage, formErrors } from '../../form-errors.js'
import { paths } from '../../paths.js'

interface ContactsPage {
  heading: string
  contacts: { id: number; name: string; email: string; rung: string; since: string }[]
  /** Who is written to where no contact is the owner; null where one is. */
  instead: { sentence: string; people: string[] } | null
  addHref: string
  removeHref: string
  signOffHref: string
  rungItems: { value: string; text: string; hint: { text: string }; checked: boolean }[]
  name: string
  email: string
  errors: Record<'rung' | 'name' | 'email', ErrorMessage>
  signOffItems: { value: string; text: string; hint: { text: string }; checked: boolean }[]
}

const contactsPage = pageOf<ContactsPage>('administration/agencies/contacts')

export const untypedContact: TypedContact = { rung: 'owner', name: '', email: '' }

/** The page of whom to write to for an agency, and of how it signs off. */
export function showContacts(
  person: Person,
  agency: RegisteredAgency,
  known: { contacts: ContactView[]; reached: Reached; secondPerson: boolean },
  typed: TypedContact,
  refused: readonly FieldError[],
): PageAnswer {
  const { links, at } = formErrors(refused, { name: 'name', email: 'email', rung: 'rung' })
  const heading = `Who is written to for ${agency.name}`
  const backTo = person.permissions.has('manage agencies')
    ? paths.registeredAgency(agency.slug)
    : paths.agency(agency.slug)
  const step = (name: 'contacts' | 'contacts/remove' | 'contacts/sign-off') =>
    paths.registeredAgencyStep(agency.slug, name)
  return contactsPage(
    { title: heading, backLink: { text: `Back to ${agency.name}`, href: backTo }, errors: links },
    {
      heading,
      contacts: known.contacts.map(({ id, name, email, rung, since }) => ({
        ...{ id, name, email, rung: rungFacts[rung].label, since: inWords(londonDay(since)) },
      })),
      instead: insteadOf(known.contacts, known.reached),
      ...{ addHref: step('contacts'), removeHref: step('contacts/remove') },
      signOffHref: step('contacts/sign-off'),
      rungItems: rungs.map((rung) => ({
        ...{ value: rung, text: rungFacts[rung].label, checked: typed.rung === rung },
        hint: { text: rungFacts[rung].definition },
      })),
      ...{ name: typed.name, email: typed.email, errors: at },
      signOffItems: signOffItems(known.secondPerson),
    },
  )
}

function insteadOf(contacts: readonly ContactView[], { people, insteadOf: above }: Reached) {
  if (contacts.some(({ rung }) => rung === 'owner')) return null
  const owners = people.filter(({ rung }) => rung === 'owner')
  const named = owners.map(({ name, email }) => `${name} (${email})`)
  if (above !== null) {
    const sentence = `This agency has nobody of its own to write to: the contacts of ${above}, above it, are written to instead:`
    return { sentence, people: people.map(({ name, email }) => `${name} (${email})`) }
  }
  if (named.length > 0) {
    return {
      sentence: 'No contact is the owner, so the accounts of the agency are written to:',
      people: named,
    }
  }
  if (contacts.length > 0) {
    return { sentence: 'No contact is the owner: the next on the ladder is written to first.', people: [] }
  }
  const sentence =
    'Nobody can be written to for this agency: it has no contact, no account, and nobody above it.'
  return { sentence, people: [] }
}

function signOffItems(secondPerson: boolean): ContactsPage['signOffItems'] {
  return [
    {
      ...{ value: 'no', text: 'One person answers', checked: !secondPerson },
      hint: { text: 'What one person sends goes to the programme office at once.' },
    },
    {
      ...{ value: 'yes', text: 'A second person signs off', checked: secondPerson },
      hint: {
        text: 'What one person sends waits until another person of the agency has signed it off. Returns that are out already stay as they were asked.',
      },
    },
  ]
}
