import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BrowserMissing } from './print-errors.js'

/** Two up from here, both in src and in dist. */
const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** A browser that can be started, with the libraries and fonts that came with it, if any did. */
export interface Chromium {
  executable: string
  libraries?: string
  fonts?: string
}

/**
 * Finds the browser to print with: the one that is named, else the one that set-up unpacked.
 *
 * @param chromePath an installed Chrome or Chromium; empty or undefined for the unpacked one
 * @throws BrowserMissing when neither is there or the named one is not a program
 */
export function findChromium(chromePath: string | undefined, project: string = projectFolder): Chromium {
  if (chromePath) {
    const executable = resolve(chromePath)
    if (!isProgram(executable))
      throw new BrowserMissing(`CHROME_PATH names ${executable}, which is not a program.`)
    return { executable }
  }
  const folder = unpackedFolder(project)
  if (folder === undefined || !isProgram(join(folder, 'chromium'))) throw new BrowserMissing()
  return {
    executable: join(folder, 'chromium'),
    libraries: [join(folder, 'al2023', 'lib'), folder].join(':'),
    fonts: join(folder, 'fonts'),
  }
}

/** Where set-up unpacks the browser: a folder for each version, so that an update cannot mix two. */
function unpackedFolder(project: string): string | undefined {
  try {
    const manifest = readFileSync(join(project, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')
    const { version } = JSON.parse(manifest) as { version: string }
    return join(project, 'node_modules/.cache/throughline', `chromium-${version}`)
  } catch {
    return undefined
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/**
 * The flags to start with: no network of its own, nothing shared with another profile, and letter shapes that do not
 * depend on the machine. Pages are denied the network a second time here, since a hint such as `preconnect` opens a
 * connection without any request that could be intercepted.
 *
 * @param profile the private user-data folder
 * @param asRoot the sandbox refuses to start for root, and only then is it left out
 */
export function launchFlags(profile: string, asRoot: boolean): string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-domain-reliability',
    '--disable-extensions',
    '--disable-sync',
    '--disable-breakpad',
    '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider',
    '--metrics-recording-only',
    '--no-pings',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=http://127.0.0.1:9',
    '--proxy-bypass-list=<-loopback>',
    '--password-store=basic',
    '--use-mock-keychain',
    '--mute-audio',
    '--hide-scrollbars',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--font-render-hinting=none',
    '--force-color-profile=srgb',
    '--lang=en-GB',
    '--generate-pdf-document-outline',
    ...(asRoot ? ['--no-sandbox'] : []),
    'about:blank',
  ]
}

/**
 * The environment to start with. It is made anew rather than inherited: a browser has no use for the service's
 * passwords and tokens, and a home of its own keeps it from reading or writing anybody's.
 */
export function launchEnvironment(chromium: Chromium, profile: string): Record<string, string> {
  const environment: Record<string, string> = { HOME: profile, TMPDIR: profile, TZ: 'UTC', LANG: 'C.UTF-8' }
  // Windows programs do not start without these.
  for (const name of ['PATH', 'SystemRoot', 'windir', 'LD_LIBRARY_PATH']) {
    const value = process.env[name]
    if (value) environment[name] = value
  }
  if (chromium.libraries) environment['LD_LIBRARY_PATH'] = chromium.libraries
  if (chromium.fonts) environment['FONTCONFIG_FILE'] = join(profile, 'fonts.conf')
  return environment
}

/** Font settings that know the unpacked fonts and no others, so that every machine prints alike. */
export function fontSettings(fonts: string, profile: string): string {
  const escaped = (path: string): string => path.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    `<fontconfig><dir>${escaped(fonts)}</dir><cachedir>${escaped(join(profile, 'fonts'))}</cachedir></fontconfig>`,
  ].join('\n')
}
