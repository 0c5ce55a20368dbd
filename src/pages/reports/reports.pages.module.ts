import { Module } from '@nestjs/common'
import { ReportsModule } from '../../reports/reports.module.js'
import { ReportPagesController } from './reports.controller.js'

@Module({ imports: [ReportsModule], controllers: [ReportPagesController] })
export class ReportPagesModule {}
