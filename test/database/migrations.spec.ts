import { afterEach, describe, expect, it } from '@jest/globals'
import { DataSource } from 'typeorm'
import { dataSourceOptions } from '../../src/database/open-database.js'
import { entities } from '../../src/entities.js'
import { databaseKinds, newPlace, type Place } from '../support/places.js'
import { TestService } from '../support/service.js'

/** What TypeORM would still change to make the tables fit the entities. */
async function driftOf(place: Place): Promise<string[]> {
  const source = await new DataSource(dataSourceOptions(place.location, entities)).initialize()
  try {
    const { upQueries } = await source.driver.createSchemaBuilder().log()
    return upQueries.map(({ query }) => query)
  } finally {
    await source.destroy()
  }
}

describe.each(databaseKinds)('the migrations on %s', (kind) => {
  let place: Place

  afterEach(() => place.remove())

  it('bring an empty database to what the entities say', async () => {
    place = await newPlace(kind)
    const source = await new DataSource(dataSourceOptions(place.location, entities)).initialize()
    const run = await source.runMigrations({ transaction: 'all' })
    await source.destroy()
    expect(run.length).toBeGreaterThan(0)
    expect(await driftOf(place)).toEqual([])
  })

  it('leave a seeded database alone', async () => {
    const service = await TestService.start(kind)
    place = service.place
    const before = (await service.get<{ total: number }>('/actions?pageSize=1')).body.total
    await service.app.close()

    const again = await TestService.start(kind, { place })
    expect((await again.get<{ total: number }>('/actions?pageSize=1')).body.total).toBe(before)
    await again.app.close()
    expect(await driftOf(place)).toEqual([])
  })
})
