import { Module } from '@nestjs/common'
import { AccountsModule } from '../../accounts/accounts.module.js'
import { CommissionsModule } from '../../commissions/commissions.module.js'
import { MessagesModule } from '../../commissions/messages/messages.module.js'
import { WaitingReturns } from '../../commissions/messages/waiting-returns.js'
import { RegisterModule } from '../../register/register.module.js'
import { SavedViews } from '../actions/saved-views.service.js'
import { ChasingController } from './chasing.controller.js'
import { CommissionChangesController } from './changes.controller.js'
import { CommissionReader } from './commission.reader.js'
import { CommissionPagesController } from './commissions.controller.js'
import { ContactReader } from './contact.reader.js'
import { NewCommissionController } from './new-commission.controller.js'
import { ReturnReviewController } from './return-review.controller.js'

/** What the programme office sees and does of the quarterly round. */
@Module({
  imports: [CommissionsModule, MessagesModule, AccountsModule, RegisterModule],
  // What is new comes before what has a number.
  controllers: [
    NewCommissionController,
    CommissionPagesController,
    CommissionChangesController,
    ChasingController,
    ReturnReviewController,
  ],
  providers: [CommissionReader, ContactReader, SavedViews, WaitingReturns],
})
export class CommissionPagesModule {}
