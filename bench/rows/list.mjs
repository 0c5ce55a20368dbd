/**
 * `GET /actions` (50 rows) at ten connections, against a bare node:http server with raw SQLite.
 *
 * Fair, because both read copies of one register with the same SQL, run in a process of their own, take turns, and must
 * give the same JSON before anything is measured. What the service does more (token, validation, headers, log, errors
 * told in words) is what the ratio shows.
 */
import assert from 'node:assert/strict'
import { startBare } from '../tools/child.mjs'
import { requestsPerSecond } from '../tools/load.mjs'
import { inPairs } from '../tools/pairs.mjs'
import { seedRegister } from '../tools/registers.mjs'
import { startService } from '../tools/service.mjs'

export default async function list() {
  const register = await seedRegister()
  const service = await startService(register)
  const bare = await startBare('list-server.mjs', register)
  try {
    assert.deepEqual(await service.get('/actions'), await (await fetch(bare.ready)).json())
    const { ours, theirs, ratio } = await inPairs(
      7,
      () => requestsPerSecond(`${service.url}/api/v1/actions`),
      () => requestsPerSecond(bare.ready),
    )
    return {
      what: '`GET /actions`, 50 rows, 10 connections',
      against: 'bare node:http and raw SQLite, same queries, same JSON',
      ours: `${ours.toFixed(0)} requests/s`,
      theirs: `${theirs.toFixed(0)} requests/s`,
      ...{ ratio, atLeast: 0.15, aim: 0.4 },
    }
  } finally {
    await bare.stop()
    await service.stop()
  }
}
