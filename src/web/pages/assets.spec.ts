import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { assetsOf } from './assets.js'

const sentence = 'The stylesheet and the script of the pages are not built: run npm run build.'

describe('assetsOf', () => {
  let folder: string
  const write = (manifest: string) => writeFileSync(join(folder, 'manifest.json'), manifest)

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'throughline-assets-'))
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  it('gives the addresses of the files that the manifest names', () => {
    write(
      JSON.stringify({
        'throughline.css': 'throughline-00000000000a.css',
        'throughline.mjs': 'throughline-00000000000b.js',
        'icon.svg': 'icon-00000000000c.svg',
        'refresh.mjs': 'refresh-00000000000d.js',
      }),
    )
    expect(assetsOf(folder)).toEqual({
      stylesheet: '/assets/throughline-00000000000a.css',
      script: '/assets/throughline-00000000000b.js',
      icon: '/assets/icon-00000000000c.svg',
    })
  })

  it('says what to do where nothing is built', () => {
    expect(() => assetsOf(folder)).toThrow(sentence)
  })

  it('says the same of a build that lacks what every page needs', () => {
    write(JSON.stringify({ 'throughline.css': 'throughline-00000000000a.css' }))
    expect(() => assetsOf(folder)).toThrow(sentence)
  })

  it('does not take a broken manifest for one that is missing', () => {
    write('{')
    expect(() => assetsOf(folder)).toThrow(SyntaxError)
  })
})
