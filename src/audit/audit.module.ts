import { Module } from '@nestjs/common'
import { Ledger } from './ledger.service.js'
import { TrailChecks } from './trail-checks.service.js'
import { TrailReader } from './trail-reader.service.js'
import { AuditTrail } from './trail.service.js'

const services = [Ledger, AuditTrail, TrailReader, TrailChecks]

@Module({ providers: services, exports: services })
export class AuditModule {}
