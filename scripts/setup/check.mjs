import { join } from 'node:path'
import { inProject, readJson } from './places.mjs'
import { runNode } from './run.mjs'
import { say } from './say.mjs'

/** The script behind a command of an installed package. */
function script(name, command = name) {
  const folder = inProject('node_modules', name)
  const { bin } = readJson(join(folder, 'package.json'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/** Node's arguments for a run of the tests; Jest needs the option for ESM. */
export const jest = (args) => ['--experimental-vm-modules', script('jest'), ...args]

const steps = () => [
  ['Format', [script('prettier'), '--check', '--log-level', 'warn', '.']],
  ['Lint', [script('eslint'), '.', '--max-warnings', '0']],
  [
    'Rooms',
    [script('dependency-cruiser', 'depcruise'), 'src', 'test', '--config', '.dependency-cruiser.mjs'],
  ],
  ['Types', [script('typescript', 'tsc'), '-p', 'tsconfig.check.json']],
  ['Tests', jest([])],
]

/** Runs every check in turn and stops at the first that fails; gives its exit code. */
export async function check(env) {
  for (const [name, args] of steps()) {
    const began = Date.now()
    say(`${name} ...`)
    const { code } = await runNode(args, { env: { ...env, NODE_NO_WARNINGS: '1' } })
    const took = ((Date.now() - began) / 1000).toFixed(1)
    say(code === 0 ? `  ${name} passed in ${took} s` : `${name} failed after ${took} s.`)
    if (code !== 0) return code
  }
  return 0
}
