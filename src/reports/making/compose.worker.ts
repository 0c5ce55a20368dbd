import 'reflect-metadata'
import { parentPort, workerData } from 'node:worker_threads'
import type { Database } from '../../database/database.js'
import { type DatabaseLocation, openForReading } from '../../database/open-database.js'
import { findingsOf } from '../issuing/blockers.js'
import { compose, renderDocument } from './compose.js'
import { NoSuchVariant } from '../editions/variant.js'
import type { ComposeTask, ThreadAnswer } from './compose-thread.js'
import { editionDocument } from '../documents/edition-documents.js'

let database: Promise<Database> | undefined
let before: Promise<unknown> = Promise.resolve()

async function work(task: ComposeTask): Promise<unknown> {
  switch (task.make) {
    case 'data':
      database ??= openForReading(workerData as DatabaseLocation)
      return compose(await database, task.request)
    case 'html':
      return renderDocument(task.kind, task.data, task.stamp, task.variant, task.exempt)
    case 'file':
      return editionDocument(task.kind, task.data, task.stamp, task.name)
    case 'findings':
      return findingsOf(task.kind, task.data, task.marked)
  }
}

/** An error is told in words: what crosses from one thread to another loses its class. */
async function answer(id: number, task: ComposeTask): Promise<ThreadAnswer> {
  try {
    return { id, made: await work(task) }
  } catch (error) {
    if (error instanceof NoSuchVariant) return { id, failed: error.message, noSuchVariant: true }
    const failed = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { id, failed, noSuchVariant: false }
  }
}

parentPort?.on('message', ({ id, task }: { id: number; task: ComposeTask }) => {
  before = before.then(async () => parentPort?.postMessage(await answer(id, task)))
})
