import { Global, Module } from '@nestjs/common'
import { Clock } from '../clock/clock.js'
import { Illustrative } from './illustrative.js'
import { readSettings, Settings } from './settings.js'

/** The settings, the clock and whether the data are real, which every room may ask for. */
@Global()
@Module({
  providers: [{ provide: Settings, useFactory: () => readSettings() }, Clock, Illustrative],
  exports: [Settings, Clock, Illustrative],
})
export class ConfigModule {}
