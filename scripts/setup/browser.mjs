import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { demandRoom, isProgram, Missing, onPath } from './missing.mjs'
import { cache, inProject, readJson } from './places.mjs'
import { runNode } from './run.mjs'
import { step } from './say.mjs'

const unpackedMegabytes = 300
const hour = 3_600_000

/** Where an installed Chrome or Chromium usually stands, by platform. */
const usualPlaces = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
    process.env[name]
      ? ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'].map(
          (path) => `${process.env[name]}\\${path}`,
        )
      : [],
  ),
}

/** Where the browser from the package is unpacked: a folder for each version. The print room looks there too. */
function unpackedFolder() {
  const version = readJson(inProject('node_modules', '@sparticuz', 'chromium', 'package.json'))?.version
  return join(cache, `chromium-${version}`)
}

/** The package's browser is a Linux program for one processor. */
const bringsItsOwn = () => process.platform === 'linux' && process.arch === 'x64'

/** Whether there is nothing to do about the browser. */
export function browserReady() {
  return Boolean(process.env.CHROME_PATH) || (bringsItsOwn() && isProgram(join(unpackedFolder(), 'chromium')))
}

/**
 * Sees to it that there is a browser to print with.
 *
 * @returns the variables that tell the service which one, where that is not plain
 * @throws Missing when there is none
 */
export async function setUpBrowser() {
  if (browserReady()) return {}
  if (!bringsItsOwn() || !(await runsOnGlibc())) return { CHROME_PATH: installedBrowser() }
  await step('Unpacking the browser for printing', unpack)
  return {}
}

/** The browser needs the GNU C library, which the very small Linux systems lack. */
async function runsOnGlibc() {
  const { output } = await runNode(['-p', 'process.report.getReport().header.glibcVersionRuntime ?? ""'], {
    quiet: true,
  })
  return output.trim() !== ''
}

function installedBrowser() {
  const found =
    usualPlaces[process.platform]?.find(isProgram) ??
    onPath('google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge')
  if (found) return found
  throw new Missing(
    'There is no browser for printing: install Chrome or Chromium, or set CHROME_PATH to where it is, and run it again.',
  )
}

/**
 * Unpacks into a folder beside the right one and renames it when it is whole, so that an interrupted unpacking is never
 * taken for a browser. Of two that do it at once the first wins, and the second takes the first's.
 */
async function unpack() {
  demandRoom(unpackedMegabytes, 'The browser for printing')
  const folder = unpackedFolder()
  mkdirSync(cache, { recursive: true })
  removeLeftovers(folder)
  const part = mkdtempSync(`${folder}.part-`)
  try {
    const { code, output } = await runNode(
      [
        '--input-type=module',
        '--eval',
        "import chromium from '@sparticuz/chromium'; await chromium.executablePath()",
      ],
      // The second variable has the package unpack the libraries that a bare machine lacks.
      { quiet: true, env: { TMPDIR: part, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } },
    )
    if (code !== 0 || !isProgram(join(part, 'chromium'))) {
      throw new Missing(
        `The browser for printing could not be unpacked: run npm ci and this again, or set CHROME_PATH to an installed Chrome or Chromium. (${lastLine(output)})`,
      )
    }
    makeReadable(part)
    if (!isProgram(join(folder, 'chromium'))) rmSync(folder, { recursive: true, force: true })
    renameSync(part, folder)
  } catch (error) {
    if (!(['ENOTEMPTY', 'EEXIST'].includes(error.code) && existsSync(join(folder, 'chromium')))) throw error
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

/** The archive gives its files to a user of its own, and to them alone: here they are ours, and anyone may run them. */
function makeReadable(path) {
  const { mode } = lstatSync(path)
  const isFolder = (mode & 0o170000) === 0o040000
  if (process.getuid) chownSync(path, process.getuid(), process.getgid())
  chmodSync(path, isFolder || mode & 0o100 ? 0o755 : 0o644)
  if (isFolder) for (const name of readdirSync(path)) makeReadable(join(path, name))
}

/** Removes other versions, and what an interrupted unpacking left an hour or more ago. */
function removeLeftovers(folder) {
  for (const name of readdirSync(cache).filter((one) => one.startsWith('chromium-'))) {
    const path = join(cache, name)
    const isPart = name.includes('.part-')
    if (path === folder || (isPart && Date.now() - statSync(path).mtimeMs < hour)) continue
    rmSync(path, { recursive: true, force: true })
  }
}

const lastLine = (output) => output.trim().split('\n').at(-1) || 'it said nothing'
