import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Run from TypeScript, as the tests do, there is no compiled file for a process of its own to start with. */
export const compiled = import.meta.url.endsWith('.js')

type Told<Answer> = { answer: Answer } | { failed: string }

/**
 * Has a task done by a process of its own, which ends with it: what a long report needs of time and memory is then not
 * taken from who is being served meanwhile.
 *
 * @param file the compiled file that answers by `answerParent`
 * @throws Error with the process's own words when it fails or ends without an answer
 */
export function askChild<Answer>(file: URL, task: unknown): Promise<Answer> {
  return new Promise<Answer>((resolve, reject) => {
    const child = fork(fileURLToPath(file), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.once('message', (told: Told<Answer>) => {
      child.kill('SIGKILL')
      if ('failed' in told) reject(new Error(told.failed))
      else resolve(told.answer)
    })
    child.once('error', reject)
    child.once('exit', () => reject(new Error('The process ended without an answer.')))
    child.send(task as object)
  })
}

/** In the process that does the task: does it, and tells the parent. */
export function answerParent(work: (task: never) => unknown): void {
  process.once('message', (task: unknown) => {
    void (async () => {
      const told: Told<unknown> = await Promise.resolve()
        .then(async () => ({ answer: await work(task as never) }))
        .catch((error: unknown) => ({ failed: error instanceof Error ? error.message : String(error) }))
      process.send?.(told)
    })()
  })
  // Without the service there is nobody to do it for.
  process.on('disconnect', () => process.exit())
}
