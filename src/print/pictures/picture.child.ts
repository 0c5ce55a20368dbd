import { drawPage, type PictureTask } from './draw-page.js'
import type { PictureAnswer, PictureQuestion } from './picture-process.js'

let before: Promise<unknown> = Promise.resolve()

/** An error is told in words: what crosses from one process to another loses its class. */
async function answer(id: number, task: PictureTask): Promise<PictureAnswer> {
  try {
    return { id, picture: await drawPage(task) }
  } catch (error) {
    return { id, failed: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', ({ id, task }: PictureQuestion) => {
  before = before.then(async () => process.send?.(await answer(id, task)))
})

// Without the service there is nobody to draw for.
process.on('disconnect', () => process.exit())
