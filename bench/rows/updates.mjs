/**
 * Acknowledged, durable updates a second: `POST /actions/REF/updates` from ten connections, each with actions of its
 * own and the revision that it last read, against raw SQLite inserting the same rows.
 *
 * Fair, because both write to copies of one register on the same disk with synchronous=FULL and a transaction for each
 * update, and take turns. The service also reads what it checks, and answers with the whole action.
 */
import { Agent, request } from 'node:http'
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { startBare } from '../tools/child.mjs'
import { inPairs } from '../tools/pairs.mjs'
import { databaseName, removeFolder, workFolder } from '../tools/places.mjs'
import { seedRegister } from '../tools/registers.mjs'
import { headers, startService } from '../tools/service.mjs'

const narrative = 'The working group met, agreed the next steps and asked the lead for a date. '.repeat(3)
const connections = 10

export default async function updates() {
  const register = await seedRegister()
  const service = await startService(register)
  const folder = workFolder(register)
  const raw = await startBare('update-writer.mjs', join(folder, databaseName), narrative)
  try {
    const { items } = await service.get('/actions?pageSize=200')
    const revisions = new Map(items.map(({ ref, revision }) => [ref, revision]))
    const { ours, theirs, ratio } = await inPairs(
      7,
      () => updatesPerSecond(service.url, revisions, 2),
      () => raw.ask(2),
    )
    const now = (await service.get('/actions?pageSize=200')).items.map(({ ref, revision }) => [ref, revision])
    assert.deepEqual(now, [...revisions])
    return {
      what: 'acknowledged updates, durable, 10 connections',
      against: 'raw SQLite inserting the same rows, full sync',
      ours: `${ours.toFixed(0)} updates/s`,
      theirs: `${theirs.toFixed(0)} updates/s`,
      ...{ ratio, atLeast: 0.15, aim: 0.4 },
    }
  } finally {
    await raw.stop()
    await service.stop()
    removeFolder(folder)
  }
}

export async function updatesPerSecond(url, revisions, seconds) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const refs = [...revisions.keys()]
  const until = performance.now() + seconds * 1000
  let done = 0
  const connection = async (_, number) => {
    const own = refs.filter((ref, index) => index % connections === number)
    for (let turn = 0; performance.now() < until; turn += 1) {
      const ref = own[turn % own.length]
      const revision = revisions.get(ref)
      const body = JSON.stringify({ revision, confidence: 'amber', narrative: `${narrative}${done}` })
      await post(agent, `${url}/api/v1/actions/${ref}/updates`, body)
      // Acknowledged: the next revision is the one to name. That it is so is checked when all is measured.
      revisions.set(ref, revision + 1)
      done += 1
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: connections }, connection))
  agent.destroy()
  return (done / (performance.now() - began)) * 1000
}

/** Sends a body and reads the whole answer, as cheaply as can be: the two share the machine. */
function post(agent, url, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      agent,
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
    })
    sent.on('error', reject)
    sent.on('response', (response) => {
      const failed = response.statusCode !== 201 && new Error(`${url} answered ${response.statusCode}`)
      response.on('end', () => (failed ? reject(failed) : resolve())).resume()
    })
    sent.end(body)
  })
}
