import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Database } from '../../src/database/database.js'
import type { ActionView } from '../../src/register/views.js'
import { databaseKinds } from '../support/places.js'
import { countRows, openRaw, type RawDatabase } from '../support/raw-database.js'
import { action, type ProblemBody, refsOf, say, sayWrongly } from '../support/register.js'
import { seededAt, TestService, token } from '../support/service.js'

const updates = '/actions/AR13-PW-08/updates'
const steps = ['not_started', 'in_progress', 'complete_reported', 'complete_verified', 'paused', 'closed_not_delivered', 'superseded'] // prettier-ignore

/** Bodies that are refused: what is spoilt, the field, the sentence. */
const wrongBodies: { spoilt: object; field: string; message: string }[] = [
  ...[undefined, null, '1', 1.5, 0, -1].map((revision) => ({
    spoilt: { revision },
    field: 'revision',
    message: 'revision must be the whole number that you read with the action.',
  })),
  { spoilt: { narrative: undefined }, field: 'narrative', message: 'narrative must be text.' },
  { spoilt: { narrative: 7 }, field: 'narrative', message: 'narrative must be text.' },
  { spoilt: { narrative: '' }, field: 'narrative', message: 'narrative must not be empty.' },
  { spoilt: { narrative: ' \n\t ' }, field: 'narrative', message: 'narrative must not be empty.' },
  {
    spoilt: { narrative: 'a'.repeat(20_001) },
    field: 'narrative',
    message: 'narrative must have at most 20000 characters.',
  },
  { spoilt: { status: 'nearly' }, field: 'status', message: `status must be one of ${steps.join(', ')}.` },
  {
    spoilt: { confidence: 'blue' },
    field: 'confidence',
    message: 'confidence must be one of red, amber, green, none.',
  },
  { spoilt: { timescaleEnd: '2014-02-30' }, field: 'timescaleEnd', message: 'timescaleEnd must be a day such as 2014-06-30.' }, // prettier-ignore
  {
    spoilt: { timescaleEnd: '' },
    field: 'timescaleEnd',
    message: 'timescaleEnd must be a day such as 2014-06-30.',
  },
  { spoilt: { timescaleEnd: 20140630 }, field: 'timescaleEnd', message: 'timescaleEnd must be a day such as 2014-06-30.' }, // prettier-ignore
  {
    spoilt: { reason: 'a'.repeat(2001) },
    field: 'reason',
    message: 'reason must have at most 2000 characters.',
  },
  { spoilt: { nextStep: ['x'] }, field: 'nextStep', message: 'nextStep must be text.' },
  { spoilt: { evidence: 'Minutes' }, field: 'evidence', message: 'evidence must be a list of {title, url}.' },
  {
    spoilt: { evidence: ['Minutes'] },
    field: 'evidence',
    message: 'each item of evidence must be {title, url}.',
  },
  { spoilt: { evidence: [null] }, field: 'evidence', message: 'each item of evidence must be {title, url}.' },
  { spoilt: { evidence: [[]] }, field: 'evidence', message: 'each item of evidence must be {title, url}.' },
  {
    spoilt: { evidence: new Array(51).fill({ title: 'Minutes' }) },
    field: 'evidence',
    message: 'evidence must have at most 50 items.',
  },
  { spoilt: { evidence: [{ url: 'https://www.example.org' }] }, field: 'evidence.0.title', message: 'title must be text.' }, // prettier-ignore
  { spoilt: { evidence: [{ title: '' }] }, field: 'evidence.0.title', message: 'title must not be empty.' },
  {
    spoilt: { evidence: [{ title: '   ' }] },
    field: 'evidence.0.title',
    message: 'title must not be empty.',
  },
  ...['javascript:alert(1)', 'file:///etc/passwd', 'www.example.org', 'https://', '//example.org', 7].map(
    (url) => ({
      spoilt: { evidence: [{ title: 'Minutes', url }] },
      field: 'evidence.0.url',
      message: 'url must be a link that begins with http:// or https://.',
    }),
  ),
  {
    spoilt: { evidence: [{ title: 'Minutes', page: 3 }] },
    field: 'evidence.0.page',
    message: '“evidence.0.page” is not a field of this request.',
  },
  { spoilt: { steps: { ref: 'x' } }, field: 'steps', message: 'steps must be a list of {ref, status}.' },
  { spoilt: { steps: [[]] }, field: 'steps', message: 'each step must be {ref, status}.' },
  {
    spoilt: { steps: [{ ref: 'AR13-PW-08.a', status: 'nearly' }] },
    field: 'steps.0.status',
    message: `status must be one of ${steps.join(', ')}.`,
  },
  {
    spoilt: { onBehalfOf: 'Home Office' },
    field: 'onBehalfOf',
    message: 'onBehalfOf must be the slug of an agency.',
  },
  {
    spoilt: { author: 'Somebody else' },
    field: 'author',
    message: '“author” is not a field of this request.',
  },
  { spoilt: { text: 'Another promise' }, field: 'text', message: '“text” is not a field of this request.' },
]

