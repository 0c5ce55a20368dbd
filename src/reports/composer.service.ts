import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import { Settings } from '../config/settings.js'
import { Database } from '../database/database.js'
import { locationOf } from '../database/database.module.js'
import { compose, type Composed, renderData, type ReportRequest } from './compose.js'
import { ComposeThread } from './compose-thread.js'
import type { ReportKind } from './edition.entity.js'
import type { EditionStamp } from './shared/frame.js'
import { type Variant, whole } from './variant.js'

/** Run from TypeScript, as the tests do, there is no compiled worker to start. */
const compiled = import.meta.url.endsWith('.js')

/** Makes report data and HTML away from the thread that answers requests: a long register must not keep others waiting. */
@Injectable()
export class Composer implements OnApplicationShutdown {
  private readonly thread: ComposeThread

  constructor(
    private readonly database: Database,
    settings: Settings,
  ) {
    this.thread = new ComposeThread(locationOf(settings))
  }

  async compose(request: ReportRequest): Promise<Composed> {
    if (!compiled) return compose(this.database, request)
    return this.thread.run<Composed>({ make: 'data', request })
  }

  async render(
    kind: ReportKind,
    data: string,
    stamp: EditionStamp,
    variant: Variant = whole,
  ): Promise<string> {
    if (!compiled) return renderData(kind, data, stamp, variant)
    return this.thread.run<string>({ make: 'html', kind, data, stamp, variant })
  }

  async onApplicationShutdown(): Promise<void> {
    await this.thread.close()
  }
}
