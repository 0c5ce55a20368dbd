import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { assetsFolder } from './assets.mjs'
import { Missing } from './missing.mjs'
import { cache, filesIn, fingerprint, inProject, stamp, stampOf } from './places.mjs'
import { runNode, Stopped, stopSignal } from './run.mjs'
import { say, step } from './say.mjs'

const notes = join(cache, 'tsbuildinfo')

const sources = () => filesIn(inProject('src'))

/** What the build depends on. */
function wanted() {
  const files = [...sources(), inProject('tsconfig.json'), inProject('package-lock.json')]
  return fingerprint(...files.flatMap((file) => [relative(inProject(), file), readFileSync(file)]))
}

/** What the build must have made: a script and its map for each source that is not a spec. */
function outputs() {
  return sources()
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts'))
    .map((file) => inProject('dist', relative(inProject('src'), file)).replace(/\.ts$/u, '.js'))
    .flatMap((script) => [script, `${script}.map`])
}

/** Whether what is built is built of the sources as they are. */
export function buildReady() {
  return stampOf('build')?.sources === wanted() && outputs().every((file) => existsSync(file))
}

/**
 * Builds the service when its sources have changed.
 *
 * @throws Missing when the compiler finds mistakes, which it prints
 */
export async function setUpBuild() {
  if (buildReady()) return
  await step('Building', build)
}

async function build() {
  const facts = { sources: wanted() }
  // From here on nothing is known to be built, until it is: a failed build may leave outputs of sources since removed.
  rmSync(join(cache, 'build.json'), { force: true })
  // The compiler trusts its notes, not the folder: with an output gone it would not make it again.
  if (!outputs().every((file) => existsSync(file))) rmSync(notes, { force: true })
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc')
  const args = ['-p', 'tsconfig.json', '--noEmitOnError', '--incremental', '--tsBuildInfoFile', notes]
  const { code, output } = await runNode([compiler, ...args], { quiet: true })
  if (stopSignal()) throw new Stopped(stopSignal())
  if (code !== 0) {
    say(output.trim())
    throw new Missing(
      'The service could not be built: mend the mistakes that the compiler names above, and run it again.',
    )
  }
  removeStale()
  stamp('build', facts)
}

/** Removes what was built of sources that are gone, so that nothing can still import it. */
function removeStale() {
  const current = new Set(outputs())
  for (const file of filesIn(inProject('dist'))) {
    if (file.startsWith(assetsFolder + sep)) continue
    if (!current.has(file) && /\.js(\.map)?$/u.test(file) && !file.includes(`${sep}node_modules${sep}`))
      rmSync(file)
  }
}
