/** Programs that are measured run as processes of their own, so that they share no event loop with who measures. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { inProject } from './places.mjs'

const running = new Set()
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')))

/** Sees to it that a process does not outlive the benchmark, however that ends. */
export function watch(child) {
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Starts a script of bench/bare, waits for its first message, and gives that message with the means to stop it. */
export async function startBare(script, ...args) {
  const child = fork(inProject('bench', 'bare', script), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${script} ended early (code ${code})`)
  })
  failed.catch(() => undefined)
  const [ready] = await Promise.race([once(child, 'message'), failed])
  return { ready, pid: child.pid, ask: (message) => ask(child, message), stop: () => stop(child) }
}

async function ask(child, message) {
  child.send(message)
  const [answer] = await once(child, 'message')
  return answer
}

/** Ends a process in good order and waits until it is gone. */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
