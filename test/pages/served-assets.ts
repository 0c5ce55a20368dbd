import type { AddressInfo } from 'node:net'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { Test } from '@nestjs/testing'
import type { RequestHandler } from 'express'
import { securityHeaders } from '../../src/web/headers.js'
import { serveAssets } from '../../src/web/pages/assets.js'

/** Nothing but the built assets, under the headers of the service, and what a test adds. */
export class ServedAssets {
  private constructor(
    private readonly app: NestExpressApplication,
    readonly url: string,
  ) {}

  static async start(pages: Record<string, RequestHandler> = {}): Promise<ServedAssets> {
    const module = await Test.createTestingModule({}).compile()
    const app = module.createNestApplication<NestExpressApplication>({ logger: false })
    app.use(securityHeaders('http://127.0.0.1'))
    serveAssets(app)
    for (const [path, page] of Object.entries(pages)) app.use(path, page)
    await app.listen(0, '127.0.0.1')
    const { port } = app.getHttpServer().address() as AddressInfo
    return new ServedAssets(app, `http://127.0.0.1:${port}`)
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, { headers })
  }

  async stop(): Promise<void> {
    await this.app.close()
  }
}
