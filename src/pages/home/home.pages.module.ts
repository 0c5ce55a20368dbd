import { Module } from '@nestjs/common'
import { CommissionsModule } from '../../commissions/commissions.module.js'
import { RegisterModule } from '../../register/register.module.js'
import { UpdatesModule } from '../../updates/updates.module.js'
import { HomeController } from './home.controller.js'
import { HomeReader } from './home.reader.js'

/** The first page. */
@Module({
  imports: [CommissionsModule, RegisterModule, UpdatesModule],
  controllers: [HomeController],
  providers: [HomeReader],
})
export class HomePagesModule {}
