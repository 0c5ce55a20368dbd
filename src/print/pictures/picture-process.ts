import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { PictureTask } from './draw-page.js'

export interface PictureQuestion {
  id: number
  task: PictureTask
}
export type PictureAnswer = { id: number; picture: Uint8Array } | { id: number; failed: string }

interface Waiting {
  resolve: (picture: Uint8Array) => void
  reject: (error: Error) => void
}

const file = fileURLToPath(new URL('./picture.child.js', import.meta.url))

/** How long the process waits for another page before it is let go, in milliseconds. */
const idleMs = 10_000

/**
 * The process that draws pages, one after the other. It starts with the first page and again after it was let go. A
 * process and not a thread: the library that draws is no JavaScript, keeps its memory for as long as its process lives,
 * and must not take the service down with it.
 */
export class PictureProcess {
  private child: ChildProcess | null = null
  private readonly waiting = new Map<number, Waiting>()
  private last = 0
  /** The document that the process has open, or will have once it has done what it was sent. */
  private has = ''
  private idle: NodeJS.Timeout | undefined

  constructor(private readonly idleAfterMs = idleMs) {}

  get pid(): number | undefined {
    return this.child?.pid
  }

  /** @throws Error with the process's own words when the page cannot be drawn */
  run(task: PictureTask): Promise<Uint8Array> {
    clearTimeout(this.idle)
    return new Promise((resolve, reject) => {
      this.last += 1
      this.waiting.set(this.last, { resolve, reject })
      this.child ??= this.start()
      this.child.ref()
      const bytes = this.has === task.sha256 ? null : task.bytes
      this.has = task.sha256
      const question: PictureQuestion = { id: this.last, task: { ...task, bytes } }
      this.child.send(question)
    })
  }

  /** Lets the process go, and those who wait for it hear so. */
  close(): void {
    clearTimeout(this.idle)
    const { child } = this
    if (!child) return
    child.kill('SIGKILL')
    this.lose(child, new Error('The process that draws pages was let go.'))
  }

  private start(): ChildProcess {
    const child = fork(file, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    child.on('message', (answer: PictureAnswer) => this.take(answer))
    child.on('error', (error) => this.lose(child, error))
    child.on('exit', () => this.lose(child, new Error('The process that draws pages ended.')))
    return child
  }

  private take(answer: PictureAnswer): void {
    const waiting = this.waiting.get(answer.id)
    this.waiting.delete(answer.id)
    if ('picture' in answer) waiting?.resolve(answer.picture)
    else {
      // What the process has open after a failure is not known.
      this.has = ''
      waiting?.reject(new Error(`The page could not be drawn: ${answer.failed}`))
    }
    if (this.waiting.size === 0) this.rest()
  }

  /** Idle, it must not keep the service from ending. */
  private rest(): void {
    this.child?.unref()
    this.child?.channel?.unref()
    this.idle = setTimeout(() => this.close(), this.idleAfterMs).unref()
  }

  private lose(child: ChildProcess, error: Error): void {
    if (this.child !== child) return
    this.child = null
    this.has = ''
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}
