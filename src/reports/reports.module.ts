import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { PrintModule } from '../print/print.module.js'
import { Composer } from './composer.service.js'
import { EarlierWords } from './earlier-words.js'
import { EditionBlockers } from './edition-blockers.service.js'
import { EditionFiles } from './edition-files.js'
import { EditionIssuing } from './edition-issuing.service.js'
import { EditionMoves } from './edition-moves.service.js'
import { EditionParts } from './edition-parts.service.js'
import { EditionPrinting } from './edition-printing.service.js'
import { EditionReading } from './edition-reading.service.js'
import { EditionStore } from './edition-store.js'
import { EditionVerification } from './edition-verification.service.js'
import { EditionWriting } from './edition-writing.service.js'
import { EditionsController } from './editions.controller.js'
import { EditionsService } from './editions.service.js'
import { KeptFiles } from './kept-files.js'
import { PrintRoom } from './print-room.js'
import { ReportDoor } from './report-door.js'
import { ReportsController } from './reports.controller.js'
import { ReportsService } from './reports.service.js'

/** What the other rooms and the commands use. */
const services = [
  ...[EditionStore, EditionsService, EditionPrinting, EditionVerification],
  ...[ReportsService, EditionWriting, EditionMoves, EditionReading],
]

/** What only these use. */
const parts = [
  ...[Composer, PrintRoom, KeptFiles, EditionFiles],
  ...[EditionParts, EarlierWords, EditionBlockers, EditionIssuing, ReportDoor],
]

@Module({
  imports: [AccountsModule, AuditModule, PrintModule],
  controllers: [ReportsController, EditionsController],
  providers: [...services, ...parts],
  exports: services,
})
export class ReportsModule {}
