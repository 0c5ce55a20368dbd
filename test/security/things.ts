import { EditionsService } from '../../src/reports/making/editions.service.js'
import { SavedViews } from '../../src/pages/actions/saved-views.service.js'
import { ApiTokens } from '../../src/accounts/api-tokens.service.js'
import { PeopleService } from '../../src/accounts/people.service.js'
import type { Person } from '../../src/accounts/person.js'
import { PlanImports } from '../../src/imports/plan-imports.service.js'
import { RecommendationsService } from '../../src/recommendations/recommendations.service.js'
import { TrailChecks } from '../../src/audit/trail-checks.service.js'
import { rawRows } from '../support/accounts.js'
import { dateAskedFor } from '../support/asked-date.js'
import { openRound } from '../support/round-things.js'
import type { TestService } from '../support/service.js'
import { makePeople, people, type PersonName, Visitor } from '../support/visitor.js'

export const ref = 'MER13-7.1'

/** What addresses of the service name: one thing of each kind. */
export interface Things {
  account: string
  view: string
  token: string
  report: string
  evidence: string
  /** A recommendation of a panel on Merton's plan. */
  recommendation: string
  /** A commission that is open, a return in it and a line of that. */
  commission: string
  return: string
  line: string
  /** A new end date that was asked for. */
  dateChange: string
  /** A plan of Merton on its way in from a spreadsheet. */
  planImport: string
  /** Number of the line that tells of a check of the trail. */
  check: string
}

/** Gives a register people, and one of each thing that people make in it; what is somebody's own is the first account's. */
export async function makeThings(service: TestService): Promise<Things> {
  const names = Object.keys(people) as PersonName[]
  await makePeople(service, names)
  const owner = await firstPerson(service)
  await service.app.get(SavedViews).save(owner, 'Late ones', 'timeliness=overdue')
  await service.app
    .get(ApiTokens)
    .make(owner, { name: 'Nightly copy', scope: ['read the register'], endsOn: service.clock.today() })
  const { id: report } = await service.app
    .get(EditionsService)
    .make(owner, { kind: 'img', plan: null, title: null, knownBy: '2013-12-31T23:59:59.999Z' })
  const check = String(await service.app.get(TrailChecks).check(owner))
  const evidence = await giveEvidence(service)
  const recommendation = String(
    await service.app.get(RecommendationsService).make(owner, 'merton-2013', {
      ...{ panel: 'Panel', madeOn: '2013-07-04', receivedOn: '2013-07-04', label: 'A', source: null },
      ...{ text: 'That it be done.', addressee: 'executive', agency: null },
    }),
  )
  const round = await openRound(service)
  const planImport = String(
    await service.app
      .get(PlanImports)
      .read(
        owner,
        { slug: 'london-borough-of-merton' },
        { name: 'plan.csv', bytes: Buffer.from('Ref,Action\n1,Test.\n') },
      ),
  )
  const [account, view, token] = await Promise.all([
    idOf(service, `SELECT id FROM account WHERE email = '${people.reader.email}'`),
    idOf(service, 'SELECT id FROM saved_view'),
    idOf(service, 'SELECT id FROM api_token'),
  ])
  const asked = {
    commission: round.commission,
    return: await round.own('owner'),
    line: await round.lineOf('owner'),
  }
  const dateChange = String(await dateAskedFor(service, 'MER13-7.3'))
  return { account, view, token, planImport, report, evidence, recommendation, check, dateChange, ...asked }
}

async function firstPerson(service: TestService): Promise<Person> {
  const found = service.app.get(PeopleService)
  const person = await found.find((await found.firstAccount()) ?? 0, 'session')
  if (!person) throw new Error('There is no first account.')
  return person
}

async function idOf(service: TestService, sql: string): Promise<string> {
  const [row] = await rawRows(service, sql)
  return String(row?.id)
}

/** A file of an update that was recorded. */
async function giveEvidence(service: TestService): Promise<string> {
  const carys = await Visitor.signedIn(service, 'council')
  const form = await carys.submit(`/actions/${ref}/update`, 'button[value=upload]', {
    narrative: 'The leaflet is out.',
    file: new File(['so many leaflets'], 'leaflets.txt'),
  })
  const href = form.document.querySelector('#files li a')?.getAttribute('href') ?? ''
  await carys.send(form, 'button[value=continue]')
  const { path } = await carys.submit(`/actions/${ref}/update/check`, 'main form button')
  if (path !== `/actions/${ref}`) throw new Error(`The update was not recorded: ${path}`)
  return href.replace('/evidence/', '')
}

/** The address of a route, with things that there are in the places of its parameters. */
export function addressOf(path: string, things: Things): string {
  const places: [place: string, thing: string][] = [
    ['actions/:ref', `actions/${ref}`],
    ['accounts/:id', `accounts/${things.account}`],
    ['saved-views/:id', `saved-views/${things.view}`],
    ['tokens/:id', `tokens/${things.token}`],
    ['reports/:id', `reports/${things.report}`],
    ['parts/:name', 'parts/decisions'],
    ['files/:name', 'files/csv'],
    ['pages/:number', 'pages/1'],
    ['commissions/:id/move/:to', `commissions/${things.commission}/move/open`],
    ['move/:to', 'move/in_review'],
    ['plan-imports/:id', `plan-imports/${things.planImport}`],
    ['evidence/:id', `evidence/${things.evidence}`],
    ['completions/:ref', `completions/${ref}`],
    ['date-changes/:id', `date-changes/${things.dateChange}`],
    ['flags/:code', 'flags/no-timescale'],
    ['agencies/:slug', 'agencies/mopac'],
    ['plans/:slug', 'plans/merton-2013'],
    ['commissions/:id', `commissions/${things.commission}`],
    ['returns/:returnId', `returns/${things.return}`],
    ['returns/:id', `returns/${things.return}`],
    ['parts/:part', `parts/${things.line}`],
    ['lines/:ref', `lines/${things.line}`],
    ['recommendations/:id', `recommendations/${things.recommendation}`],
    ['themes/:code', 'themes/REC'],
    ['priorities/:programme/:code', 'priorities/EGYV/leadership'],
    ['workbook/:load', `workbook/${'0'.repeat(32)}`],
    ['lines/:number', 'lines/1'],
    ['checks/:number', `checks/${things.check}`],
    ['sent/:number', 'sent/1'],
    ['answer/:token', `answer/${'x'.repeat(43)}`],
    ['links/:link', 'links/1'],
    ['messages/:message', 'messages/1'],
    ['link/:token', `link/${'x'.repeat(43)}`],
    ['calendar/:token', `calendar/${'x'.repeat(43)}`],
  ]
  const address = places.reduce((before, [place, thing]) => before.replace(place, thing), path)
  if (address.includes(':')) throw new Error(`Nothing is known to stand at ${path}.`)
  return address
}
