import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { projectFolder } from '../../src/prepare.js'
import { assetsOf } from '../../src/web/pages/assets.js'
import { ServedAssets } from './served-assets.js'

const folder = join(projectFolder, 'dist', 'assets')
const read = (file: string) => readFileSync(join(folder, file), 'utf8')
const manifest = JSON.parse(read('manifest.json')) as Record<string, string>
const files = Object.values(manifest)
const scripts = files.filter((file) => file.endsWith('.js'))
const stylesheet = read(manifest['throughline.css'] ?? '')

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

describe('the built assets', () => {
  it('are those that the manifest names, each named by its content', () => {
    expect(readdirSync(folder).sort()).toEqual(['manifest.json', ...files].sort())
    for (const file of files) {
      const content = readFileSync(join(folder, file))
      const hash = createHash('sha256').update(content).update('\0').digest('hex')
      expect(file).toContain(`-${hash.slice(0, 12)}.`)
    }
  })

  it('have a stylesheet without GDS Transport, crown or crest', () => {
    expect(stylesheet).not.toMatch(/transport|crown|crest|logotype/iu)
    expect(stylesheet).toContain('Source Sans 3')
  })

  it('have a stylesheet that leads to files beside it only', () => {
    const named = [...stylesheet.matchAll(/url\(([^)]*)\)/gu)].map(([, address]) => address ?? '')
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((address) => !files.includes(address))).toEqual([])
    expect(stylesheet).not.toMatch(/@import|url\(["']?(?:https?:)?\/\//iu)
  })

  it('have scripts that import files beside them only, and do nothing that the policy forbids', () => {
    expect(scripts.length).toBeGreaterThan(2)
    for (const script of scripts) {
      const source = read(script)
      const imports = [...source.matchAll(/\bimport\b[^'";]*['"]([^'"]+)['"]/gu)].map(
        ([, name]) => name ?? '',
      )
      expect(imports.filter((name) => !files.includes(name.replace('./', '')))).toEqual([])
      expect(source).not.toMatch(/\beval\(|new Function\(|setAttribute\(["']style|sourceMappingURL/u)
    }
  })

  it('have rules for each thing that the templates ask of our own classes', () => {
    const asked = classesAsked()
    expect(asked.length).toBeGreaterThan(5)
    expect(asked.filter((name) => !stylesheet.includes(`.${name}`))).toEqual([])
  })
})

/** Our own classes in the templates of the pages; a class whose end is filled in counts by its beginning. */
function classesAsked(): string[] {
  const templates = join(projectFolder, 'templates')
  const sources = readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs') && !file.startsWith('reports'))
    .map((file) => readFileSync(join(templates, file), 'utf8'))
  const names = sources.flatMap((source) => source.match(/(?<=["\s])tl-[\w-]+/gu) ?? [])
  return [...new Set(names)].filter((name) => name !== 'tl-filter')
}

describe('serving the assets', () => {
  let served: ServedAssets

  beforeAll(async () => {
    served = await ServedAssets.start()
  })

  afterAll(async () => served.stop())

  it.each(files)('serves %s with its type, to be kept for a year', async (file) => {
    const { status, headers } = await served.get(`/assets/${file}`)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe(types[file.split('.').at(-1) ?? ''])
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('serves what the layout is told', async () => {
    for (const address of Object.values(assetsOf(folder))) {
      expect((await served.get(address)).status).toBe(200)
    }
  })

  it('asks anew for the manifest, whose name stays the same', async () => {
    const { headers } = await served.get('/assets/manifest.json')
    expect(headers.get('cache-control')).toBe('no-cache')
  })

  it('says so when a browser has the file already', async () => {
    const address = assetsOf(folder).stylesheet
    const etag = (await served.get(address)).headers.get('etag') ?? ''
    // Said aloud, since fetch would otherwise say that it wants no answer from a cache.
    const headers = { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' }
    expect((await served.get(address, headers)).status).toBe(304)
  })

  it.each([
    '/assets',
    '/assets/',
    '/assets/throughline-000000000000.css',
    '/assets/.env',
    '/assets/..%2fmain.js',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/assets/..%5cmain.js',
  ])('lists nothing and serves nothing else: %s', async (path) => {
    const { status, headers } = await served.get(path)
    expect(status).toBeGreaterThanOrEqual(403)
    expect(status).toBeLessThan(500)
    expect(headers.get('cache-control') ?? '').not.toContain('immutable')
  })
})
