import { Module } from '@nestjs/common'
import { AuditModule } from '../audit/audit.module.js'
import { AgenciesService } from './agencies.service.js'
import { AgencyChanges } from './agency-changes.service.js'
import { AgencyRegister } from './agency-register.service.js'

const services = [AgenciesService, AgencyChanges, AgencyRegister]

@Module({ imports: [AuditModule], providers: services, exports: services })
export class AgenciesModule {}
