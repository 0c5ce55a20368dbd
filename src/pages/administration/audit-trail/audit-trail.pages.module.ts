import { Module } from '@nestjs/common'
import { AccountsModule } from '../../../accounts/accounts.module.js'
import { AuditModule } from '../../../audit/audit.module.js'
import { AuditTrailController } from './audit-trail.controller.js'

@Module({ imports: [AccountsModule, AuditModule], controllers: [AuditTrailController] })
export class AuditTrailPagesModule {}
