import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

type Answered = { ready: true } | { made: Uint8Array } | { failed: string }

/**
 * It comes up within a few seconds and converts within one; on a busy machine within many. What takes longer than this hangs,
 * and then another one is started in its place.
 */
const longest = 40_000
const tries = 3

/** A LibreOffice that opens files and saves them in another format, as a person would. */
export class Office {
  private constructor(private process: ChildProcess) {}

  /** @throws Error when it does not come up, however often it is started */
  static async start(): Promise<Office> {
    return new Office(await untilAnswered(started))
  }

  /** @throws Error when LibreOffice cannot open the file or cannot save it so */
  async convert(bytes: Buffer, from: string, to: string): Promise<Buffer> {
    const answer = await untilAnswered(async () => {
      const answered = answerOf(this.process)
      this.process.send({ bytes: new Uint8Array(bytes), from, to })
      try {
        return await answered
      } catch (error) {
        this.stop()
        this.process = await started()
        throw error
      }
    })
    if ('made' in answer) return Buffer.from(answer.made)
    throw new Error(`LibreOffice made no ${to} of the ${from}: ${'failed' in answer ? answer.failed : ''}`)
  }

  stop(): void {
    this.process.kill('SIGKILL')
  }
}

async function started(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('office-process.mjs', import.meta.url))
  const child = fork(script, [], { serialization: 'advanced', stdio: 'ignore', execArgv: [] })
  try {
    await answerOf(child)
    return child
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
}

async function untilAnswered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let left = tries; ; left -= 1) {
    try {
      return await ask()
    } catch (error) {
      if (left === 1) throw error
    }
  }
}

function answerOf(child: ChildProcess): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      done()
      reject(new Error(`LibreOffice said nothing for ${longest / 1000} seconds.`))
    }, longest)
    const onMessage = (message: unknown) => {
      done()
      resolve(message as Answered)
    }
    const onExit = (code: number | null) => {
      done()
      reject(new Error(`LibreOffice ended with ${code ?? 'a signal'}.`))
    }
    const done = () => {
      clearTimeout(late)
      child.off('message', onMessage)
      child.off('exit', onExit)
    }
    child.once('message', onMessage)
    child.once('exit', onExit)
  })
}
