import { Module } from '@nestjs/common'
import { ImportsModule } from '../../imports/imports.module.js'
import { PlanImportMovesController } from './import-moves.controller.js'
import { PlanImportStepsController } from './import-steps.controller.js'
import { ImportReader } from './import.reader.js'
import { PlanImportPagesController } from './imports.controller.js'

/** The pages by which a council's plan comes in from a spreadsheet. */
@Module({
  imports: [ImportsModule],
  controllers: [PlanImportPagesController, PlanImportStepsController, PlanImportMovesController],
  providers: [ImportReader],
})
export class ImportPagesModule {}
