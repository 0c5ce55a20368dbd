import { accessSync, constants, existsSync, readFileSync, realpathSync, statfsSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { root } from './places.mjs'

/** Set-up cannot go on. The message is one sentence: what is missing and how to mend it. */
export class Missing extends Error {}

/** Whether a program of one of these names is on the PATH. */
export function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : ['']
  for (const folder of folders) {
    for (const name of names) {
      for (const ending of endings) {
        if (isProgram(join(folder, name + ending))) return join(folder, name + ending)
      }
    }
  }
  return undefined
}

/** Whether that path is a program that may be run. */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/**
 * The folder whose `include/node` holds the headers of the very Node that runs this, or undefined. With them
 * better-sqlite3 compiles without downloading any.
 */
export function headersFolder() {
  const folder = dirname(dirname(realpathSync(process.execPath)))
  const version = join(folder, 'include', 'node', 'node_version.h')
  if (!existsSync(join(folder, 'include', 'node', 'node.h')) || !existsSync(version)) return undefined
  const abi = /#define NODE_MODULE_VERSION (\d+)/u.exec(readFileSync(version, 'utf8'))?.[1]
  return abi === process.versions.modules ? folder : undefined
}

/** Throws when the disk under the project has less room than this. */
export function demandRoom(megabytes, what) {
  const { bavail, bsize } = statfsSync(root)
  const free = Math.floor((bavail * bsize) / 1e6)
  if (free >= megabytes) return
  throw new Missing(
    `${what} needs ${megabytes} MB and the disk of ${root} has ${free} MB free: make room and run it again.`,
  )
}

/** What a failed `npm ci` or `npm rebuild` wanted, told from what it printed. */
export function whyPackagesFailed(output) {
  if (/ENOSPC|no space left/iu.test(output)) return `The disk of ${root} is full: make room and run it again.`
  if (/\b(EACCES|EROFS|EPERM)\b/u.test(output)) {
    return `The folder ${root} cannot be written: give this user the right to, or run it in a copy of your own.`
  }
  if (/gyp ERR!|node-gyp/u.test(output)) return whyNotCompiled(output)
  if (/npm ci.*can only install|EUSAGE/su.test(output)) {
    return 'package-lock.json does not fit package.json: run npm install once, and then this again.'
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/u.test(
      output,
    )
  ) {
    return 'The npm registry cannot be reached: check the network, or the proxy and registry settings of npm, and run it again.'
  }
  if (/CERT|SSL/u.test(output)) {
    return 'The certificate of the npm registry is not trusted here: point NODE_EXTRA_CA_CERTS at your network’s certificate and run it again.'
  }
  if (/\bE(401|403|404)\b/u.test(output)) {
    return 'The npm registry refused a package: check the registry setting of npm (npm config get registry) and run it again.'
  }
  return 'The packages could not be installed: see npm’s own words, mend what they name, and run it again.'
}

function whyNotCompiled(output) {
  const tools = [
    ['g++', ['g++', 'c++', 'clang++']],
    ['make', ['make', 'gmake']],
    ['python3', ['python3', 'python']],
  ]
  const missing = tools.filter(([, names]) => !onPath(...names)).map(([name]) => name)
  if (missing.length > 0) {
    return (
      `better-sqlite3 has to be compiled here, and ${listed(missing)} ${missing.length > 1 ? 'are' : 'is'} missing: ` +
      'install g++, make and python3 (Debian and Ubuntu: apt-get install g++ make python3) and run it again.'
    )
  }
  if (!headersFolder() && /headers|node-v\d+.*\.tar\.gz|FetchError|ENOTFOUND|ECONNREFUSED/u.test(output)) {
    return (
      'better-sqlite3 has to be compiled here, and the headers of this Node could not be downloaded: set ' +
      'npm_config_nodedir to a folder that holds include/node/node.h of the same version, and run it again.'
    )
  }
  return 'better-sqlite3 could not be compiled: see the compiler’s own words, mend what they name, and run it again.'
}

function listed(names) {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** One sentence for a fault of the machine that any step may meet; undefined when it is a fault of ours. */
export function whyMachineRefused(error) {
  const where = error.path ?? root
  if (error.code === 'ENOSPC') return `The disk of ${where} is full: make room and run it again.`
  if (['EACCES', 'EROFS', 'EPERM'].includes(error.code)) {
    return `${where} cannot be written: give this user the right to, or run it in a copy of your own.`
  }
  return undefined
}
