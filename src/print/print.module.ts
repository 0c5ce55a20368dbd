import { Module } from '@nestjs/common'
import { ConfigModule } from '../config/config.module.js'
import { Settings } from '../config/settings.js'
import { PrinterOptions } from './print-options.js'
import { Printer } from './printer.service.js'

/** The print room: it owns the browser and hands out PDFs. */
@Module({
  imports: [ConfigModule],
  providers: [
    {
      provide: PrinterOptions,
      inject: [Settings],
      useFactory: (settings: Settings) => new PrinterOptions({ chromePath: settings.CHROME_PATH }),
    },
    Printer,
  ],
  exports: [Printer],
})
export class PrintModule {}
