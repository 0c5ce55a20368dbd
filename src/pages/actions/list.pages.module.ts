import { Module } from '@nestjs/common'
import { AccountsModule } from '../../accounts/accounts.module.js'
import { ExportsModule } from '../../exports/exports.module.js'
import { RegisterModule } from '../../register/register.module.js'
import { UpdatesModule } from '../../updates/updates.module.js'
import { BulkController } from './bulk.controller.js'
import { BulkJourney } from './bulk-journey.js'
import { ListChoices } from './list-choices.js'
import { ListDownloadsController } from './list-downloads.controller.js'
import { ListReader } from './list-reader.js'
import { ListController } from './list.controller.js'
import { SavedViewsController } from './saved-views.controller.js'
import { SavedViews } from './saved-views.service.js'

/** The list of actions and what is done with it: views that are kept, downloads, changes of many at once. */
@Module({
  imports: [AccountsModule, RegisterModule, UpdatesModule, ExportsModule],
  controllers: [ListController, ListDownloadsController, SavedViewsController, BulkController],
  providers: [ListChoices, ListReader, SavedViews, BulkJourney],
  exports: [ListReader],
})
export class ListPagesModule {}
