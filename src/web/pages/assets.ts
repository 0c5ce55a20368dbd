import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Injectable } from '@nestjs/common'
import type { NestExpressApplication } from '@nestjs/platform-express'
import type { Response } from 'express'
import type { PageFrame } from './frame.js'

/** Where `npm run build` puts what a browser loads besides the pages. */
const builtFolder = fileURLToPath(new URL('../../../dist/assets/', import.meta.url))
const address = '/assets/'
const fingerprinted = /-[0-9a-f]{12}\.\w+$/u

/** Nobody has built the stylesheet and the script. The message is the sentence to print. */
export class AssetsMissing extends Error {
  constructor() {
    super('The stylesheet and the script of the pages are not built: run npm run build.')
  }
}

/** The addresses of the built stylesheet, script and icon, for the layout. */
@Injectable()
export class Assets implements Readonly<PageFrame['assets']> {
  readonly stylesheet: string
  readonly script: string
  readonly icon: string

  constructor() {
    const { stylesheet, script, icon } = assetsOf(builtFolder)
    this.stylesheet = stylesheet
    this.script = script
    this.icon = icon
  }
}

/**
 * Reads the manifest of a folder of built files.
 *
 * @throws AssetsMissing when there is none, or when it lacks what every page needs
 */
export function assetsOf(folder: string): PageFrame['assets'] {
  const files = manifestOf(folder)
  const addressOf = (source: string) => {
    const file = files[source]
    if (file === undefined) throw new AssetsMissing()
    return address + file
  }
  return {
    stylesheet: addressOf('throughline.css'),
    script: addressOf('throughline.mjs'),
    icon: addressOf('icon.svg'),
  }
}

function manifestOf(folder: string): Partial<Record<string, string>> {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new AssetsMissing()
    throw error
  }
}

/**
 * Serves the built files. The name of each changes with its content, so a browser may keep it for a year without asking.
 * What is not there is left to the routes, which answer that nothing is.
 */
export function serveAssets(app: NestExpressApplication): void {
  app.useStaticAssets(builtFolder, {
    prefix: address,
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders: (response: Response, path: string) => {
      const mayBeKept = fingerprinted.test(path)
      response.setHeader('Cache-Control', mayBeKept ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
