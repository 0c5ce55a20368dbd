import { ApiTokens } from '../../src/accounts/api-tokens.service.js'
import { ApiToken } from '../../src/accounts/credential.entity.js'
import { PeopleService } from '../../src/accounts/people.service.js'
import { hashOfSecret, newSecret } from '../../src/accounts/secrets.js'
import { TrailChecks } from '../../src/audit/trail-checks.service.js'
import { Clock } from '../../src/clock/clock.js'
import { addDays, endOfDay, londonDay } from '../../src/clock/dates.js'
import { Database } from '../../src/database/database.js'
import { insertRow, insertRows } from '../../src/database/rows.js'
import { PlanImports } from '../../src/imports/plan-imports.service.js'
import { SavedViews } from '../../src/pages/actions/saved-views.service.js'
import { RecommendationsService } from '../../src/recommendations/recommendations.service.js'
import { EditionsService } from '../../src/reports/making/editions.service.js'
import { evidenceAddress } from '../../src/updates/evidence-files.address.js'
import { EvidenceFiles } from '../../src/updates/evidence-files.service.js'
import { UpdatesService } from '../../src/updates/updates.service.js'
import { ReadingService } from '../../src/register/reading.service.js'
import type { ActionView } from '../../src/register/views.js'
import type { Permission } from '../../src/web/access.js'
import { WorkbookLoad } from '../../src/workbooks/workbook-load.entity.js'
import { personOf } from './account-people.js'
import { dateAskedFor } from './asked-date.js'
import { makeAccount } from './accounts.js'
import { action, actionsOf } from './register.js'
import { openRound } from './round-things.js'
import type { TestService } from './service.js'
import { people, type PersonName } from './visitor.js'

/** What a parameter in the address of a route can be for somebody. */
interface Meaning {
  /** Something that is there, and of the person where it is of somebody. */
  own: (who: PersonName) => string | Promise<string>
  /** The same of others: what an agency owner or a council officer must not see. */
  others?: (who: PersonName) => string | Promise<string>
}

/** Things of the register to put into the addresses of routes, for a walk through all of them. */
export class RouteThings {
  private constructor(private readonly meanings: Record<string, Meaning>) {}

