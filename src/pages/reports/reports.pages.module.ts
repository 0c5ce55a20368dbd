import { Module } from '@nestjs/common'
import { AccountsModule } from '../../accounts/accounts.module.js'
import { RegisterModule } from '../../register/register.module.js'
import { ReportsModule } from '../../reports/reports.module.js'
import { WebModule } from '../../web/web.module.js'
import { ReportMovesController } from './moves.controller.js'
import { ReportPartsController } from './parts.controller.js'
import { PrintedPagesService } from './printed-pages.service.js'
import { ReportFilesController } from './report-files.controller.js'
import { ReportReader } from './report.reader.js'
import { ReportPagesController } from './reports.controller.js'

@Module({
  imports: [WebModule, AccountsModule, RegisterModule, ReportsModule],
  controllers: [ReportPagesController, ReportFilesController, ReportPartsController, ReportMovesController],
  providers: [ReportReader, PrintedPagesService],
})
export class ReportPagesModule {}
