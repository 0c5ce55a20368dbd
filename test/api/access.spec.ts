import { Controller, Get, Module, Post } from '@nestjs/common'
import { Test } from '@nestjs/testing'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AppModule } from '../../src/app.module.js'
import { readSettings, Settings } from '../../src/config/settings.js'
import { Access, permissions, Public } from '../../src/web/access.js'
import { RouteAudit } from '../../src/web/route-audit.js'
import { databaseKinds, newPlace } from '../support/places.js'
import { TestService, token } from '../support/service.js'

@Controller('api/v1/open')
class UndeclaredController {
  @Get()
  @Access('read the register')
  declared(): string {
    return 'declared'
  }

  @Post('secrets')
  undeclared(): string {
    return 'everything'
  }
}

@Module({ controllers: [UndeclaredController] })
class UndeclaredModule {}

@Public()
@Controller('api/v1/wholly-public')
class PublicController {
  @Get()
  first(): string {
    return 'first'
  }
}

@Module({ controllers: [PublicController] })
class PublicModule {}

describe.each(databaseKinds)('access on %s', (kind) => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start(kind, { seed: 'none' })
  })

  afterAll(() => service.stop())

  const bootWith = async (module: new () => object) => {
    const place = await newPlace(kind)
    const application = await Test.createTestingModule({ imports: [AppModule, module] })
      .overrideProvider(Settings)
      .useValue(readSettings({ ...place.environment, SEED: 'none', API_TOKEN: token }))
      .compile()
    const booted = application.createNestApplication({ logger: false })
    try {
      await booted.init()
      return 'It booted.'
    } catch (error) {
      return (error as Error).message
    } finally {
      await booted.close()
      await place.remove()
    }
  }

  it('is declared by every route of the service', () => {
    const routes = service.app.get(RouteAudit).routes()
    expect(routes.length).toBeGreaterThanOrEqual(12)
    const known: string[] = [...permissions, 'public']
    for (const { route, access = [] } of routes) {
      const named = [access].flat()
      expect([route, named.length > 0 && named.every((name) => known.includes(name))]).toEqual([route, true])
    }
  })

  it('is public for health alone, of all that the API answers', () => {
    const routes = service.app.get(RouteAudit).routes()
    const open = routes.filter(({ path, access }) => path.startsWith('/api/') && access === 'public')
    expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/v1/health'])
  })

  it('that is not declared keeps the service from booting, and the route is named', async () => {
    expect(await bootWith(UndeclaredModule)).toBe(
      'These routes do not declare who may use them (@Access or @Public): UndeclaredController.undeclared (secrets).',
    )
  })

  it('that is declared for a whole controller counts for its routes', async () => {
    expect(await bootWith(PublicModule)).toBe('It booted.')
  })

  it('is refused on every route that is described as needing a token', async () => {
    interface Described {
      paths: Record<string, Record<string, { security?: unknown }>>
    }
    const { paths } = (await (await fetch(`${service.url}/api/v1/openapi.json`)).json()) as Described
    const closed = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security }]) => security !== undefined)
        .map(([method]) => ({
          method: method.toUpperCase(),
          path: path.replaceAll(/\{\w+\}/gu, 'AR13-PW-08'),
        })),
    )
    expect(closed.length).toBeGreaterThanOrEqual(10)
    for (const { method, path } of closed) {
      for (const headers of [new Headers(), new Headers({ Authorization: 'Bearer not-the-token' })]) {
        const { status } = await fetch(`${service.url}${path}`, { method, headers })
        expect([method, path, status]).toEqual([method, path, 401])
      }
    }
  })

  it('is not won by another way to write the address', async () => {
    for (const path of [
      '/api/v1/actions/',
      '/API/V1/actions',
      '/api/v1//actions',
      '/api/v1/actions?asAt=2013-12-31',
    ]) {
      const { status } = await fetch(`${service.url}${path}`)
      expect([path, [401, 404].includes(status)]).toEqual([path, true])
    }
    expect((await fetch(`${service.url}/api/v1/actions`, { method: 'HEAD' })).status).toBe(401)
  })
})
