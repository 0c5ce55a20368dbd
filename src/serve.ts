import type { AddressInfo } from 'node:net'
import { ConsoleLogger } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NestExpressApplication } from '@nestjs/platform-express'
import { type FirstSignIn, FirstAccount } from './accounts/first-account.js'
import { TokenKeeper } from './accounts/token-keeper.js'
import { AppModule } from './app.module.js'
import { setUpApp } from './app.setup.js'
import { MessageRounds } from './commissions/messages/message-rounds.js'
import { readSettings, Settings } from './config/settings.js'
import type { Credential } from './demonstration/cast.service.js'
import { readDotEnv } from './environment.js'
import { logLevels } from './log-levels.js'
import { enterNewPlans, firstReportsLeft, makeDemonstration, printFirstReport, shortPath } from './prepare.js'
import { EditionPrinting } from './reports/making/edition-printing.service.js'

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
  const people = await makeDemonstration(app, tick)
  const entered = await enterNewPlans(app)
  if (entered > 0) tick('Register', `${entered} actions entered from the source documents`)
  const first = await app.get(FirstAccount).make()
  await app.get(EditionPrinting).renewOldDrafts()
  for (const report of await firstReportsLeft(app)) tick('Report', await printFirstReport(app, report))
  await app.get(EditionPrinting).resume()
  await app.listen(settings.PORT, settings.HOST)
  app.get(MessageRounds).begin()
  const { port } = app.getHttpServer().address() as AddressInfo
  const { file } = app.get(TokenKeeper)
  tick('Token', file ? `in ${shortPath(file)}` : 'as set in API_TOKEN')
  console.log(`\nThroughline serves on http://${settings.HOST}:${port} (Ctrl-C stops it)`)
  if (first) tellFirstSignIn(first)
  if (people) tellPeople(people)
}

/** Told once, as a table: their passwords are kept nowhere. */
function tellPeople(people: readonly Credential[]): void {
  console.log(
    '\nIllustrative data. The people of this demonstration, and the passwords that are not shown again:\n',
  )
  const widest = (of: (person: Credential) => string) =>
    Math.max(...people.map((person) => of(person).length))
  const [emails, passwords] = [widest(({ email }) => email), widest(({ password }) => password)]
  for (const { email, password, role } of people) {
    console.log(`  ${email.padEnd(emails)}  ${password.padEnd(passwords)}  ${role}`)
  }
}

/** Told once: what is shown here is kept nowhere. */
function tellFirstSignIn({ email, oneTimePassword }: FirstSignIn): void {
  console.log(`\nSign in as  ${email}`)
  console.log(`Password    ${oneTimePassword ?? 'as set in ADMIN_PASSWORD'}`)
  if (oneTimePassword) console.log('It works once and is not shown again: choose your own when you sign in.')
}
