import 'reflect-metadata'
import { parentPort, workerData } from 'node:worker_threads'
import type { Database } from '../database/database.js'
import { type DatabaseLocation, openForReading } from '../database/open-database.js'
import { compose, renderData } from './compose.js'
import type { ComposeTask, ThreadAnswer } from './compose-thread.js'

let database: Promise<Database> | undefined
let before: Promise<unknown> = Promise.resolve()

async function work(task: ComposeTask): Promise<unknown> {
  if (task.make === 'html') {
    return renderData(task.kind, task.data, task.stamp, task.variant)
  }
  database ??= openForReading(workerData as DatabaseLocation)
  return compose(await database, task.request)
}

/** An error is told in words: what crosses from one thread to another loses its class. */
async function answer(id: number, task: ComposeTask): Promise<ThreadAnswer> {
  try {
    return { id, made: await work(task) }
  } catch (error) {
    return { id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

parentPort?.on('message', ({ id, task }: { id: number; task: ComposeTask }) => {
  before = before.then(async () => parentPort?.postMessage(await answer(id, task)))
})
