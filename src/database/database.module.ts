import { type DynamicModule, Global, Module } from '@nestjs/common'
import { Settings } from '../config/settings.js'
import { Database } from './database.js'
import { type DatabaseLocation, type Entities, openDatabase } from './open-database.js'

/** Where the settings say that the register is kept. */
export function locationOf(settings: Settings): DatabaseLocation {
  return settings.DATABASE_URL ? { url: settings.DATABASE_URL } : { file: settings.databaseFile }
}

@Global()
@Module({})
export class DatabaseModule {
  /** The house knows no room: the tables are handed in. */
  static forEntities(entities: Entities): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: Database,
          useFactory: (settings: Settings) => openDatabase(locationOf(settings), entities),
          inject: [Settings],
        },
      ],
      exports: [Database],
    }
  }
}
