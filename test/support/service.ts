import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { Test } from '@nestjs/testing'
import { FirstAccount } from '../../src/accounts/first-account.js'
import { AppModule } from '../../src/app.module.js'
import { setUpApp } from '../../src/app.setup.js'
import { Clock } from '../../src/clock/clock.js'
import type { Instant } from '../../src/clock/dates.js'
import { readSettings, Settings } from '../../src/config/settings.js'
import { enterNewPlans, makeDemonstration } from '../../src/prepare.js'
import { type DatabaseKind, newPlace, type Place } from './places.js'
import { seededPlace } from './seeded-place.js'

/** The service's own token: it stands for the first account. */
export const token = 'a-token-for-the-tests'
export const firstEmail = 'first@example.org'
export const firstPassword = 'walnut-harbour-violet-58'

/** Where many tests begin: two months after the last of the documents. */
export const seededAt = '2017-01-16T09:00:00.000Z'

/** A clock that stands until it is moved. */
export class SettableClock extends Clock {
  instant: Instant | null = null

  override now(): Instant {
    return this.instant ?? super.now()
  }

  override machineTime(): Instant {
    return this.instant ?? super.machineTime()
  }
}

export interface Answer<Body> {
  status: number
  headers: Headers
  body: Body
}

/** The whole service on a real database, listening on a port of its own. */
export class TestService {
  private constructor(
    readonly place: Place,
    readonly app: NestExpressApplication,
    readonly clock: SettableClock,
    readonly url: string,
  ) {}

  static async start(
    kind: DatabaseKind,
    options: {
      /** The demonstration is made without its reports, which take long to print. */
      seed?: 'programme' | 'none' | 'demo'
      place?: Place
      at?: Instant
      /** More settings, by their names. */
      settings?: Record<string, string>
    } = {},
  ): Promise<TestService> {
    const place = options.place ?? (await TestService.placeFor(kind, options))
    const clock = new SettableClock()
    clock.instant = options.at ?? null
    const environment = {
      ...{ ...place.environment, SEED: options.seed ?? 'programme', API_TOKEN: token },
      ...{ ADMIN_EMAIL: firstEmail, ADMIN_PASSWORD: firstPassword, ...options.settings },
    }
    const module = await Test.createTestingModule({ imports: [AppModule] })
      .overrideProvider(Settings)
      .useValue(readSettings(environment))
      .overrideProvider(Clock)
      .useValue(clock)
      .compile()
    const app = setUpApp(module.createNestApplication<NestExpressApplication>({ logger: ['error'] }))
    try {
      await app.init()
      await makeDemonstration(app, () => undefined, 'without reports')
      // A copy holds them: to read the documents for that takes longer than all the rest of the start.
      if (!place.isCopy) await enterNewPlans(app)
      await app.get(FirstAccount).make()
      await app.listen(0, '127.0.0.1')
      // Server and client share a thread here: while it is busy, a connection must not end in the moment of its next use.
      const server: Server = app.getHttpServer()
      server.keepAliveTimeout = 30_000
    } catch (error) {
      await app.close()
      throw error
    }
    const { port } = app.getHttpServer().address() as AddressInfo
    return new TestService(place, app, clock, `http://127.0.0.1:${port}`)
  }

  /** Most begin with the source documents, at one of few moments: those are entered once and copied. */
  private static async placeFor(
    kind: DatabaseKind,
    { seed, at, settings }: { seed?: string; at?: Instant; settings?: Record<string, string> },
  ): Promise<Place> {
    const moment = at === undefined ? 'now' : at === seededAt ? 'then' : null
    // Settings may name another first account, which is in the copy already.
    if (seed === 'none' || seed === 'demo' || moment === null || settings) return newPlace(kind)
    return seededPlace(kind, moment, async (place) => {
      const service = await TestService.start(kind, { place, at })
      await service.app.close()
    })
  }

  /** GET with the token, JSON read. */
  async get<Body>(path: string): Promise<Answer<Body>> {
    return this.send<Body>(path, {})
  }

  async post<Body>(path: string, body: unknown): Promise<Answer<Body>> {
    const headers = { 'Content-Type': 'application/json' }
    return this.send<Body>(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  private async send<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
    const headers = { ...init.headers, Authorization: `Bearer ${token}` }
    const response = await fetch(`${this.url}/api/v1${path}`, { ...init, headers })
    return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
  }

  async stop(): Promise<void> {
    // Nobody reads any more what was left unread: a connection that waits for that must not hold up the end.
    const server: Server = this.app.getHttpServer()
    server.closeAllConnections()
    await this.app.close()
    await this.place.remove()
  }
}
