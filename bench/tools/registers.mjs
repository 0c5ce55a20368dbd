/** The two registers that everything is measured on: the full seed, and one of 10,000 actions. */
import 'reflect-metadata'
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { NestFactory } from '@nestjs/core'
import { makeBigRegister } from '../big-register.mjs'
import { inProject, keptRegister } from './places.mjs'

const seedSources = [
  'seeds',
  'src/database/migrations',
  'src/seeding',
  'src/actions',
  'src/updates',
  'src/audit',
  'src/plans',
]

/** The full seed, entered by the service's own seeding. */
export const seedRegister = () => keptRegister('seed', seedSources, (folder) => seedInto(folder))

/** The seed with generated plans on top: 10,000 actions and 100,000 updates. */
export const bigRegister = () =>
  keptRegister('big', [...seedSources, 'bench/big-register.mjs', 'bench/big'], async (folder) => {
    // Entered as if before the generated statements, so that the register's times stay in order.
    await seedInto(folder, '2017-01-02T09:00:00.000Z')
    makeBigRegister(folder)
    await withApp(folder, async (app) => {
      const { AuditTrail } = await import(inProject('dist', 'audit', 'trail.service.js'))
      assert.equal((await app.get(AuditTrail).verify()).broken, null)
    })
  })

/** Opens the service without a server on a folder, hands it over, and closes it. */
export async function withApp(folder, work) {
  Object.assign(process.env, { DATA_DIR: folder, REPORTS_DIR: join(folder, 'reports'), DATABASE_URL: '' })
  const { AppModule } = await import(inProject('dist', 'app.module.js'))
  const app = await NestFactory.createApplicationContext(AppModule, { logger: ['error'] })
  try {
    return await work(app)
  } finally {
    await app.close()
  }
}

async function seedInto(folder, at) {
  const { Clock } = await import(inProject('dist', 'clock', 'clock.js'))
  const { SeedingService } = await import(inProject('dist', 'seeding', 'seeding.service.js'))
  await withApp(folder, async (app) => {
    if (at) app.get(Clock).now = () => at
    await app.get(SeedingService).seed(inProject('seeds'))
  })
}
