import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { CommissionsModule } from '../commissions/commissions.module.js'
import { ConfigModule } from '../config/config.module.js'
import { RegisterModule } from '../register/register.module.js'
import { UpdatesModule } from '../updates/updates.module.js'
import { ListWorkbooks } from './list-workbooks.service.js'
import { ReturnWorkbooks } from './return-workbooks.service.js'
import { WorkbookLoads } from './workbook-loads.service.js'

/** Actions and returns as spreadsheets that go out, are filled in, and come back. */
@Module({
  imports: [ConfigModule, AuditModule, AccountsModule, RegisterModule, UpdatesModule, CommissionsModule],
  providers: [ListWorkbooks, ReturnWorkbooks, WorkbookLoads],
  exports: [ListWorkbooks, ReturnWorkbooks],
})
export class WorkbooksModule {}
