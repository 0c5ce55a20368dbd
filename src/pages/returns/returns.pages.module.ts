import { Module } from '@nestjs/common'
import { CommissionsModule } from '../../commissions/commissions.module.js'
import { MessagesModule } from '../../commissions/messages/messages.module.js'
import { WebModule } from '../../web/web.module.js'
import { AnswerPagesController } from './answer.controller.js'
import { AnswerFilter } from './answer.filter.js'
import { LineJourney } from './line-journey.js'
import { LinkDoors } from './link-doors.js'
import { ReturnJourney } from './return-journey.js'
import { ReturnPagesController } from './returns.controller.js'
import { SendingJourney } from './sending-journey.js'

/** The pages on which agencies answer, with an account and by a mailed link. */
@Module({
  imports: [CommissionsModule, MessagesModule, WebModule],
  controllers: [ReturnPagesController, AnswerPagesController],
  providers: [LineJourney, ReturnJourney, SendingJourney, LinkDoors, AnswerFilter],
  // What the filter needs wherever else a link is opened.
  exports: [LineJourney, ReturnJourney, SendingJourney, LinkDoors],
})
export class ReturnPagesModule {}
