import { check, jest } from './check.mjs'
import { Missing, whyMachineRefused } from './missing.mjs'
import { runNode, Stopped, stopSignal } from './run.mjs'
import { setUp } from './set-up.mjs'
import { say } from './say.mjs'

/** What each command does once everything is set up. Each gives the exit code. */
const commands = {
  start: serve,
  report: async (args, env) => (await runNode(['dist/cli.js', 'report', ...args], { env })).code,
  verify: async (args, env) => (await runNode(['dist/cli.js', 'verify', ...args], { env })).code,
  bench: async (args, env) => (await runNode(['bench/run.mjs', ...args], { env })).code,
  build: async () => 0,
  test: async (args, env) => (await runNode(jest(args), { env: { ...env, NODE_NO_WARNINGS: '1' } })).code,
  check: async (_, env) => check(env),
}

/** Sets up, runs the command, and gives the exit code. */
export async function main([name, ...args]) {
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : undefined
  if (!command) {
    say(`Say what to do: node scripts/throughline.mjs ${Object.keys(commands).join(' | ')}`)
    return 2
  }
  try {
    return await command(args, await setUp())
  } catch (error) {
    if (error instanceof Stopped) return error.exitCode
    const sentence = error instanceof Missing ? error.message : whyMachineRefused(error)
    if (sentence === undefined) throw error
    say(sentence)
    return 1
  }
}

/** Serves until it is told to stop. To end when told to is a success, however the service puts it. */
async function serve(args, env) {
  const { code, signal } = await runNode(['dist/main.js', ...args], { env })
  const asTold = stopSignal() !== undefined && (signal === stopSignal() || code >= 128)
  return asTold ? 0 : code
}
