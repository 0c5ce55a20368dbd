/**
 * What the service is held against: the first page of actions from a bare node:http server. No framework, no guard, no
 * validation; raw better-sqlite3 on one connection, every statement prepared once. Equal work all the same: it runs the
 * service's own SQL on the same file for every request, computes the same flags, and answers the same JSON. `list.mjs`
 * compares the two answers before it measures.
 */
import { createServer } from 'node:http'
import Sqlite from 'better-sqlite3'
import { inProject } from '../tools/places.mjs'

const register = (name) => import(inProject('dist', 'register', name))
const { selectActions, countActions } = await register('action-query.js')
const sql = await register('belongings-query.js')
const { presentAction } = await register('action-row.js')
const { recordedFor } = await register('moment.js')
const { londonDay } = await import(inProject('dist', 'clock', 'dates.js'))

const database = new Sqlite(process.argv[2], { readonly: true })
const statements = new Map()
function all(text, parameters) {
  let statement = statements.get(text)
  if (!statement) statements.set(text, (statement = database.prepare(text)))
  return statement.all(...parameters)
}

const server = createServer((request, response) => {
  const body = Buffer.from(JSON.stringify(firstPage()))
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': body.length,
  })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}/`))

function firstPage() {
  const count = countActions({}, null)
  const select = selectActions({}, null, { limit: 50, offset: 0 }, 'sqlite')
  const [{ total }] = all(count.text, count.parameters)
  const rows = all(select.text, select.parameters)
  const today = londonDay(new Date())
  const belongings = belongingsOf(rows)
  const items = rows.map((row) => presentAction(row, belongings.get(row.id), today))
  return { items, page: 1, pageSize: 50, total }
}

function belongingsOf(rows) {
  const ids = rows.map((row) => row.id)
  const byId = new Map(rows.map((row) => [row.id, { row, ...empty() }]))
  const of = (item) => byId.get(item.action_id)
  for (const item of all(sql.assignmentsSql(ids.length), ids)) {
    if (item.set_in_revision !== of(item).row.assignments_set_in) continue
    const { slug: agency, name, as_written: asWritten } = item
    of(item)[`${item.role}s`].push({ agency, name, asWritten, provisional: Boolean(item.provisional) })
  }
  for (const item of all(sql.mentionsSql(ids.length), ids)) {
    const { slug: agency, name, as_written: asWritten } = item
    of(item).mentions.push({ agency, name, asWritten, provisional: false })
  }
  for (const item of all(sql.stepsSql(ids.length), ids)) {
    if (item.set_in_revision > of(item).row.revision) continue
    const last = of(item).steps.at(-1)
    if (last?.ref === item.ref) last.status = item.status
    else of(item).steps.push({ ref: item.ref, text: item.text, status: item.status })
  }
  for (const { action_id, ...quote } of all(sql.quotesSql(ids.length), ids))
    byId.get(action_id).quotes.push(quote)
  for (const item of all(sql.relationsSql(ids.length, null), [...ids, ...ids])) {
    of(item).related.push({ ref: item.ref, relation: item.relation, reason: item.reason })
  }
  for (const { action_id, ...priority } of all(sql.prioritiesSql(ids.length, null), ids)) {
    byId.get(action_id).priorities.push(priority)
  }
  for (const item of all(sql.setAsidesSql(ids.length), [...ids, recordedFor(null)])) {
    const to = of(item)
    to.setAside = to.setAside.filter(({ code }) => code !== item.flag)
    if (item.until === null) continue
    to.setAside.push({ code: item.flag, until: item.until, because: item.reason, by: item.author })
  }
  const asked = ids.filter((id) => {
    const { row, partners } = byId.get(id)
    return row.status.startsWith('complete') || partners.length > 0
  })
  for (const item of asked.length > 0 ? all(sql.voicesSql(asked.length), asked) : []) {
    if (item.revision > of(item).row.revision) continue
    if (item.evidence !== '[]') of(item).hasEvidence = true
    if (item.slug !== null) of(item).spokenFor.add(item.slug)
  }
  return byId
}

function empty() {
  return {
    ...{ leads: [], partners: [], mentions: [], steps: [], quotes: [], related: [], priorities: [] },
    setAside: [],
    ...{ hasEvidence: false, spokenFor: new Set() },
  }
}
