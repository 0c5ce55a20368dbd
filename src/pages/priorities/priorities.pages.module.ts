import { Module } from '@nestjs/common'
import { RegisterModule } from '../../register/register.module.js'
import { PriorityPagesController } from './priorities.controller.js'

/** The pages of priorities. */
@Module({ imports: [RegisterModule], controllers: [PriorityPagesController] })
export class PrioritiesPagesModule {}
