import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { PrintModule } from '../print/print.module.js'
import { Composer } from './composer.service.js'
import { EditionFiles } from './edition-files.js'
import { EditionStore } from './edition-store.js'
import { EditionsService } from './editions.service.js'
import { ReportsController } from './reports.controller.js'
import { ReportsService } from './reports.service.js'

@Module({
  imports: [AccountsModule, AuditModule, PrintModule],
  controllers: [ReportsController],
  providers: [EditionStore, EditionsService, EditionFiles, Composer, ReportsService],
  exports: [EditionStore, EditionsService, ReportsService],
})
export class ReportsModule {}
