import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { INestApplicationContext } from '@nestjs/common'
import { SeedingService } from './seeding/seeding.service.js'

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))

export async function seedIfEmpty(app: INestApplicationContext): Promise<number> {
  const seeding = app.get(SeedingService)
  return (await seeding.isNeeded()) ? seeding.seed(join(projectFolder, 'seeds')) : 0
}
