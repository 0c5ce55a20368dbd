import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Account } from '../../src/accounts/account.entity.js'
import { type AccountRole, accountRoles, roleFacts } from '../../src/accounts/role.js'
import { Database } from '../../src/database/database.js'
import { changeRows } from '../../src/database/rows.js'
import { publicAccess } from '../../src/web/access.js'
import { type RouteAccess, RouteAudit } from '../../src/web/route-audit.js'
import { makeAccount, trailOf } from '../support/accounts.js'
import { byToken, inOrder, rolesThatOpen } from '../support/rights-table.js'
import { giveToken, RouteThings } from '../support/route-things.js'
import { asLine, askByToken, changesNothing, holders, isPage, RouteWalker } from '../support/route-walker.js'
import { TestService } from '../support/service.js'
import { makePeople, people, type PersonName } from '../support/visitor.js'

const isPublic = ({ access }: RouteAccess) => access === publicAccess
const opensTo = (route: RouteAccess, role: AccountRole) => rolesThatOpen(route)?.includes(role) ?? true
/** What is not there, or failed, says nothing of rights: the walk must have asked for what is there. */
const failed = (status: number) => status >= 500
const shut = (status: number) => status === 401 || status === 403

const roles = accountRoles.map((role) => [roleFacts[role].label, role] as const)
const rolesOfSome = roles.filter(([, role]) => roleFacts[role].of !== 'register')

/** What a request may have in place of a form of ours. */
const proofs = ['nothing', 'another form'] as const

/** A body that passes the check of its form, where a wrong one would be refused before the very action is looked at. */
const bodies: Record<string, object> = {
  '/api/v1/actions/:ref/updates': { revision: 1, narrative: 'Work goes on.' },
  '/api/v1/plans/:slug/recommendations': {
    ...{ panel: 'Panel', madeOn: '2013-07-04', receivedOn: '2013-07-04', label: 'B' },
    ...{ text: 'That it be done.', addressee: 'executive' },
  },
  '/api/v1/plans/:slug/recommendations/:id/replies': { answer: 'accepted', saidOn: '2013-07-05' },
  '/api/v1/reports/:id/moves': { to: 'in_review' },
  '/api/v1/returns/:id/parts/:part': { after: 0, narrative: 'Work goes on.' },
  '/api/v1/returns/:id/sign-back': { reason: 'A figure is missing.' },
  '/api/v1/reports/:id/parts/:name': { revision: 0, content: { items: [] } },
}

