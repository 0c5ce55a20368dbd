import { AccountsService, type RoleGiven } from '../../src/accounts/accounts.service.js'
import type { AccountState } from '../../src/accounts/account.entity.js'
import { Passwords } from '../../src/accounts/passwords.js'
import { openRaw, type Row } from './raw-database.js'
import type { TestService } from './service.js'
import { password, type Visit, Visitor } from './visitor.js'

interface Asked {
  state?: AccountState
  /** None where it is null. */
  password?: string | null
  mustChangePassword?: boolean
  roles?: RoleGiven[]
}

/** Makes the account of a reader, or of whom is asked for; answers with its id. */
export async function makeAccount(service: TestService, email: string, asked: Asked = {}): Promise<number> {
  const chosen = asked.password === undefined ? password : asked.password
  return service.app.get(AccountsService).make(
    { name: 'Test' },
    {
      ...{ email, name: `Person of ${email}`, state: asked.state ?? 'active' },
      passwordHash: chosen === null ? null : await service.app.get(Passwords).hash(chosen),
      mustChangePassword: asked.mustChangePassword ?? false,
      roles: asked.roles ?? [{ role: 'reader' }],
    },
  )
}

/** A browser at an address of its own; the service must trust one proxy for it to count. */
export class DistantVisitor extends Visitor {
  constructor(
    service: TestService,
    private readonly address: string,
  ) {
    super(service)
  }

  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('X-Forwarded-For', this.address)
    return super.fetch(path, { ...init, headers })
  }
}

/** Gives email and password on the sign-in page. */
export async function signIn(visitor: Visitor, email: string, given: string = password): Promise<Visit> {
  return visitor.submit('/sign-in', 'main form', { email, password: given })
}

/** Whether a page of somebody who is signed in was reached. */
export function isIn({ status, path }: Visit): boolean {
  return status === 200 && !path.startsWith('/sign-in')
}

/** The words of the error summary, one for each line. */
export function errorsOf({ document }: Visit): string[] {
  const links = document.querySelectorAll('.govuk-error-summary__list li')
  return [...links].map((link) => link.textContent.trim())
}

export interface TrailLine {
  actor: string
  kind: string
  subject: string
  details: Record<string, unknown>
}

/** The audit lines of these kinds, oldest first. */
export async function trailOf(service: TestService, ...kinds: string[]): Promise<TrailLine[]> {
  const rows = await rawRows(service, 'SELECT * FROM audit_line ORDER BY sequence')
  return rows
    .filter(({ kind }) => kinds.includes(String(kind)))
    .map(({ actor, kind, subject, details }) => ({
      ...{ actor: String(actor), kind: String(kind), subject: String(subject) },
      details: JSON.parse(String(details)) as Record<string, unknown>,
    }))
}

/** Asks the tables themselves. */
export async function rawRows(service: TestService, sql: string): Promise<Row[]> {
  const raw = await openRaw(service.place)
  try {
    return await raw.rows(sql)
  } finally {
    await raw.close()
  }
}

/** Sets something in the tables themselves, as a helpdesk with a SQL prompt would. */
export async function rawRun(service: TestService, sql: string): Promise<void> {
  const raw = await openRaw(service.place)
  try {
    await raw.run(sql)
  } finally {
    await raw.close()
  }
}
