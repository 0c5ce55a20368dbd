import { Module } from '@nestjs/common'
import { AuditModule } from '../audit/audit.module.js'
import { PrintModule } from '../print/print.module.js'
import { Composer } from './composer.service.js'
import { EditionFiles } from './edition-files.js'
import { EditionsService } from './editions.service.js'
import { ReportsController } from './reports.controller.js'

@Module({
  imports: [AuditModule, PrintModule],
  controllers: [ReportsController],
  providers: [EditionsService, EditionFiles, Composer],
  exports: [EditionsService],
})
export class ReportsModule {}
