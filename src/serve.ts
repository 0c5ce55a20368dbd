import type { AddressInfo } from 'node:net'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { AppModule } from './app.module.js'
import { setUpApp } from './app.setup.js'
import { Settings } from './config/settings.js'
import { seedIfEmpty } from './prepare.js'
import { TokenKeeper } from './web/token-keeper.js'

export async function serve(): Promise<void> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule, { abortOnError: false, logger: ['error', 'warn'] })
  setUpApp(app)
  await seedIfEmpty(app)
  const settings = app.get(Settings)
  await app.listen(settings.PORT, settings.HOST)
  const { port } = app.getHttpServer().address() as AddressInfo
  console.log(`Throughline serves on http://${settings.HOST}:${port}`)
  console.log(app.get(TokenKeeper).file)
}
