import { request as ask, type IncomingHttpHeaders } from 'node:http'
import { RouteAudit, type RouteAccess } from '../../src/web/route-audit.js'
import { openRaw } from '../support/raw-database.js'
import { firstEmail, firstPassword, type TestService } from '../support/service.js'
import { Visitor } from '../support/visitor.js'

/** Who may do everything: what is refused to this person is refused for another reason than rights. */
export async function almighty(service: TestService): Promise<Visitor> {
  const visitor = new Visitor(service)
  const { path } = await visitor.submit('/sign-in', 'main form', {
    email: firstEmail,
    password: firstPassword,
  })
  if (path !== '/') throw new Error(`The first account could not sign in: ${path}`)
  return visitor
}

/** The token that the forms of this browser's session carry. */
export async function formToken(visitor: Visitor): Promise<string> {
  const { html } = await visitor.get('/account')
  return /name="_csrf" value="([^"]*)"/u.exec(html)?.[1] ?? ''
}

/** Every route of the service, but for the one that answers where there is none. */
export function routesOf(service: TestService): RouteAccess[] {
  return service.app
    .get(RouteAudit)
    .routes()
    .filter(({ path }) => !path.includes('*'))
}

export interface PlainAnswer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

/** A request as it is written, with whatever address and headers: `fetch` would tidy them first. */
export function send(
  service: TestService,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<PlainAnswer> {
  const { hostname: host, port } = new URL(service.url)
  return new Promise((resolve, reject) => {
    const request = ask({ host, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const { statusCode: status = 0, headers: given } = response
        resolve({ status, headers: given, body: Buffer.concat(chunks).toString('utf8') })
      })
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** What a visit leaves behind without changing anything that anybody works with. */
const footprints = new Set(['session', 'known_browser', 'sign_in_attempt', 'audit_head', 'audit_line'])

/** Everything that is stored, table by table, but for what every visit leaves behind. */
export async function stored(service: TestService): Promise<Record<string, string>> {
  const raw = await openRaw(service.place)
  try {
    const tables: Record<string, string> = {}
    for (const table of (await raw.tables()).sort()) {
      if (!footprints.has(table)) tables[table] = JSON.stringify(await raw.rows(`SELECT * FROM "${table}"`))
    }
    return tables
  } finally {
    await raw.close()
  }
}
