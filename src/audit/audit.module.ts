import { Module } from '@nestjs/common'
import { Ledger } from './ledger.service.js'
import { AuditTrail } from './trail.service.js'

@Module({ providers: [Ledger, AuditTrail], exports: [Ledger, AuditTrail] })
export class AuditModule {}
