import { Injectable, type OnModuleInit } from '@nestjs/common'
import { isIllustrative } from '../audit/illustrative-register.js'
import { Ledger } from '../audit/ledger.service.js'
import { Clock } from '../clock/clock.js'
import { Illustrative } from '../config/illustrative.js'
import { Database } from '../database/database.js'

/**
 * Knows a demonstration again when its register is opened, whatever SEED says: it says so everywhere, and its time goes on
 * from the last that was recorded, so that nothing in it falls silent for years while nobody looks.
 */
@Injectable()
export class DemonstrationTime implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly illustrative: Illustrative,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!(await isIllustrative(this.database))) return
    this.illustrative.mark()
    this.clock.goOnFrom(await this.ledger.lastMoment())
  }
}
