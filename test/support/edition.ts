import { PeopleService } from '../../src/accounts/people.service.js'
import type { Person } from '../../src/accounts/person.js'
import { EditionMoves } from '../../src/reports/issuing/edition-moves.service.js'
import { EditionWriting } from '../../src/reports/writing/edition-writing.service.js'
import type { ReportDetails } from '../../src/reports/api/report.view.js'
import { accountIdOf, personOf } from './account-people.js'
import { type Answer, firstEmail, type TestService, token } from './service.js'

/** The first account, in whose name the token of the tests speaks, as somebody at a browser. */
export async function firstPerson(service: TestService): Promise<Person> {
  const id = await accountIdOf(service, firstEmail)
  const person = await service.app.get(PeopleService).find(id, 'session')
  if (!person) throw new Error('The first account cannot be used.')
  return person
}

/** Sends JSON with the token, and prefers to wait for the print. */
export async function send<Body>(
  service: TestService,
  method: 'PUT' | 'POST',
  path: string,
  body: object,
): Promise<Answer<Body>> {
  const response = await fetch(`${service.url}/api/v1/reports/${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      Prefer: 'wait=60',
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
}

/** Writes parts of a draft in the name of the first account, and waits until they are printed. */
export async function write(
  service: TestService,
  id: string,
  contents: Record<string, object>,
): Promise<void> {
  const [person, writing] = [await firstPerson(service), service.app.get(EditionWriting)]
  const prints: Promise<unknown>[] = []
  for (const [name, content] of Object.entries(contents)) {
    const { revision } = await writing.part(person, id, name)
    prints.push((await writing.save(person, id, name, { revision, content })).print)
  }
  await Promise.all(prints)
}

/** Sends a written draft for review, has it approved by the programme office of the tests, and issues it. */
export async function issue(service: TestService, id: string): Promise<ReportDetails> {
  const moves = service.app.get(EditionMoves)
  await moves.move(await firstPerson(service), id, { to: 'in_review' })
  await moves.move(await personOf(service, 'office'), id, { to: 'approved' })
  const { status } = await send(service, 'POST', `${id}/moves`, { to: 'issued' })
  const { body } = await service.get<ReportDetails>(`/reports/${id}`)
  if (status !== 200 || body.state !== 'issued') throw new Error(body.failure ?? `${id}: ${status}`)
  return body
}
