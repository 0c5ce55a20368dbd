import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { headersFolder, Missing, whyPackagesFailed } from './missing.mjs'
import { fingerprint, inProject, readJson, stamp, stampOf } from './places.mjs'
import { run, runNode, Stopped, stopSignal } from './run.mjs'
import { step } from './say.mjs'

/** What the installed packages must fit: the lockfile, and the Node and machine that the compiled one was made for. */
function wanted() {
  return {
    lock: fingerprint(readFileSync(inProject('package-lock.json'))),
    abi: process.versions.modules,
    platform: `${process.platform}-${process.arch}`,
  }
}

/** npm tries again as often as ever, but does not take a minute to say that there is no registry. */
const soonerTold = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000']

/** Whether the packages were found right before, and nothing they depend on has changed. */
export function packagesReady() {
  const noted = stampOf('packages')
  const facts = wanted()
  return noted !== undefined && Object.keys(facts).every((name) => noted[name] === facts[name])
}

/**
 * Sees to it that the packages are those of the lockfile. What somebody installed by hand is taken as it is when it is
 * complete; only a change of Node has the compiled package made again.
 *
 * @throws Missing with what npm could not find
 */
export async function setUpPackages() {
  if (packagesReady()) return
  const facts = wanted()
  const noted = stampOf('packages')
  const sameMachine = noted === undefined || noted.platform === facts.platform
  if (!(sameMachine && isComplete())) {
    await step('Installing packages (about two minutes the first time)', () =>
      npm('ci', '--include=dev', '--no-audit', '--no-fund', '--no-progress', ...soonerTold),
    )
  } else if (!(await databaseLoads())) {
    await step('Compiling better-sqlite3 for this Node (about two minutes)', () =>
      npm('rebuild', 'better-sqlite3'),
    )
  }
  if (!(await databaseLoads())) {
    throw new Missing(
      'better-sqlite3 does not load on this Node: remove the folder node_modules and run it again.',
    )
  }
  stamp('packages', facts)
}

/** Compares what npm noted it has installed with the lockfile; packages for other machines may be absent. */
function isComplete() {
  const installed = readJson(inProject('node_modules', '.package-lock.json'))?.packages
  const locked = readJson(inProject('package-lock.json'))?.packages
  if (!installed || !locked) return false
  const same = Object.entries(locked).every(([path, entry]) => {
    if (path === '') return true
    const here = installed[path]
    return here ? here.version === entry.version : entry.optional === true && !isForHere(entry)
  })
  return same && Object.keys(installed).every((path) => path in locked)
}

function isForHere({ os, cpu, libc }) {
  const allows = (list, value) =>
    !list || list.includes(value) || list.some((one) => one.startsWith('!') && one !== `!${value}`)
  // Which C library this is takes long to find out; a package that depends on it may be absent.
  return (os || cpu) && !libc && allows(os, process.platform) && allows(cpu, process.arch)
}

async function databaseLoads() {
  const { code } = await runNode(['-e', "new (require('better-sqlite3'))(':memory:').close()"], {
    quiet: true,
  })
  return code === 0
}

/** Runs npm by this very Node, so that what it compiles fits it. */
async function npm(...args) {
  const env = { PATH: dirname(process.execPath) + delimiter + (process.env.PATH ?? '') }
  const headers = headersFolder()
  if (headers && !process.env.npm_config_nodedir) env.npm_config_nodedir = headers
  const script = process.env.npm_execpath ?? ''
  const { code, output } = script.endsWith('npm-cli.js')
    ? await runNode([script, ...args], { quiet: true, env })
    : await run('npm', args, { quiet: true, env })
  if (stopSignal()) throw new Stopped(stopSignal())
  if (code === 0) return
  const log = join(mkdtempSync(join(tmpdir(), 'throughline-npm-')), 'npm.log')
  writeFileSync(log, output)
  throw new Missing(`${whyPackagesFailed(output)} (npm’s own words: ${log})`)
}
