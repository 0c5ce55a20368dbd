import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { RegisterModule } from '../register/register.module.js'
import { UpdatesModule } from '../updates/updates.module.js'
import { CommissionKeeping } from './commission/commission-keeping.js'
import { CommissionMoves } from './commission/commission-moves.js'
import { CommissionScopes } from './commission/commission-scope.js'
import { CommissionsController } from './api/commissions.controller.js'
import { CommissionsService } from './commission/commissions.service.js'
import { MarkedLines } from './marked-lines.js'
import { ReturnAcceptance } from './returns/return-acceptance.js'
import { ReturnDoor } from './returns/return-door.js'
import { ReturnHandover } from './returns/return-handover.js'
import { ReturnMoves } from './returns/return-moves.js'
import { ReturnReader } from './returns/return-reader.js'
import { ReturnsController } from './api/returns.controller.js'
import { ReturnsService } from './returns/returns.service.js'

/** The quarterly round: what agencies are asked for, and what they answer. */
@Module({
  imports: [AuditModule, AccountsModule, UpdatesModule, RegisterModule],
  controllers: [CommissionsController, ReturnsController],
  providers: [
    CommissionsService,
    CommissionKeeping,
    CommissionMoves,
    CommissionScopes,
    ReturnsService,
    MarkedLines,
    ReturnDoor,
    ReturnReader,
    ReturnMoves,
    ReturnAcceptance,
    ReturnHandover,
  ],
  exports: [CommissionsService, ReturnsService, ReturnDoor],
})
export class CommissionsModule {}
