import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { TestService, token } from '../support/service.js'

interface Problem {
  status: number
  detail: string
  errors?: { field: string; message: string }[]
}

describe('bodies that no person would send', () => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start('sqlite')
  })
  afterAll(() => service.stop())

  async function post(body: string, contentType = 'application/json'): Promise<Problem> {
    const response = await fetch(`${service.url}/api/v1/actions/AR13-PW-02/updates`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': contentType },
      body,
    })
    return (await response.json()) as Problem
  }

  it.each([40, 3000, 50_000])('are refused when they are nested %i levels deep', async (levels) => {
    const list = '['.repeat(levels) + ']'.repeat(levels)
    const { status, detail } = await post(`{"revision":1,"narrative":"x","steps":${list}}`)
    expect([status, detail]).toEqual([400, 'The body is nested deeper than 32 levels.'])
  })

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])(
    'are told what to be when they come as %s',
    async (contentType) => {
      const { status, detail } = await post('{"revision":1,"narrative":"x"}', contentType)
      expect([status, detail]).toEqual([
        415,
        `Send the body as JSON, with the header “Content-Type: application/json”; this one says ${contentType}.`,
      ])
    },
  )

  it('are refused when they hold half a character, which would come back as another', async () => {
    const { status, errors } = await post('{"revision":1,"narrative":"lone \\ud800 end"}')
    expect([status, errors?.[0]?.field]).toEqual([422, 'narrative'])
  })

  it('may not name a successor for an action that has none', async () => {
    const { status, errors } = await post('{"revision":1,"narrative":"x","supersededBy":"AR13-PW-03"}')
    expect([status, errors]).toEqual([
      422,
      [{ field: 'supersededBy', message: 'supersededBy belongs to the status superseded.' }],
    ])
  })

  it.each(['0000-01-01', '9999-12-31'])('may not move a date to %s', async (day) => {
    const { status, errors } = await post(
      `{"revision":1,"narrative":"x","reason":"y","timescaleEnd":"${day}"}`,
    )
    expect([status, errors?.[0]?.field]).toEqual([422, 'timescaleEnd'])
  })

  it.each(['0001-01-01', '9999-12-31T23:59:59-14:00', '1899-12-31'])(
    'have their like in the cut-off %s',
    async (asAt) => {
      const { status, body } = await service.get<Problem>(`/actions?asAt=${encodeURIComponent(asAt)}`)
      expect([status, body.errors?.[0]?.field]).toEqual([422, 'asAt'])
    },
  )
})
