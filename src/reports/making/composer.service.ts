import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import { Settings } from '../../config/settings.js'
import { Database } from '../../database/database.js'
import { locationOf } from '../../database/database.module.js'
import type { Blocker } from '../issuing/blocker.js'
import { findingsOf } from '../issuing/blockers.js'
import type { Composed, Rendered, ReportRequest } from './compose.js'
import { ComposeThread } from './compose-thread.js'
import type { DocumentName, EditionDocument } from '../documents/edition-documents.js'
import type { ReportKind } from '../editions/edition.entity.js'
import type { EditionStamp } from '../shared/frame.js'
import { type Variant, whole } from '../editions/variant.js'
import type { Written } from '../writing/written.js'

/**
 * Run from TypeScript, as the tests do, there is no compiled worker to start. Only then is what draws loaded here: it takes
 * 25 MB, which the thread that answers requests need not hold.
 */
const compiled = import.meta.url.endsWith('.js')

/** What a document of an edition is made from. */
export interface DocumentSource {
  kind: ReportKind
  data: string
  stamp: EditionStamp
}

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
    if (!compiled) return (await import('./compose.js')).compose(this.database, request)
    return this.thread.run<Composed>({ make: 'data', request })
  }

  /** @throws NoSuchVariant */
  async render(
    { kind, data, stamp }: DocumentSource,
    variant: Variant = whole,
    exempt: Written['exempt'] = null,
  ): Promise<Rendered> {
    if (!compiled) return (await import('./compose.js')).renderDocument(kind, data, stamp, variant, exempt)
    return this.thread.run<Rendered>({ make: 'html', kind, data, stamp, variant, exempt })
  }

  /** A file beside the paper: csv, xlsx, ods, docx or odt. */
  async file({ kind, data, stamp }: DocumentSource, name: DocumentName): Promise<EditionDocument> {
    if (!compiled)
      return (await import('../documents/edition-documents.js')).editionDocument(kind, data, stamp, name)
    const file = await this.thread.run<EditionDocument>({ make: 'file', kind, data, stamp, name })
    return { ...file, bytes: Buffer.from(file.bytes) }
  }

  /** What the data alone show to be wrong with an edition: see blockers.ts. */
  async findings(kind: ReportKind, data: string, marked: readonly string[]): Promise<Blocker[]> {
    if (!compiled) return findingsOf(kind, data, marked)
    return this.thread.run<Blocker[]>({ make: 'findings', kind, data, marked })
  }

  async onApplicationShutdown(): Promise<void> {
    await this.thread.close()
  }
}