  /** @param service with the people of the tests and the seeded programme */
  static async make(service: TestService): Promise<RouteThings> {
    const refs = {
      ofAgency: await refOfAgency(service),
      ofPlan: await refOfPlan(service),
      others: await othersRef(service),
    }
    const ownRef = (who: PersonName) => (who === 'owner' ? refs.ofAgency : refs.ofPlan)
    const ref: Meaning = { own: ownRef, others: always(refs.others) }
    const report: Meaning = {
      own: always(await reportOn(service, people.council.roles[0].plan)),
      others: always(await reportOn(service, null)),
    }
    const files = new Map<string, string>()
    for (const each of Object.values(refs)) files.set(each, await evidenceOf(service, each))
    const fileOf = (ref: string) => files.get(ref) ?? ''
    const evidence: Meaning = { own: (who) => fileOf(ownRef(who)), others: always(fileOf(refs.others)) }
    const victim = await makeAccount(service, 'victim@example.org')
    const check = await service.app.get(TrailChecks).check({ name: 'Test' })
    const agency: Meaning = { own: always(people.owner.roles[0].agency) }
    const askedDate = await dateAskedFor(service, refs.ofPlan)
    const plans = await plansSeenBy(service)
    const plan: Meaning = {
      own: (who) => first(plans.all.filter((slug) => plans.sees(who, slug))),
      others: (who) => first(plans.all.filter((slug) => !plans.sees(who, slug))),
    }
    const theme: Meaning = {
      own: async (who) => plans.themeOf(who, await plan.own(who)),
      others: async (who) => plans.themeOf(who, (await plan.others?.(who)) ?? ''),
    }
    const recommendations = await recommendationsOn(service, plans.all)
    const recommendation: Meaning = {
      own: async (who) => recommendations.get(await plan.own(who)) ?? '',
      others: async (who) => recommendations.get((await plan.others?.(who)) ?? '') ?? '',
    }
    const round = await openRound(service)
    const commission: Meaning = { own: always(round.commission) }
    const asked: Meaning = { own: round.own, others: always(round.others) }
    const planImport: Meaning = {
      own: always(await planImportOf(service, 'london-borough-of-merton')),
      others: always(await planImportOf(service, 'london-borough-of-bromley')),
    }
    return new RouteThings({
      ...{ '/commissions/:id': commission, '/api/v1/commissions/:id': commission },
      ...{
        '/commissions/:id/move/:to': { own: always('open') },
        '/commissions/:id/messages/:message': { own: always('1') },
      },
      ...{
        '/commissions/:id/returns/:returnId': { own: round.own },
        '/commissions/:id/returns/:returnId/sent/:number': { own: always('1') },
        '/commissions/:id/returns/:returnId/links/:link': { own: always('1') },
      },
      ...{ '/returns/:id': asked, '/api/v1/returns/:id': asked },
      ...{
        '/returns/:id/lines/:ref': { own: round.lineOf },
        '/returns/:id/sent/:number': { own: always('1') },
      },
      ...{
        '/answer/:token': { own: always('not-a-link') },
        '/answer/:token/lines/:ref': { own: round.lineOf },
      },
      ...{ '/answer/:token/sent/:number': { own: always('1') } },
      ...{ '/api/v1/returns/:id/parts/:part': { own: round.lineOf } },
      ...{
        '/actions/workbook/:load': { own: (who) => workbookLoad(service, who, null) },
        '/returns/:id/workbook/:load': {
          own: async (who) => workbookLoad(service, who, Number(await round.own(who))),
        },
        '/answer/:token/workbook/:load': { own: always('0'.repeat(32)) },
      },
      ...{ '/actions/:ref': ref, '/api/v1/actions/:ref': ref },
      ...{ '/reports/:id': report, '/api/v1/reports/:id': report, '/evidence/:id': evidence },
      ...{ '/api/v1/reports/:id/parts/:name': { own: always('corrections') } },
      ...{ '/reports/:id/parts/:name': { own: always('corrections') } },
      ...{
        '/reports/:id/files/:name': { own: always('json') },
        '/reports/:id/pages/:number': { own: always('1') },
      },
      ...{ '/reports/:id/move/:to': { own: always('in_review') } },
      ...{ '/api/v1/reports/:id/files/:name': { own: always('json') } },
      ...{ '/plans/:slug': plan, '/plans/:slug/themes/:code': theme, '/api/v1/plans/:slug': plan },
      ...{ '/plans/:slug/recommendations/:id': recommendation },
      ...{ '/api/v1/plans/:slug/recommendations/:id': recommendation },
      ...{
        '/completions/:ref': { own: always(refs.ofPlan) },
        '/date-changes/:id': { own: always(String(askedDate)) },
      },
      ...{ '/flags/:code': { own: always('no-timescale') } },
      ...{ '/flags/:code/actions/:ref': { own: always(refs.ofPlan) } },
      ...{ '/agencies/:slug': agency, '/administration/agencies/:slug': agency },
      ...{ '/priorities/:programme': { own: always('EGVE') } },
      ...{ '/priorities/:programme/:code': { own: always('county-lines') } },
      ...{ '/administration/accounts/:id': { own: always(String(victim)) } },
      ...{ '/administration/audit-trail/lines/:number': { own: always('1') } },
      ...{ '/administration/audit-trail/checks/:number': { own: always(String(check)) } },
      ...{ '/account/tokens/:id': { own: (who) => workingToken(service, who) } },
      ...{ '/saved-views/:id': { own: (who) => savedView(service, who) } },
      ...{ '/calendar/:token': { own: always('not-a-calendar') } },
      ...{ '/plan-imports/:id': planImport },
      ...{ '/sign-in/link/:token': { own: always('not-a-link') }, '/*path': { own: always('not/there') } },
    })
  }

