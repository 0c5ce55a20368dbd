import { Worker } from 'node:worker_threads'
import type { DatabaseLocation } from '../../database/open-database.js'
import type { ReportRequest } from './compose.js'
import type { ReportKind } from '../editions/edition.entity.js'
import type { EditionStamp } from '../shared/frame.js'
import type { DocumentName } from '../documents/edition-documents.js'
import { NoSuchVariant, type Variant } from '../editions/variant.js'
import type { Written } from '../writing/written.js'

/** What the thread is asked for; it answers with a `Composed`, a `Rendered`, an `EditionDocument` or with blockers. */
export type ComposeTask =
  | { make: 'data'; request: ReportRequest }
  | ({ make: 'html'; variant: Variant; exempt: Written['exempt'] } & FromData)
  | ({ make: 'file'; name: DocumentName } & FromData)
  | { make: 'findings'; kind: ReportKind; data: string; marked: readonly string[] }

interface FromData {
  kind: ReportKind
  data: string
  stamp: EditionStamp
}

export type ThreadAnswer =
  | { id: number; made: unknown }
  /** An error loses its class on the way; the one that is the asker's own fault is told by name. */
  | { id: number; failed: string; noSuchVariant: boolean }

interface Waiting {
  // The answer's type is the caller's word: what crosses from one thread to another has none.
  resolve: (made: never) => void
  reject: (error: Error) => void
}

const file = new URL('./compose.worker.js', import.meta.url)

/** After an answer this long, in characters, the thread is let go, and what it needed of memory with it. */
const letGoAfter = 4_000_000

/** One warm thread that makes reports, one after the other. It starts with the first task and again if it ends. */
export class ComposeThread {
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private last = 0

  constructor(private readonly location: DatabaseLocation) {}

  /** @throws Error with the thread's own words when the task fails or the thread ends under it */
  run<Answer>(task: ComposeTask): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      this.last += 1
      this.waiting.set(this.last, { resolve, reject })
      this.worker ??= this.start()
      this.worker.postMessage({ id: this.last, task })
    })
  }

  async close(): Promise<void> {
    await this.worker?.terminate()
  }

  private start(): Worker {
    const worker = new Worker(file, { workerData: this.location })
    // The thread alone must not keep the process alive.
    worker.unref()
    worker.on('message', (answer: ThreadAnswer) => this.take(answer))
    worker.on('error', (error: Error) => this.lose(worker, error))
    worker.on('exit', (code) =>
      this.lose(worker, new Error(`The thread of the reports ended (code ${code}).`)),
    )
    return worker
  }

  private take(answer: ThreadAnswer): void {
    const waiting = this.waiting.get(answer.id)
    this.waiting.delete(answer.id)
    if ('failed' in answer) {
      waiting?.reject(errorOf(answer))
      return
    }
    waiting?.resolve(answer.made as never)
    const long = lengthOf(answer.made) > letGoAfter
    if (long && this.waiting.size === 0) {
      void this.worker?.terminate()
      this.worker = null
    }
  }

  private lose(worker: Worker, error: Error): void {
    if (this.worker !== worker) return
    this.worker = null
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}

function errorOf({ failed, noSuchVariant }: { failed: string; noSuchVariant: boolean }): Error {
  return noSuchVariant ? new NoSuchVariant(failed) : new Error(`The report could not be made: ${failed}`)
}

/** How long the text or the bytes are that were made. */
function lengthOf(made: unknown): number {
  const { html, data, bytes } = (made ?? {}) as { html?: string; data?: string; bytes?: Uint8Array }
  return (html ?? data ?? bytes ?? '').length
}
