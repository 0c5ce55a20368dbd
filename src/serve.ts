import type { AddressInfo } from 'node:net'
import { ConsoleLogger } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { AppModule } from './app.module.js'
import { setUpApp } from './app.setup.js'
import { readSettings, Settings } from './config/settings.js'
import { readDotEnv } from './environment.js'
import { logLevels } from './log-levels.js'
import { firstReportsLeft, printFirstReport, enterNewPlans, shortPath } from './prepare.js'
import { EditionsService } from './reports/editions.service.js'
import { TokenKeeper } from './web/token-keeper.js'

const tick = (what: string, outcome: string) => console.log(`  ✓ ${what.padEnd(9)} ${outcome}`)

/** Brings the register up and serves it: migrate, seed when empty, print the first reports, listen. */
export async function serve(): Promise<void> {
  readDotEnv()
  const settings = readSettings()
  const app = await NestFactory.create<NestExpressApplication>(AppModule, {
    abortOnError: false,
    // What goes wrong until it listens is told in one sentence, not in Nest's log and again by us.
    logger: false,
  })
  try {
    await bringUp(setUpApp(app), settings)
    app.useLogger(new ConsoleLogger({ logLevels: logLevels(settings.LOG_LEVEL) }))
  } catch (error) {
    await app.close()
    throw error
  }
}

async function bringUp(app: NestExpressApplication, settings: Settings): Promise<void> {
  await app.init()
  tick('Database', settings.DATABASE_URL ? 'PostgreSQL' : shortPath(settings.databaseFile))
  const entered = await enterNewPlans(app)
  if (entered > 0) tick('Register', `${entered} actions entered from the source documents`)
  for (const report of await firstReportsLeft(app)) tick('Report', await printFirstReport(app, report))
  await app.get(EditionsService).resume()
  await app.listen(settings.PORT, settings.HOST)
  const { port } = app.getHttpServer().address() as AddressInfo
  const { file } = app.get(TokenKeeper)
  tick('Token', file ? `in ${shortPath(file)}` : 'as set in API_TOKEN')
  console.log(`\nThroughline serves on http://${settings.HOST}:${port} (Ctrl-C stops it)`)
}
