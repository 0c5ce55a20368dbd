import 'reflect-metadata'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { INestApplicationContext } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module.js'
import { AuditTrail } from './audit/trail.service.js'
import { readDotEnv } from './environment.js'
import { readSettings } from './config/settings.js'
import { NotVerified, runTold, UsageError } from './failures.js'
import { printReport, enterNewPlans, shortPath } from './prepare.js'
import { editionIdOf } from './reports/editions/edition-files.js'
import { EditionVerification } from './reports/editions/edition-verification.service.js'
import { EditionsService } from './reports/making/editions.service.js'
import { parseAsAt } from './register/moment.js'

const reportUsage =
  'Use: npm run report -- img --as-at 2013-12-31 [--out FILE], or npm run report -- scrutiny --plan merton-2013 --as-at 2013-07-04 [--out FILE].'
const verifyUsage = 'Use: npm run verify, or npm run verify -- report ID.'

/** Opens the register without a server, does the work and closes it again. */
async function withRegister(
  work: (app: INestApplicationContext) => Promise<void>,
  { mustExist = false } = {},
): Promise<void> {
  readDotEnv()
  const settings = readSettings()
  if (!settings.DATABASE_URL && mustExist && !existsSync(settings.databaseFile)) {
    throw new UsageError(
      `There is no register at ${shortPath(settings.databaseFile)}: start the service once, or set DATA_DIR.`,
    )
  }
  const app = await NestFactory.createApplicationContext(AppModule, { abortOnError: false, logger: false })
  try {
    await work(app)
  } finally {
    await app.close()
  }
}

async function report(argv: string[]): Promise<void> {
  const { kind, plan, knownBy, out } = readReportArguments(argv)
  await withRegister(async (app) => {
    await enterNewPlans(app)
    const edition = await printReport(app, { kind, plan, title: null, knownBy }, 'Throughline (command line)')
    const editions = app.get(EditionsService)
    if (out === null) {
      console.log(shortPath(editions.pdfPath(edition)))
      return
    }
    await writeFile(out, await editions.pdf(edition))
    console.log(shortPath(out))
  })
}

function readReportArguments(argv: string[]) {
  const { values, positionals } = parsed(argv, reportUsage)
  const [kind, ...rest] = positionals
  if ((kind !== 'img' && kind !== 'scrutiny') || rest.length > 0) throw new UsageError(reportUsage)
  const asAt = values['as-at'] ?? ''
  const knownBy = parseAsAt(asAt)
  if (knownBy === null)
    throw new UsageError(`--as-at must be a day such as 2013-12-31, not “${asAt}”. ${reportUsage}`)
  if (kind === 'scrutiny' && !values.plan)
    throw new UsageError(`A scrutiny report needs --plan. ${reportUsage}`)
  return { kind, plan: values.plan ?? null, knownBy, out: values.out ? resolve(values.out) : null } as const
}

function parsed(args: string[], usage: string) {
  const options = { 'as-at': { type: 'string' }, plan: { type: 'string' }, out: { type: 'string' } } as const
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch {
    throw new UsageError(usage)
  }
}

async function verify(argv: string[]): Promise<void> {
  const [what, id, ...rest] = argv
  if ((what !== undefined && what !== 'report') || (what === 'report' && !id) || rest.length > 0) {
    throw new UsageError(verifyUsage)
  }
  await withRegister(
    async (app) => {
      const { lines, broken } = await app.get(AuditTrail).verify()
      if (broken)
        throw new NotVerified(`The audit trail is broken at line ${broken.sequence}: ${broken.reason}.`)
      console.log(`The audit trail is whole: ${lines} lines.`)
      if (id !== undefined) await verifyEdition(app, editionIdOf(basename(id)))
    },
    { mustExist: true },
  )
}

async function verifyEdition(app: INestApplicationContext, id: string): Promise<void> {
  const { whole, says } = await app.get(EditionVerification).verify(id)
  if (!whole) throw new NotVerified(`${id} is not what it was: ${says.join('; ')}.`)
  console.log(`${id}: ${says.join('; ')}.`)
}

const commands: Record<string, (argv: string[]) => Promise<void>> = { report, verify }

await runTold(async () => {
  const [name = '', ...argv] = process.argv.slice(2)
  const command = commands[name]
  if (!command)
    throw new UsageError(`There is no command “${name}”. There are: ${Object.keys(commands).join(', ')}.`)
  await command(argv)
})
