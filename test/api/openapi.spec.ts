import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { ActionView } from '../../src/register/views.js'
import { TestService } from '../support/service.js'
import { startScene } from '../support/scene.js'

interface Operation {
  summary?: string
  security?: Record<string, string[]>[]
  parameters?: { name: string; in: string }[]
  responses: Record<string, { content?: Record<string, { schema?: { example?: unknown } }> }>
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { securitySchemes: Record<string, unknown> }
}

const routes = [
  'GET /api/v1/health',
  'GET /api/v1/plans',
  'GET /api/v1/agencies',
  'GET /api/v1/actions',
  'GET /api/v1/actions/{ref}',
  'GET /api/v1/actions/{ref}/history',
  'POST /api/v1/actions/{ref}/updates',
  'POST /api/v1/reports',
  'GET /api/v1/reports/{id}',
  'GET /api/v1/reports/{id}/pdf',
  'GET /api/v1/reports/{id}/html',
]

const filters = ['plan', 'theme', 'kind', 'lead', 'partner', 'agency', 'status', 'confidence', 'timeliness', 'flag', 'priority', 'dueBefore', 'dueAfter', 'q', 'asAt', 'sort', 'page', 'pageSize'] // prettier-ignore

/** The names of all fields, at every depth; a list speaks by its first item. */
function shapeOf(value: unknown, place = ''): string[] {
  if (Array.isArray(value)) return value.length > 0 ? shapeOf(value[0], `${place}[]`) : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [
    `${place}.${key}`,
    ...shapeOf(inner, `${place}.${key}`),
  ])
}

describe('the API’s description of itself', () => {
  let service: TestService
  let document: Document
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...{ route: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, operation },
      })),
    )
  const operationOf = (route: string) => {
    const found = operations().find((candidate) => candidate.route === route)
    if (!found) throw new Error(`${route} is not described.`)
    return found.operation
  }
  const exampleOf = (route: string, status: number) =>
    Object.values(operationOf(route).responses[status]?.content ?? {})[0]?.schema?.example

  beforeAll(async () => {
    service = await startScene('sqlite')
    document = (await (await fetch(`${service.url}/api/v1/openapi.json`)).json()) as Document
  })

  afterAll(() => service.stop())

  it('names every route of the contract', () => {
    expect(document.openapi).toMatch(/^3\./u)
    expect(operations().map(({ route }) => route)).toEqual(expect.arrayContaining(routes))
  })

  it('says of every route what it does and that it needs the token, but for health', () => {
    expect(document.components.securitySchemes).toEqual({
      bearer: { scheme: 'bearer', type: 'http', description: 'The token of this service' },
    })
    for (const { route, operation } of operations()) {
      const open = route === 'GET /api/v1/health'
      expect([route, operation.security]).toEqual([route, open ? undefined : [{ bearer: [] }]])
      expect(operation.summary ?? '').toMatch(/^[A-Z]\w* \w+/u)
    }
  })

  it('names every filter', () => {
    const parameters = operationOf('GET /api/v1/actions').parameters ?? []
    expect(parameters.map(({ name }) => name).sort()).toEqual([...filters].sort())
    expect(parameters.every((parameter) => parameter.in === 'query')).toBe(true)
  })

  it('gives examples that look like real answers, field by field', async () => {
    const real = (await service.get<ActionView>('/actions/MER13-7.1')).body
    const example = exampleOf('GET /api/v1/actions/{ref}', 200) as ActionView
    expect(Object.keys(example)).toEqual(Object.keys(real))
    // Where both hold something, what it holds has the same fields.
    const both = (one: string[], other: string[]) => {
      const filled = one.filter((place) =>
        one.some((inner) => inner.startsWith(`${place}.`) || inner.startsWith(`${place}[`)),
      )
      const shared = filled.filter((place) => other.some((inner) => inner.startsWith(`${place}.`) || inner.startsWith(`${place}[`))) // prettier-ignore
      const inShared = (name: string) => shared.some((place) => name.startsWith(`${place}.`) || name.startsWith(`${place}[`)) // prettier-ignore
      return one.filter(inShared)
    }
    const [realShape, exampleShape] = [shapeOf(real), shapeOf(example)]
    expect(both(exampleShape, realShape).sort()).toEqual(both(realShape, exampleShape).sort())
    expect(both(exampleShape, realShape).length).toBeGreaterThan(15)
  })

  it.each([
    ['/plans?pageSize=1', 'GET /api/v1/plans'],
    ['/agencies?pageSize=1', 'GET /api/v1/agencies'],
    ['/actions?pageSize=1', 'GET /api/v1/actions'],
    ['/actions/AR13-PW-08/history', 'GET /api/v1/actions/{ref}/history'],
  ])('gives for %s an example with the keys of a real answer', async (path, route) => {
    const real = (await service.get<{ items: object[] }>(path)).body
    const example = exampleOf(route, 200) as { items: object[] }
    expect(Object.keys(example)).toEqual(Object.keys(real))
    expect(Object.keys(example.items[0] ?? {}).sort()).toEqual(Object.keys(real.items[0] ?? {}).sort())
  })

  it('gives examples of problems as they are', async () => {
    const real = (await service.get<object>('/actions/AR13-XX-99')).body
    expect(Object.keys(exampleOf('GET /api/v1/actions/{ref}', 404) as object).sort()).toEqual(
      Object.keys(real).sort(),
    )
    const refused = (await service.get<object>('/actions?status=nearly')).body
    expect(Object.keys(exampleOf('GET /api/v1/actions', 422) as object).sort()).toEqual(
      Object.keys(refused).sort(),
    )
  })

  it('gives an example of an action that is a real line of the register', async () => {
    const example = exampleOf('GET /api/v1/actions/{ref}', 200) as ActionView
    const real = (await service.get<ActionView>(`/actions/${example.ref}?asAt=2013-12-31`)).body
    const told = ({ ref, plan, theme, title, text, leads, source, timescale, knownFrom }: ActionView) => ({
      ...{
        ref,
        plan,
        theme,
        title,
        text,
        leads,
        knownFrom,
        asWritten: timescale.asWritten,
        end: timescale.end,
      },
      ...{ document: source.document, section: source.section },
    })
    expect(told(real)).toEqual(told(example))
  })

  it('has a page, which loads with everything that it asks for', async () => {
    const page = await fetch(`${service.url}/api/docs`)
    const html = await page.text()
    expect([page.status, html.includes('<title>Throughline API</title>')]).toEqual([200, true])
    const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/gu)].map(
      ([, address]) => new URL(address ?? '', page.url),
    )
    expect(assets.length).toBeGreaterThanOrEqual(4)
    for (const asset of assets) {
      const answer = await fetch(asset)
      expect([asset.pathname, answer.status, asset.origin]).toEqual([asset.pathname, 200, service.url])
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100)
    }
    expect(page.headers.get('content-security-policy')).toContain(`script-src 'self'`)
    expect(/<script>|onload=/u.test(html)).toBe(false)
  })
})
