import { Module } from '@nestjs/common'
import { AccountsModule } from './accounts/accounts.module.js'
import { CommissionsModule } from './commissions/commissions.module.js'
import { MessagesModule } from './commissions/messages/messages.module.js'
import { ConfigModule } from './config/config.module.js'
import { DatabaseModule } from './database/database.module.js'
import { DemonstrationModule } from './demonstration/demonstration.module.js'
import { entities } from './entities.js'
import { PagesModule } from './pages/pages.module.js'
import { RecommendationsModule } from './recommendations/recommendations.module.js'
import { RegisterModule } from './register/register.module.js'
import { ReportsModule } from './reports/reports.module.js'
import { SeedingModule } from './seeding/seeding.module.js'
import { NothingHereModule } from './web/nothing-here.controller.js'
import { WebModule } from './web/web.module.js'

/** The rooms of the house, in the order of who may know whom. */
@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forEntities(entities),
    WebModule,
    AccountsModule,
    RegisterModule,
    RecommendationsModule,
    CommissionsModule,
    MessagesModule,
    ReportsModule,
    SeedingModule,
    DemonstrationModule,
    PagesModule,
    NothingHereModule,
  ],
})
export class AppModule {}
