/** Takes in a plan of many lines by the services, in a process of its own. Every message asks for one plan; it answers with lines a second. */
import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { join } from 'node:path'
import { inProject } from './places.mjs'

const [folder, count] = process.argv.slice(2)
const lines = Number(count)
Object.assign(process.env, { DATA_DIR: folder, REPORTS_DIR: join(folder, 'reports'), DATABASE_URL: '' })
const load = (...parts) => import(inProject('dist', ...parts))
const { AppModule } = await load('app.module.js')
const { FirstAccount } = await load('accounts', 'first-account.js')
const { PeopleService } = await load('accounts', 'people.service.js')
const { PlanImports } = await load('imports', 'plan-imports.service.js')
const { PlanDrafts } = await load('imports', 'plan-drafts.service.js')
const { PlanApproval } = await load('imports', 'plan-approval.service.js')
const { workbookBytes } = await load('documents', 'workbook', 'workbook.js')

const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] })
await app.get(FirstAccount).make()
const people = app.get(PeopleService)
const person = await people.find(await people.firstAccount(), 'session')
const second = { ...person, accountId: person.accountId + 1000, name: 'Second person' }

const headings = ['Ref', 'Theme', 'Action', 'Lead', 'Partners', 'Timescale', 'Notes']
const rows = Array.from({ length: lines }, (_, index) => [
  ...[
    String(index + 1),
    `Theme ${index % 12}`,
    `Bench action ${index}: meet, agree the next steps and report to the board.`,
  ],
  ...[
    'Home Office',
    'Metropolitan Police Service; MOPAC',
    index % 3 ? 'by 31 March 2014' : 'Q3 2013/14',
    `Note ${index}`,
  ],
])
const table = { name: 'Plan', columns: headings.map((heading) => ({ heading, width: 20 })), rows: [rows] }
const chunks = []
for await (const chunk of workbookBytes({
  ...{
    title: 'Bench plan',
    subject: 'Bench',
    keywords: 'bench',
    dated: '2014-01-01T00:00:00.000Z',
    marking: 'OFFICIAL',
  },
  sheets: [{ name: 'Plan', title: 'Bench plan', lines: [], table }],
}))
  chunks.push(chunk)
const bytes = Buffer.concat(chunks)

let number = 0
async function takeIn() {
  number += 1
  const imports = app.get(PlanImports)
  const began = performance.now()
  const id = await imports.read(person, { slug: 'london-borough-of-merton' }, { name: 'plan.xlsx', bytes })
  const { table: found } = await imports.one(person, id)
  await imports.chooseColumns(person, id, 1, found.columns, found.loneRows)
  await imports.describe(person, id, 2, {
    ...{
      title: `Bench plan ${number}`,
      slug: `bench-${number}`,
      prefix: `BENCH${number}`,
      programme: 'EGYV',
    },
    ...{ geography: 'borough', area: '', published: '7 May 2013', period: '2013-14', standing: 'final' },
    ...{ marking: '', licence: 'Bench', note: '' },
  })
  await app.get(PlanDrafts).draft(person, id, 3)
  await app.get(PlanApproval).approve(second, id, 4)
  return (lines / (performance.now() - began)) * 1000
}

process.on('message', async () => process.send(await takeIn()))
process.on('SIGTERM', () => process.exit(0))
process.send('ready')
