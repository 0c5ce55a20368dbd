import { Module } from '@nestjs/common'
import { RegisterModule } from '../../register/register.module.js'
import { AgencyPagesController } from './agencies.controller.js'
import { AgencyReader } from './agency.reader.js'

/** The pages of agencies. */
@Module({ imports: [RegisterModule], controllers: [AgencyPagesController], providers: [AgencyReader] })
export class AgenciesPagesModule {}
