import { Module } from '@nestjs/common'
import { RegisterModule } from '../../register/register.module.js'
import { UpdatesModule } from '../../updates/updates.module.js'
import { EvidenceController } from './evidence.controller.js'

@Module({ imports: [UpdatesModule, RegisterModule], controllers: [EvidenceController] })
export class EvidencePagesModule {}
