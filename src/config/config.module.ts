import { Global, Module } from '@nestjs/common'
import { Clock } from '../clock/clock.js'
import { readSettings, Settings } from './settings.js'

/** The settings and the clock, which every room may ask for. */
@Global()
@Module({
  providers: [{ provide: Settings, useFactory: () => readSettings() }, Clock],
  exports: [Settings, Clock],
})
export class ConfigModule {}
