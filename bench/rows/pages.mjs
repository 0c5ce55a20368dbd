/**
 * The page of actions (50 rows) and the page of one action at ten connections, each against a bare node:http server that
 * runs the same queries and fills the same template with the same model.
 *
 * Fair, because both read copies of one register in a process of their own, take turns, and must give the same page before
 * anything is measured. The service does more: it finds the session and the person, asks for rights, presents the model
 * anew, draws the frame and sends its headers; that is what the ratio shows.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { startBare } from '../tools/child.mjs'
import { requestsPerSecond } from '../tools/load.mjs'
import { inPairs } from '../tools/pairs.mjs'
import { databaseName } from '../tools/places.mjs'
import { seedRegister } from '../tools/registers.mjs'
import { startService } from '../tools/service.mjs'
import { firstAccount, signIn } from '../tools/visitor.mjs'

const pages = [
  { path: '/actions', what: 'page of actions, 50 rows, 10 connections' },
  { path: '/actions/LCRB12-05', what: 'page of one action, 10 connections' },
]

export default async function measurePages() {
  const service = await startService(await seedRegister(), firstAccount)
  try {
    const headers = await signIn(service.url)
    const rows = []
    for (const page of pages) rows.push(await measure(service, headers, page))
    return rows
  } finally {
    await service.stop()
  }
}

async function measure(service, headers, { path, what }) {
  const bare = await startBare('page-server.mjs', join(service.folder, databaseName), path)
  try {
    const ours = await (await fetch(service.url + path, { headers })).text()
    const theirs = await (await fetch(bare.ready)).text()
    assert.equal(withoutToken(ours), withoutToken(theirs))
    const result = await inPairs(
      7,
      () => requestsPerSecond(service.url + path, 2, headers),
      () => requestsPerSecond(bare.ready),
    )
    return {
      what,
      against: 'bare node:http and raw SQLite, same queries, same template, same model',
      ours: `${result.ours.toFixed(0)} pages/s`,
      theirs: `${result.theirs.toFixed(0)} pages/s`,
      ...{ ratio: result.ratio, atLeast: 0.15, aim: 0.4 },
    }
  } finally {
    await bare.stop()
  }
}

const withoutToken = (html) => html.replaceAll(/name="_csrf" value="[^"]*"/gu, 'name="_csrf"')
