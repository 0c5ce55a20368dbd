import { Module } from '@nestjs/common'
import { RegisterModule } from '../../register/register.module.js'
import { UpdatesModule } from '../../updates/updates.module.js'
import { HomeController } from './home.controller.js'
import { HomeReader } from './home.reader.js'

/** The first page. */
@Module({
  imports: [RegisterModule, UpdatesModule],
  controllers: [HomeController],
  providers: [HomeReader],
})
export class HomePagesModule {}
