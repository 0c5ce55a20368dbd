import { Module } from '@nestjs/common'
import { AccountsModule } from '../accounts/accounts.module.js'
import { AuditModule } from '../audit/audit.module.js'
import { PrintModule } from '../print/print.module.js'
import { Composer } from './making/composer.service.js'
import { EarlierWords } from './writing/earlier-words.js'
import { EditionBlockers } from './issuing/edition-blockers.service.js'
import { EditionChecks } from './making/edition-checks.service.js'
import { EditionFiles } from './editions/edition-files.js'
import { EditionIssuing } from './issuing/edition-issuing.service.js'
import { EditionMoves } from './issuing/edition-moves.service.js'
import { EditionParts } from './writing/edition-parts.service.js'
import { EditionPrinting } from './making/edition-printing.service.js'
import { EditionReading } from './editions/edition-reading.service.js'
import { EditionStore } from './editions/edition-store.js'
import { EditionVerification } from './editions/edition-verification.service.js'
import { EditionWriting } from './writing/edition-writing.service.js'
import { EditionsController } from './api/editions.controller.js'
import { EditionsService } from './making/editions.service.js'
import { KeptFiles } from './editions/kept-files.js'
import { PrintRoom } from './making/print-room.js'
import { ReportDoor } from './report-door.js'
import { ReportsController } from './api/reports.controller.js'
import { ReportsService } from './reports.service.js'

/** What the other rooms and the commands use. */
const services = [
  ...[EditionStore, EditionsService, EditionPrinting, EditionVerification],
  ...[ReportsService, EditionWriting, EditionMoves, EditionReading],
]

/** What only these use. */
const parts = [
  ...[Composer, PrintRoom, KeptFiles, EditionFiles],
  ...[EditionParts, EditionChecks, EarlierWords, EditionBlockers, EditionIssuing, ReportDoor],
]

@Module({
  imports: [AccountsModule, AuditModule, PrintModule],
  controllers: [ReportsController, EditionsController],
  providers: [...services, ...parts],
  exports: services,
})
export class ReportsModule {}
