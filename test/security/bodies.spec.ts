import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { TestService, token } from '../support/service.js'
import { makePeople, Visitor } from '../support/visitor.js'
import { ref } from './things.js'

const update = `/actions/${ref}/update`
const api = `/api/v1/actions/${ref}/updates`
const megabyte = 1_000_000

let service: TestService
let stranger: Visitor

beforeAll(async () => {
  service = await TestService.start('sqlite')
  await makePeople(service, ['office'])
  stranger = new Visitor(service)
})
afterAll(() => service.stop())

function formOf(fields: number, length: number): FormData {
  const form = new FormData()
  for (let field = 0; field < fields; field += 1) form.append(`field-${field}`, 'x'.repeat(length))
  return form
}

/** The status; null where the service hung up before it had heard all. */
async function statusOf(visitor: Visitor, path: string, init: RequestInit): Promise<number | null> {
  try {
    const answer = await visitor.fetch(path, { method: 'POST', ...init })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return null
  }
}

const bearer = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }

describe('a body that is too large', () => {
  it.each([
    ['fields that are too long', () => formOf(2, megabyte)],
    ['too many fields', () => formOf(300, 10)],
  ])('is not held: the form of an update with %s', async (_, form) => {
    for (const visitor of [stranger, await Visitor.signedIn(service, 'office')]) {
      expect([413, null]).toContain(await statusOf(visitor, update, { body: form() }))
    }
  })

  it('costs no more memory than a form of ours could, whoever sends it', async () => {
    const before = process.memoryUsage.rss()
    const statuses = await Promise.all(
      Array.from({ length: 3 }, () => statusOf(stranger, update, { body: formOf(60, megabyte) })),
    )
    expect(statuses.every((status) => status === 413 || status === null)).toBe(true)
    // The forms themselves, 180 MB of them, are made in this process too.
    expect(process.memoryUsage.rss() - before).toBeLessThan(700 * megabyte)
    expect((await stranger.get('/sign-in')).status).toBe(200)
  })

  it.each(['/sign-in', '/account/name', '/sign-in/forgotten'])('is refused at %s', async (path) => {
    const body = new URLSearchParams({ email: 'x'.repeat(2 * megabyte) })
    expect([413, null]).toContain(await statusOf(stranger, path, { body }))
  })

  it('is refused by the API, also where it was packed to look small', async () => {
    const text = JSON.stringify({ revision: 1, narrative: 'x'.repeat(5 * megabyte) })
    expect([413, null]).toContain(await statusOf(stranger, api, { headers: bearer, body: text }))
    const packed = { headers: { ...bearer, 'Content-Encoding': 'gzip' }, body: gzipSync(text) }
    expect(await statusOf(stranger, api, packed)).toBe(413)
  })

  it('is refused where it is many fields', async () => {
    const body = new URLSearchParams(Array.from({ length: 5000 }, (_, place) => [`f${place}`, 'x']))
    expect(await statusOf(stranger, '/sign-in', { body })).toBe(413)
  })

  it('that breaks off is no failure of ours', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
    const status = await statusOf(stranger, update, {
      headers,
      body: '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb',
    })
    expect(status).toBe(400)
  })
})