  /** Whether the route shows or changes something that can be of others. */
  canBeOfOthers(path: string): boolean {
    return parametersOf(path).some((prefix) => this.meaningOf(prefix).others !== undefined)
  }

  /** The address of a route with things in place of its parameters. */
  async fill(path: string, who: PersonName, whose: 'own' | 'others' = 'own'): Promise<string> {
    let filled = path
    for (const prefix of parametersOf(path)) {
      const meaning = this.meaningOf(prefix)
      const value = await ((whose === 'others' ? meaning.others : undefined) ?? meaning.own)(who)
      filled = filled.replace(/[:*]\w+/u, encodeURI(value).replaceAll('?', '%3F'))
    }
    return filled
  }

  private meaningOf(prefix: string): Meaning {
    const meaning = this.meanings[prefix]
    if (!meaning) throw new Error(`Say in test/support/route-things.ts what the end of “${prefix}” can be.`)
    return meaning
  }
}

const always = (value: string) => () => value

/** "/plans/:slug" and "/plans/:slug/themes/:code": a path up to each of its parameters. */
function parametersOf(path: string): string[] {
  return [...path.matchAll(/[:*]\w+/gu)].map(({ index, 0: name }) => path.slice(0, index + name.length))
}

/** An action that the agency owner of the tests answers for. */
async function refOfAgency(service: TestService): Promise<string> {
  return first(await actionsOf(service, `agency=${people.owner.roles[0].agency}`)).ref
}

/** An action of the plan that the council officer of the tests keeps, and not of the agency owner. */
async function refOfPlan(service: TestService): Promise<string> {
  return first(await actionsOf(service, `plan=${people.council.roles[0].plan}`)).ref
}

function first<Thing>(things: readonly Thing[]): Thing {
  const [found] = things
  if (found === undefined) throw new Error('The seeds hold nothing such as the walk needs.')
  return found
}

/** An action that neither of them sees. */
async function othersRef(service: TestService): Promise<string> {
  const owner = await personOf(service, 'owner')
  const all = await actionsOf(service, 'plan=bromley-2012')
  const agenciesOf = ({ leads, partners }: ActionView) => [...leads, ...partners].map(({ agency }) => agency)
  return first(all.filter((one) => agenciesOf(one).every((slug) => !owner.agencies.includes(slug)))).ref
}

/** The id of a printed report: on a plan to its council, else to the Inter-Ministerial Group. */
async function reportOn(service: TestService, plan: string | null): Promise<string> {
  const editions = service.app.get(EditionsService)
  const kind = plan === null ? 'img' : 'scrutiny'
  const author = await personOf(service, 'office')
  const made = await editions.make(author, { kind, plan, title: null, knownBy: '2013-12-31T23:59:59.999Z' })
  return (await editions.print(made)).id
}

/** The ids of a recommendation on each of the plans, by the plan. */
async function recommendationsOn(
  service: TestService,
  plans: readonly string[],
): Promise<Map<string, string>> {
  const office = await personOf(service, 'office')
  const recommended = {
    ...{ panel: 'Panel', madeOn: '2013-07-04', receivedOn: '2013-07-04', label: 'A' },
    ...{ text: 'That it be done.', addressee: 'executive' as const, agency: null, source: null },
  }
  const ids = new Map<string, string>()
  for (const plan of plans) {
    ids.set(plan, String(await service.app.get(RecommendationsService).make(office, plan, recommended)))
  }
  return ids
}

/** The id of a plan of the council on its way in, in which none of the people has a hand. */
async function planImportOf(service: TestService, council: string): Promise<string> {
  const found = service.app.get(PeopleService)
  const person = await found.find((await found.firstAccount()) ?? 0, 'session')
  if (!person) throw new Error('There is no first account.')
  const bytes = Buffer.from('Ref,Action,Lead\n1,Test action 1.,MOPAC\n')
  return String(
    await service.app.get(PlanImports).read(person, { slug: council }, { name: 'plan.csv', bytes }),
  )
}