/** Everybody asks for everything, over HTTP. Whatever route is added is walked by itself. */
describe('every route', () => {
  let service: TestService
  let things: RouteThings
  let routes: RouteAccess[]

  beforeAll(async () => {
    service = await TestService.start('sqlite')
    await makePeople(service, Object.values(holders))
    things = await RouteThings.make(service)
    routes = inOrder(service.app.get(RouteAudit).routes())
  }, 120_000)

  afterAll(() => service.stop())

  const walkerOf = (who: PersonName | null) => RouteWalker.start(service, things, who)
  const refusalsOf = async (who: PersonName) =>
    (await trailOf(service, 'access.refused')).filter(({ subject }) => subject === people[who].email).length

  it('is a handler of a controller, but for the description of the API', () => {
    interface Layer {
      route?: { path: string; methods: Record<string, boolean> }
    }
    const server = service.app.getHttpAdapter().getInstance() as { router: { stack: Layer[] } }
    const served = server.router.stack.flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`) : [],
    )
    const known = new Set(routes.map(({ method, path }) => `${method} ${path}`))
    const others = served.filter(
      (route) => !known.has(route) && !/^GET \/api\/(?:docs|v1\/openapi)/u.test(route),
    )
    expect(others).toEqual([])
    expect(served.length).toBeGreaterThan(routes.length)
  })

  it.each(accountRoles)(
    'opens to a person in the role of %s as the table says',
    async (role) => {
      const who = holders[role]
      const walker = await walkerOf(who)
      const before = await refusalsOf(who)
      const wrong: string[] = []
      let refused = 0
      for (const route of routes) {
        const status = await walker.ask(route)
        if (status === 403) refused += 1
        const missing = status === 404 && changesNothing(route) && !isPublic(route)
        const asTold = opensTo(route, role) ? !shut(status) && !failed(status) && !missing : status === 403
        if (!asTold) wrong.push(asLine(route, status))
      }
      expect(wrong).toEqual([])
      // Every refusal is a line of the audit trail.
      expect((await refusalsOf(who)) - before).toBe(refused)
      expect(refused).toBe(routes.filter((route) => !opensTo(route, role)).length)
    },
    120_000,
  )

  /** Nobody in particular: sent to sign in, or told so. */
  const expectNobody = async (walker: RouteWalker) => {
    const wrong: string[] = []
    for (const route of routes) {
      const status = await walker.ask(route)
      const sentToSignIn = status === 303 && walker.location?.startsWith('/sign-in') === true
      const turnedAway = isPage(route) ? sentToSignIn : status === 401
      const asTold = isPublic(route) ? !shut(status) && !failed(status) : turnedAway
      if (!asTold) wrong.push(asLine(route, status))
    }
    expect(wrong).toEqual([])
  }

  it('sends those to sign in who have not, but for what is public', async () => {
    await expectNobody(await walkerOf(null))
  }, 120_000)

  it('is shut to an account that was disabled, though its browser still has a session', async () => {
    const email = people.reader.email
    const walker = await walkerOf('reader')
    const token = await giveToken(service, 'reader', byToken('reader'))
    const asked: RouteAccess[] = []
    for (const route of routes.filter(changesNothing)) {
      asked.push({ ...route, path: await things.fill(route.path, 'reader') })
    }
    const set = (state: Account['state']) =>
      service.app.get(Database).write((manager) => changeRows(manager, Account, { email }, { state }))
    await set('disabled')
    try {
      const wrong: string[] = []
      for (const route of asked) {
        const status = await walker.ask(route)
        const asTold = isPublic(route) ? !shut(status) : isPage(route) ? status === 303 : status === 401
        if (!asTold) wrong.push(asLine(route, status))
      }
      expect(wrong).toEqual([])
      const plans = routes.find(({ path }) => path === '/api/v1/plans')
      expect(plans && (await askByToken(service, things, plans, { token, who: 'office' }))).toBe(401)
    } finally {
      await set('active')
    }
  }, 120_000)

  it.each(accountRoles)(
    'opens to a token of a person in the role of %s on the API alone',
    async (role) => {
      const who = holders[role]
      const token = await giveToken(service, who, [...roleFacts[role].permissions])
      const carried = byToken(role)
      const wrong: string[] = []
      for (const route of routes) {
        if (isPublic(route)) continue
        const status = await askByToken(service, things, route, { token, who })
        const download = [route.access].flat().every((permission) => permission === 'export the register')
        const opens =
          (!isPage(route) || download) && carried.some((permission) => route.access?.includes(permission))
        if (opens ? shut(status) || failed(status) : status !== 403) wrong.push(asLine(route, status))
      }
      expect(wrong).toEqual([])
    },
    120_000,
  )

  it('is shut to a token without scope', async () => {
    const token = await giveToken(service, 'office', [])
    const wrong: string[] = []
    for (const route of routes) {
      if (isPublic(route)) continue
      const status = await askByToken(service, things, route, { token, who: 'office' })
      if (status !== 403) wrong.push(asLine(route, status))
    }
    expect(wrong).toEqual([])
  }, 120_000)

  it.each(roles)(
    'changes nothing for the role “%s” without a form of ours',
    async (_, role) => {
      const walker = await walkerOf(holders[role])
      const kinds = async () =>
        (
          await service.app
            .get(Database)
            .select<{ kind: string }>(
              `SELECT kind FROM audit_line WHERE kind NOT IN ('access.refused', 'marked.read', 'account.signed-in')`,
            )
        ).length
      const before = await kinds()
      const wrong: string[] = []
      for (const route of routes) {
        if (changesNothing(route)) continue
        // Whose form it is, is asked before who sends it: one role is enough for that of somebody else.
        for (const proof of role === 'programme_office' ? proofs : proofs.slice(0, 1)) {
          const status = await walker.ask(route, { proof })
          // The forms of signing in are given once more instead, with nothing done.
          const givenAgain = /^\/sign-(?:in|out)/u.test(route.path) && (status === 422 || status === 303)
          const linkEnded = route.path.startsWith('/answer/') && status === 410
          if (status !== 403 && !givenAgain && !linkEnded) wrong.push(asLine(route, status))
        }
      }
      expect(wrong).toEqual([])
      expect(await kinds()).toBe(before)
    },
    120_000,
  )

  it.each(rolesOfSome)(
    'on one plan, action, file or report of others is shut to the role “%s”, and the trail says so',
    async (_, role) => {
      const who = holders[role]
      const walker = await walkerOf(who)
      const ofOthers = routes.filter((route) => opensTo(route, role) && things.canBeOfOthers(route.path))
      const before = await refusalsOf(who)
      const wrong: string[] = []
      for (const route of ofOthers) {
        const status = await walker.ask(route, { whose: 'others', body: bodies[route.path] ?? {} })
        if (status !== 403) wrong.push(asLine(route, status))
      }
      expect(wrong).toEqual([])
      expect((await refusalsOf(who)) - before).toBe(ofOthers.length)
      expect(ofOthers.length).toBeGreaterThan(10)
    },
    120_000,
  )

  it.each(rolesOfSome)(
    'for updates takes one in the role “%s” on an own action, and none on another',
    async (_, role) => {
      const route = routes.find(({ path }) => path === '/api/v1/actions/:ref/updates')
      if (!route) throw new Error('The API takes no updates.')
      const walker = await walkerOf(holders[role])
      const path = await things.fill('/api/v1/actions/:ref', holders[role])
      const { body } = await service.get<{ revision: number }>(path.replace('/api/v1', ''))
      const update = { revision: body.revision, narrative: `Said by the ${role}.` }
      expect(await walker.ask(route, { body: update })).toBe(201)
      expect(await walker.ask(route, { body: update, whose: 'others' })).toBe(403)
    },
  )

  it('shows nobody the tokens and saved views of somebody else', async () => {
    const walker = await walkerOf('reader')
    await makeAccount(service, 'another-reader@example.org')
    for (const path of ['/account/tokens/:id/revoke', '/saved-views/:id/delete', '/saved-views/:id/rename']) {
      const route = { method: 'GET', path: await things.fill(path, 'office'), route: path, access: [] }
      expect([path, await walker.ask(route)]).toEqual([path, 404])
    }
  })
})
