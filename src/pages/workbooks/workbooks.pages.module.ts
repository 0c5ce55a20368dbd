import { Module } from '@nestjs/common'
import { CommissionsModule } from '../../commissions/commissions.module.js'
import { MessagesModule } from '../../commissions/messages/messages.module.js'
import { WorkbooksModule } from '../../workbooks/workbooks.module.js'
import { WebModule } from '../../web/web.module.js'
import { ListPagesModule } from '../actions/list.pages.module.js'
import { ReturnPagesModule } from '../returns/returns.pages.module.js'
import { AnswerWorkbooksController } from './answer-workbooks.controller.js'
import { ListDoors } from './list-door.js'
import { ListWorkbooksController } from './list-workbooks.controller.js'
import { ReturnDoors } from './return-doors.js'
import { ReturnWorkbooksController } from './return-workbooks.controller.js'

/** Workbooks that go out and come back. */
@Module({
  imports: [
    WorkbooksModule,
    CommissionsModule,
    MessagesModule,
    ListPagesModule,
    ReturnPagesModule,
    WebModule,
  ],
  controllers: [ListWorkbooksController, ReturnWorkbooksController, AnswerWorkbooksController],
  providers: [ListDoors, ReturnDoors],
})
export class WorkbookPagesModule {}
