import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { ConfigModule } from '../config/config.module.js'
import { RegisterModule } from '../register/register.module.js'
import { ExportsService } from './exports.service.js'

/** The register as files to take away. */
@Module({
  imports: [ConfigModule, AuditModule, AccountsModule, RegisterModule],
  providers: [ExportsService],
  exports: [ExportsService],
})
export class ExportsModule {}
