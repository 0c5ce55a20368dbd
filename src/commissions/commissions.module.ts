import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { RegisterModule } from '../register/register.module.js'
import { UpdatesModule } from '../updates/updates.module.js'
import { CommissionKeeping } from './commission-keeping.js'
import { CommissionMoves } from './commission-moves.js'
import { CommissionScopes } from './commission-scope.js'
import { CommissionsController } from './commissions.controller.js'
import { CommissionsService } from './commissions.service.js'
import { MarkedLines } from './marked-lines.js'
import { ReturnAcceptance } from './return-acceptance.js'
import { ReturnDoor } from './return-door.js'
import { ReturnHandover } from './return-handover.js'
import { ReturnMoves } from './return-moves.js'
import { ReturnReader } from './return-reader.js'
import { ReturnsController } from './returns.controller.js'
import { ReturnsService } from './returns.service.js'

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
