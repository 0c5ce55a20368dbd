/**
 * What a page of the service is held against: a bare node:http server that runs the same queries, text and parameters, by
 * raw better-sqlite3 with every statement prepared once, and fills the same template with the same model for every
 * request. No framework, no session, no rights, no presenter.
 *
 * The service's own handler is asked once, in this process, for the model; what it asked of the database meanwhile is
 * noted and is what the bare server then runs. `pages.mjs` compares the two pages before it measures.
 */
import 'reflect-metadata'
import { createServer } from 'node:http'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { NestFactory } from '@nestjs/core'
import { inProject } from '../tools/places.mjs'

const [registerFile, path] = process.argv.slice(2)
Object.assign(process.env, { DATA_DIR: dirname(registerFile), DATABASE_URL: '', SEED: 'none' })
const built = (name) => import(inProject('dist', name))
const { AppModule } = await built('app.module.js')
const { Database } = await built('database/database.js')
const { PeopleService } = await built('accounts/people.service.js')
const { ListController } = await built('pages/actions/list.controller.js')
const { ActionController } = await built('pages/actions/action.controller.js')
const { PageDrawer } = await built('web/pages/page-drawer.js')

const app = await NestFactory.createApplicationContext(AppModule, { logger: false })
const people = app.get(PeopleService)
const actor = await people.find(await people.firstAccount(), 'session')
const request = { actor, originalUrl: path, session: { csrfToken: 'a-token' } }
const [, , ref] = path.split('/')
const handle = () =>
  ref
    ? app.get(ActionController, { strict: false }).action(actor, ref, request)
    : app.get(ListController, { strict: false }).list(actor, request)

// What is read once and kept is read now, so that it is not among the queries of a request.
await handle()
const asked = []
const database = app.get(Database)
const select = database.select.bind(database)
database.select = (sql, parameters = []) => {
  asked.push({ sql, parameters })
  return select(sql, parameters)
}
const answer = await handle()
const drawer = app.get(PageDrawer)
await app.close()

const raw = new Sqlite(registerFile, { readonly: true })
raw.function('lower', { deterministic: true }, (value) =>
  typeof value === 'string' ? value.toLowerCase() : value,
)
const queries = asked.map(({ sql, parameters }) => ({ statement: raw.prepare(sql), parameters }))

const server = createServer((_, response) => {
  for (const { statement, parameters } of queries) statement.all(...parameters)
  const body = Buffer.from(drawer.draw(request, answer))
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': body.length })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}/`))