describe.each(databaseKinds)('problems on %s', (kind) => {
  let service: TestService
  let database: RawDatabase
  /** A request as curl makes it, told in status, content type and JSON. */
  const ask = async (path: string, init: RequestInit = {}, bearer: string | null = token) => {
    const headers = new Headers(init.headers)
    if (bearer !== null) headers.set('Authorization', `Bearer ${bearer}`)
    const response = await fetch(`${service.url}/api/v1${path}`, { ...init, headers })
    const body = (await response.json()) as ProblemBody
    return {
      status: response.status,
      headers: response.headers,
      type: response.headers.get('content-type'),
      body,
    }
  }
  const postText = (text: string, type = 'application/json') =>
    ask(updates, { method: 'POST', headers: { 'Content-Type': type }, body: text })

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
    service.clock.instant = '2017-02-01T09:00:00.000Z'
    database = await openRaw(service.place)
  })

  afterAll(async () => {
    await database.close()
    await service.stop()
  })

  describe('of an update', () => {
    let before: ActionView
    let rows: Record<string, number>

    beforeAll(async () => {
      before = await action(service, 'AR13-PW-08')
      rows = await countRows(database)
    })

    it.each(wrongBodies)('name $field: $message', async ({ spoilt, field, message }) => {
      const good = { revision: before.revision, narrative: 'Work goes on.' }
      const { status, type, body } = await postText(JSON.stringify({ ...good, ...spoilt }))
      expect([status, type]).toEqual([422, 'application/problem+json; charset=utf-8'])
      expect(body).toEqual({
        ...{ type: 'about:blank', title: 'Refused', status: 422, detail: message },
        ...{ instance: `/api/v1${updates}`, errors: [{ field, message }] },
      })
    })

    it('name every wrong field at once', async () => {
      const { body } = await postText(
        JSON.stringify({ revision: 'x', narrative: '', status: 'nearly', colour: 'blue' }),
      )
      expect(body.errors?.map(({ field }) => field).sort()).toEqual([
        'colour',
        'narrative',
        'revision',
        'status',
      ])
    })

    it.each(['', '{}', '[]', '[{}]', '[{"revision": 1, "narrative": "In a list"}]'])(
      'name what is missing of the body “%s”',
      async (text) => {
        const { status, body } = await postText(text)
        expect(status).toBe(422)
        expect(body.errors?.map(({ field }) => field)).toEqual(
          expect.arrayContaining(['revision', 'narrative']),
        )
      },
    )

    it.each(['{"revision": 1,', 'revision=1', '"text"', 'null', '7'])(
      'say that %s is not JSON of a request',
      async (text) => {
        const { status, type, body } = await postText(text)
        expect([status, type]).toEqual([400, 'application/problem+json; charset=utf-8'])
        expect(body).toMatchObject({ title: 'Bad request', status: 400, instance: `/api/v1${updates}` })
        expect(body.detail).toContain('The request cannot be read: ')
      },
    )

    it('take no form for JSON', async () => {
      const { status } = await postText('revision=1&narrative=Hello', 'application/x-www-form-urlencoded')
      expect(status).toBe(415)
    })

    it('say that a body is too large', async () => {
      const large = JSON.stringify({ revision: 1, narrative: 'a'.repeat(1_100_000) })
      const { status, type, body } = await postText(large)
      expect([status, type]).toEqual([413, 'application/problem+json; charset=utf-8'])
      expect(body).toMatchObject({
        title: 'Too large',
        detail: 'The body is larger than this service takes (1 MB).',
      })
    })

    it('say that there is no such action', async () => {
      const { status, body } = await service.post<ProblemBody>('/actions/AR13-XX-99/updates', {
        ...{ revision: 1, narrative: 'Hello' },
      })
      expect([status, body.title, body.detail]).toEqual([
        ...[404, 'Not found', 'There is no action “AR13-XX-99” in the register.'],
      ])
    })

    it('say that somebody else was first', async () => {
      const { status, type, body } = await postText(
        JSON.stringify({ revision: before.revision + 1, narrative: 'Hello' }),
      )
      expect([status, type, body.title]).toEqual([
        ...[409, 'application/problem+json; charset=utf-8', 'Changed by somebody else'],
      ])
      expect(body.errors).toBeUndefined()
    })

    it('leave the register as it was', async () => {
      expect(await action(service, 'AR13-PW-08')).toEqual(before)
      expect(await countRows(database)).toEqual(rows)
    })
  })

  describe('of strange words', () => {
    const strange = '<script>alert(1)</script> ‏עברית‎ 👩‍👩‍👧 e\u0301 \u202e \u2028 \uffff ' + 'x'.repeat(10_000)

    it('keep them to the letter', async () => {
      const { status, body } = await say(service, 'BRO12-1.1', {
        narrative: strange,
        nextStep: strange.slice(0, 2000),
      })
      expect(status).toBe(201)
      expect(body.latestUpdate?.narrative).toBe(strange)
      expect((await action(service, 'BRO12-1.1')).latestUpdate?.nextStep).toBe(strange.slice(0, 2000))
      expect(await refsOf(service, `q=${encodeURIComponent('👩‍👩‍👧')}`)).toEqual(['BRO12-1.1'])
    })

    it('refuse a character that no database can keep, wherever it stands', async () => {
      const bodies = [
        { narrative: 'a\u0000b' },
        { nextStep: 'a\u0000b' },
        { reason: 'a\u0000b' },
        { evidence: [{ title: 'a\u0000b' }] },
      ]
      for (const body of bodies) {
        const answer = await sayWrongly(service, 'BRO12-1.2', body)
        expect([JSON.stringify(body), answer.status]).toEqual([JSON.stringify(body), 422])
      }
      expect((await ask('/actions?q=%00')).status).toBe(422)
      expect((await ask('/actions?theme=%00')).status).toBe(422)
      expect((await ask('/actions/BRO12%00')).status).toBe(404)
      expect((await ask('/actions/BRO12%00/history')).status).toBe(404)
    })
  })

  describe('of an address', () => {
    it.each(['/actions/AR13-XX-99', '/actions/AR13-XX-99/history', '/actions/ar13-pw-08'])(
      'say that there is no action at %s',
      async (path) => {
        const { status, type, body } = await ask(path)
        const ref = path.split('/')[2] ?? ''
        expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8'])
        expect(body).toEqual({
          ...{ type: 'about:blank', title: 'Not found', status: 404, instance: `/api/v1${path}` },
          detail: `There is no action “${ref}” in the register.`,
        })
      },
    )

    it.each([
      'GET /nowhere',
      'GET /actions/AR13-PW-08/updates',
      'DELETE /actions/AR13-PW-08',
      'PUT /plans',
      'POST /plans',
    ])('say that there is nothing at %s', async (what) => {
      const [method = '', path = ''] = what.split(' ')
      const { status, type, body } = await ask(path, { method })
      expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8'])
      expect(body.detail).toBe(`Nothing answers ${method} /api/v1${path}.`)
    })

    it('are told also of one that cannot be read', async () => {
      const { status, type } = await ask('/actions/%E0%A4%A')
      expect([status, type]).toEqual([400, 'application/problem+json; charset=utf-8'])
    })
  })

  describe('of the token', () => {
    const strangers: [string, RequestInit, string | null][] = [
      ['no token', {}, null],
      ['a wrong token', {}, 'a-token-for-the-test'],
      ['a longer token', {}, `${token}s`],
      ['the token in another scheme', { headers: { Authorization: `Basic ${token}` } }, null],
      ['the token without a scheme', { headers: { Authorization: token } }, null],
      ['an empty header', { headers: { Authorization: '' } }, null],
    ]

    it.each(strangers)('are told to one with %s', async (_, init, bearer) => {
      const { status, type, headers, body } = await ask('/actions', init, bearer)
      expect([status, type]).toEqual([401, 'application/problem+json; charset=utf-8'])
      expect(headers.get('www-authenticate')).toBe('Bearer')
      expect(body).toEqual({
        ...{ type: 'about:blank', title: 'Token needed', status: 401, instance: '/api/v1/actions' },
        detail: 'Send the token of this service as “Authorization: Bearer TOKEN”.',
      })
    })

    it('come before all others: a stranger learns nothing of what there is', async () => {
      for (const path of [
        '/actions/AR13-XX-99',
        '/actions/AR13-PW-08',
        '/actions?status=nearly',
        '/reports/none',
      ]) {
        expect([path, (await ask(path, {}, null)).status]).toEqual([path, 401])
      }
      const post = {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{"colour": "blue"}',
      }
      expect((await ask(updates, post, null)).status).toBe(401)
      expect((await ask('/reports', post, null)).status).toBe(401)
    })

    it('do not arise for the scheme in small letters', async () => {
      expect((await ask('/plans', { headers: { Authorization: `bearer ${token}` } }, null)).status).toBe(200)
    })

    it('do not arise for health', async () => {
      expect(await ask('/health', {}, null)).toMatchObject({ status: 200, body: { status: 'ok' } })
    })
  })

  // These break the service's database, so they come last.
  describe('of the service itself', () => {
    beforeAll(() => service.app.useLogger(false))

    it('are told in plain words, without a trace of the inside', async () => {
      await database.run('ALTER TABLE "mention" RENAME TO "lost"')
      const { status, type, body } = await ask('/actions/AR13-PW-08')
      await database.run('ALTER TABLE "lost" RENAME TO "mention"')
      expect([status, type]).toEqual([500, 'application/problem+json; charset=utf-8'])
      expect(body).toEqual({
        ...{ type: 'about:blank', title: 'Something went wrong', status: 500 },
        ...{ detail: 'The service failed to answer. Nothing of this request was saved.' },
        instance: '/api/v1/actions/AR13-PW-08',
      })
      expect((await ask('/actions/AR13-PW-08')).status).toBe(200)
    })

    it('are seen by whoever asks for its health', async () => {
      await service.app.get(Database).close()
      expect(await ask('/health', {}, null)).toMatchObject({
        ...{ status: 503, type: 'application/json; charset=utf-8', body: { status: 'database unavailable' } },
      })
      const { status, body } = await ask('/plans')
      expect([status, body.title]).toEqual([500, 'Something went wrong'])
    })
  })
})
