import { randomInt } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { AccountsService } from '../accounts/accounts.service.js'
import { Passwords } from '../accounts/passwords.js'
import { PeopleService } from '../accounts/people.service.js'
import type { Person } from '../accounts/person.js'
import { Database } from '../database/database.js'
import { AgencyContacts } from '../commissions/messages/agency-contacts.js'
import { demonstrationAuthor } from './demonstration-author.js'
import type { Story, StoryContacts, StoryPerson } from './story-shape.js'

/** How somebody of the demonstration signs in; shown once. */
export interface Credential {
  name: string
  role: string
  email: string
  password: string
}

/** Letters that nobody takes for others when copying from a terminal. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** The people of the demonstration: accounts, and who is written to. */
@Injectable()
export class Cast {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly people: PeopleService,
    private readonly passwords: Passwords,
    private readonly contacts: AgencyContacts,
  ) {}

  /** Gives each an account, with a password that is drawn for this installation alone. */
  async engage({ people, contacts }: Story): Promise<Credential[]> {
    const credentials: Credential[] = []
    for (const person of people) credentials.push(await this.account(person))
    const office = await this.person(people, 'office')
    for (const each of contacts) await this.writeTo(office, each)
    return credentials
  }

  /** Somebody of the story, with the rights of this moment. */
  async person(people: readonly StoryPerson[], key: string): Promise<Person> {
    const email = people.find((person) => person.key === key)?.email ?? ''
    const [row] = await this.database.select<{ id: number }>('SELECT id FROM account WHERE email = ?', [
      email,
    ])
    const person = row ? await this.people.find(row.id, 'session') : null
    if (!person) throw new Error(`The demonstration has nobody called “${key}”.`)
    return person
  }

  private async account({ name, email, role, agency, plan }: StoryPerson): Promise<Credential> {
    const password = drawnPassword()
    const passwordHash = await this.passwords.hash(password)
    const given = { role, ...(agency ? { agency } : {}), ...(plan ? { plan } : {}) }
    const id = await this.accounts.make(demonstrationAuthor, {
      ...{ email, name, state: 'active', passwordHash, mustChangePassword: false, roles: [given] },
    })
    const person = await this.people.find(id, 'session')
    return { name, role: person?.rolesInWords ?? role, email, password }
  }

  private async writeTo(office: Person, { agency, secondPerson, ...given }: StoryContacts): Promise<void> {
    const rungs = ['owner', 'deputy', 'accountable'] as const
    const contacts = rungs.flatMap((rung) => {
      const contact = given[rung]
      return contact ? [{ rung, ...contact }] : []
    })
    await this.contacts.set(office, agency, contacts, secondPerson ?? false)
  }
}

/** 99 bits. */
function drawnPassword(): string {
  const parts = Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => letters[randomInt(letters.length)] ?? '').join(''),
  )
  return parts.join('-')
}
