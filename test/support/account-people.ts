import { PeopleService } from '../../src/accounts/people.service.js'
import type { Person } from '../../src/accounts/person.js'
import { Database } from '../../src/database/database.js'
import type { TestService } from './service.js'
import { people, type PersonName } from './visitor.js'

/** The id of the account with this address. */
export async function accountIdOf(service: TestService, email: string): Promise<number> {
  const [row] = await service.app
    .get(Database)
    .select<{ id: number }>('SELECT id FROM account WHERE email = ?', [email])
  if (!row) throw new Error(`${email} has no account.`)
  return row.id
}

/** One of the people of the tests, as the service knows them when they are signed in. */
export async function personOf(service: TestService, name: PersonName): Promise<Person> {
  const id = await accountIdOf(service, people[name].email)
  const person = await service.app.get(PeopleService).find(id, 'session')
  if (!person) throw new Error(`The account of ${name} cannot be used.`)
  return person
}
