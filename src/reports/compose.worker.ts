import 'reflect-metadata'
import { parentPort, workerData } from 'node:worker_threads'
import { openForReading } from '../database/open-database.js'
import { compose, renderData } from './compose.js'
import type { ComposeTask } from './composer.service.js'

/** One task, one answer, and the thread ends with its memory. */
async function work(task: ComposeTask): Promise<unknown> {
  if (task.make === 'html') {
    const { kind, id, data, dataSha256 } = task.edition
    return renderData(kind, id, data, dataSha256)
  }
  const database = await openForReading(task.location)
  try {
    return await compose(database, task.request)
  } finally {
    await database.close()
  }
}

parentPort?.postMessage(await work(workerData as ComposeTask))