/** The id of a file that an update of the action rests on. */
async function evidenceOf(service: TestService, ref: string): Promise<string> {
  const office = await personOf(service, 'office')
  const files = [{ name: 'proof.txt', bytes: Buffer.from('Proof.\n') }]
  const [given] = (await service.app.get(EvidenceFiles).give(office, ref, files)).given
  if (!given) throw new Error('The file was not taken.')
  const { revision } = await action(service, ref)
  await service.app.get(UpdatesService).record(office, ref, {
    ...{ revision, narrative: 'Here is the proof.' },
    evidence: [{ title: given.name, url: evidenceAddress(given.id) }],
  })
  return given.id
}

/** The plans of the programme, each with a theme, and where in them somebody sees an action. */
async function plansSeenBy(service: TestService) {
  const { body } = await service.get<{ items: { slug: string; themes: { code: string }[] }[] }>('/plans')
  const reading = service.app.get(ReadingService)
  const seen = new Map<string, string>()
  for (const who of ['owner', 'council'] as const) {
    const person = await personOf(service, who)
    for (const { slug, themes } of body.items) {
      for (const { code } of themes) {
        const { total } = await reading.list(person, { plan: slug, theme: code }, null, 1, 1)
        if (total > 0) seen.set(`${who} ${slug}`, code)
      }
    }
  }
  return {
    all: body.items.filter(({ themes }) => themes.length > 0).map(({ slug }) => slug),
    sees: (who: PersonName, slug: string) =>
      (who !== 'owner' && who !== 'council') || seen.has(`${who} ${slug}`),
    /** A theme of the plan, in which the person sees an action where there is any. */
    themeOf: (who: PersonName, plan: string) =>
      seen.get(`${who} ${plan}`) ?? first(body.items.find(({ slug }) => slug === plan)?.themes ?? []).code,
  }
}

/** A token of the person; a new one where the last was revoked on the way. */
async function workingToken(service: TestService, who: PersonName): Promise<string> {
  const tokens = service.app.get(ApiTokens)
  const { accountId } = await personOf(service, who)
  const working = async () => (await tokens.of(accountId)).find((token) => tokens.works(token))
  if (!(await working())) await giveToken(service, who, ['read the register'])
  return String((await working())?.id)
}

/** Puts a token into the table, whatever its scope: also one that could not be asked for, or no longer. */
export async function giveToken(service: TestService, who: PersonName, scope: Permission[]): Promise<string> {
  const { accountId } = await personOf(service, who)
  const secret = newSecret()
  const now = service.app.get(Clock).now()
  await service.app.get(Database).write((manager) =>
    insertRow(manager, ApiToken, {
      ...{ accountId, name: `Walk ${secret}`, tokenHash: hashOfSecret(secret), scope, madeAt: now },
      ...{ endsAt: endOfDay(addDays(londonDay(now), 1)), usedAt: null, revokedAt: null },
    }),
  )
  return secret
}

/** A saved view of the person; a new one where the last was deleted on the way. */
async function savedView(service: TestService, who: PersonName): Promise<string> {
  const views = service.app.get(SavedViews)
  const person = await personOf(service, who)
  if ((await views.of(person)).length === 0) await views.save(person, 'Walk', 'status=in_progress')
  return String((await views.of(person))[0]?.id ?? 0)
}

/** Something that was found in a workbook which the person has loaded back. The trail is told nothing: a walk counts its lines. */
async function workbookLoad(service: TestService, who: PersonName, returnId: number | null): Promise<string> {
  const { accountId } = await personOf(service, who)
  const id = newSecret().slice(0, 32)
  const found = { changes: [], problems: [], missing: [], whole: null }
  const row = { id, accountId, returnId, linkId: null, fileName: 'answers.xlsx', sha256: '0'.repeat(64) }
  const when = { loadedAt: service.app.get(Clock).now(), savedAt: null }
  await service.app
    .get(Database)
    .write((manager) =>
      insertRows(manager, WorkbookLoad, [{ ...row, ...when, changes: JSON.stringify(found) }]),
    )
  return id
}
