import type { ActionInFull, ActionView } from '../../src/register/views.js'
import type { Answer, TestService } from './service.js'

export interface Page<T> {
  items: T[]
  page: number
  pageSize: number
  total: number
}

/** An error as RFC 9457 has it. */
export interface ProblemBody {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  errors?: { field: string; message: string }[]
}

/** Every action that passes the query (`plan=merton-2013&kind=recommendation`), in one page. */
export async function actionsOf(service: TestService, query = ''): Promise<ActionView[]> {
  const { body } = await service.get<Page<ActionView>>(`/actions?pageSize=200${query ? `&${query}` : ''}`)
  if (body.total > body.items.length) throw new Error(`${body.total} actions do not fit in one page.`)
  return body.items
}

export async function refsOf(service: TestService, query = ''): Promise<string[]> {
  return (await actionsOf(service, query)).map((action) => action.ref)
}

export async function action(service: TestService, ref: string, asAt?: string): Promise<ActionInFull> {
  const answer = await service.get<ActionInFull>(`/actions/${ref}${asAt ? `?asAt=${asAt}` : ''}`)
  if (answer.status !== 200) throw new Error(`${ref} was answered with ${answer.status}.`)
  return answer.body
}

/** Says something of an action on its current revision. */
export async function say(
  service: TestService,
  ref: string,
  said: object = {},
): Promise<Answer<ActionInFull>> {
  const { revision } = await action(service, ref)
  return service.post<ActionInFull>(`/actions/${ref}/updates`, {
    revision,
    narrative: 'Work goes on.',
    ...said,
  })
}

/** The same, where a refusal is expected. */
export async function sayWrongly(
  service: TestService,
  ref: string,
  said: object,
): Promise<Answer<ProblemBody>> {
  const { revision } = await action(service, ref)
  return service.post<ProblemBody>(`/actions/${ref}/updates`, {
    revision,
    narrative: 'Work goes on.',
    ...said,
  })
}
