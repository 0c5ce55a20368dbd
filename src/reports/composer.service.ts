import { Worker } from 'node:worker_threads'
import { Injectable } from '@nestjs/common'
import { Settings } from '../config/settings.js'
import { Database } from '../database/database.js'
import { type DatabaseLocation } from '../database/open-database.js'
import { locationOf } from '../database/database.module.js'
import { compose, type Composed, renderData, type ReportRequest } from './compose.js'
import type { Edition } from './edition.entity.js'

/** What the worker is asked for; the answer is a `Composed`, or HTML. */
export type ComposeTask =
  | { make: 'data'; location: DatabaseLocation; request: ReportRequest }
  | { make: 'html'; edition: Pick<Edition, 'id' | 'kind' | 'data' | 'dataSha256'> }

const workerFile = new URL('./compose.worker.js', import.meta.url)
/** Run from TypeScript, as the tests do, there is no compiled worker to start. */
const compiled = import.meta.url.endsWith('.js')

/** Makes report data and HTML away from the thread that answers requests: a long register must not keep others waiting. */
@Injectable()
export class Composer {
  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
  ) {}

  async compose(request: ReportRequest): Promise<Composed> {
    if (!compiled) return compose(this.database, request)
    return inWorker<Composed>({ make: 'data', location: locationOf(this.settings), request })
  }

  async render({ id, kind, data, dataSha256 }: Edition): Promise<string> {
    if (!compiled) return renderData(kind, id, data, dataSha256)
    return inWorker<string>({ make: 'html', edition: { id, kind, data, dataSha256 } })
  }
}

function inWorker<Answer>(task: ComposeTask): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, { workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The report's worker ended without an answer (code ${code}).`)))
  })
}
