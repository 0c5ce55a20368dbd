import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { transformSync } from '@swc/core'
import { isRunning, profilesHere, until } from './processes.js'

const root = process.cwd()
const room = join(root, 'src/print')

/** Starts a browser, tells its id, and then waits or does what it is told to. */
const script = `
  import { BrowserProcess } from './browser-process.js'
  import { findChromium } from './chromium.js'
  const browser = await BrowserProcess.start(findChromium(process.env.CHROME_PATH, ${JSON.stringify(root)}))
  process.send(browser.pid)
  const wait = setInterval(() => undefined, 1000)
  process.on('message', async (word) => {
    if (word === 'throw') throw new Error('thrown on purpose')
    if (word === 'exit') process.exit(3)
    await browser.close()
    clearInterval(wait)
    process.disconnect()
  })
  if (process.argv[2] === 'with others') process.on('SIGTERM', () => setTimeout(() => process.exit(5), 200))
`

/** The room's sources in plain JavaScript, since what is tested here is the end of a process of its own. */
function compiledRoom(): string {
  const cache = join(root, 'node_modules/.cache/throughline')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'exit-spec-'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const file of [
    'at-exit',
    'browser-process',
    'chromium',
    'pipe-transport',
    'print-errors',
    'profiles',
  ]) {
    const source = readFileSync(join(room, `${file}.ts`), 'utf8')
    const { code } = transformSync(source, { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } })
    writeFileSync(join(folder, `${file}.js`), code)
  }
  writeFileSync(join(folder, 'script.js'), script)
  return folder
}

describe('when the process of the printer ends', () => {
  let folder: string
  beforeAll(() => {
    folder = compiledRoom()
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  async function started(...args: string[]): Promise<{ child: ChildProcess; browser: number }> {
    const child = spawn(process.execPath, [join(folder, 'script.js'), ...args], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const [browser] = (await once(child, 'message')) as [number]
    expect(isRunning(browser)).toBe(true)
    expect(profilesHere(child.pid)).toHaveLength(1)
    return { child, browser }
  }

  const ends: [how: string, end: (child: ChildProcess) => void, outcome: [number | null, string | null]][] = [
    ['is closed in good order', (child) => child.send('close'), [0, null]],
    ['exits', (child) => child.send('exit'), [3, null]],
    ['throws an error that nobody catches', (child) => child.send('throw'), [1, null]],
    ['is sent SIGTERM', (child) => child.kill('SIGTERM'), [null, 'SIGTERM']],
    ['is sent SIGINT', (child) => child.kill('SIGINT'), [null, 'SIGINT']],
    ['is sent SIGHUP', (child) => child.kill('SIGHUP'), [null, 'SIGHUP']],
  ]

  it.each(ends)('nothing is left of a browser whose process %s', async (_, end, outcome) => {
    const { child, browser } = await started()
    end(child)
    expect(await once(child, 'exit')).toEqual(outcome)
    await until(() => !isRunning(browser))
    expect(profilesHere(child.pid)).toEqual([])
  })

  it('leaves the end to others who listen for the signal, and tidies after them', async () => {
    const { child, browser } = await started('with others')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([5, null])
    await until(() => !isRunning(browser))
    expect(profilesHere(child.pid)).toEqual([])
  })

  it('the browser ends even when its process was killed outright', async () => {
    const { child, browser } = await started()
    child.kill('SIGKILL')
    await until(() => !isRunning(browser))
    expect(isRunning(browser)).toBe(false)
    for (const name of profilesHere(child.pid)) rmSync(join(tmpdir(), name), { recursive: true })
  })
})
