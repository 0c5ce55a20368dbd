import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { PrinterOptions } from '../../src/print/print-options.js'
import { Printer } from '../../src/print/printer.service.js'
import { readPdf } from './read-pdf.js'

const request = { title: 'A page that wants out', dated: '2013-12-31T00:00:00Z' }

/** Every way for a page to fetch something, with the place to fetch it from. */
const ways: [name: string, html: (place: string) => string][] = [
  ['picture', (at) => `<img src="${at}/a.png" srcset="${at}/b.png 2x">`],
  ['lazy picture', (at) => `<img loading="lazy" src="${at}/lazy.png">`],
  ['style', (at) => `<style>body { background: url(${at}/css.png) }</style>`],
  ['imported style', (at) => `<style>@import url('${at}/import.css');</style>`],
  ['linked style', (at) => `<link rel="stylesheet" href="${at}/link.css">`],
  [
    'font',
    (at) => `<style>@font-face { font-family: X; src: url(${at}/x.woff2) } p { font-family: X }</style>`,
  ],
  ['frame', (at) => `<iframe src="${at}/frame.html"></iframe>`],
  ['frame in a frame', (at) => `<iframe srcdoc="<iframe src='${at}/inner.html'></iframe>"></iframe>`],
  ['data frame', (at) => `<iframe src="data:text/html,<img src='${at}/data.png'>"></iframe>`],
  ['object', (at) => `<object data="${at}/object.html" type="text/html"></object>`],
  ['embed', (at) => `<embed src="${at}/embed.html" type="text/html">`],
  ['refresh', (at) => `<meta http-equiv="refresh" content="0; url=${at}/refresh.html">`],
  ['drawing', (at) => `<svg><image href="${at}/svg.png"/><use href="${at}/svg.svg#a"/></svg>`],
  [
    'drawing as data',
    (at) =>
      `<img src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='${at}/d.png'/></svg>">`,
  ],
  ['film', (at) => `<video src="${at}/film.mp4" poster="${at}/poster.png" autoplay></video>`],
  [
    'script',
    (at) => `<script src="${at}/script.js"></script><script type="module" src="${at}/module.js"></script>`,
  ],
  [
    'hints',
    (at) => `<link rel="preload" as="image" href="${at}/pre.png"><link rel="prefetch" href="${at}/pre.html">`,
  ],
  ['connection', (at) => `<link rel="preconnect" href="${at}"><link rel="dns-prefetch" href="${at}">`],
  ['icon', (at) => `<link rel="icon" href="${at}/icon.png"><link rel="manifest" href="${at}/manifest.json">`],
  ['base', (at) => `<base href="${at}/"><img src="relative.png">`],
]

describe('a page that is printed', () => {
  const printer = new Printer(new PrinterOptions({ chromePath: process.env['CHROME_PATH'] }))
  const folder = mkdtempSync(join(tmpdir(), 'throughline-isolation-'))
  let server: Server
  let place: string
  let connections = 0

  beforeAll(async () => {
    server = createServer((_, response) => response.end('<p>FETCHED</p>'))
    server.on('connection', () => (connections += 1))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    place = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  beforeEach(() => {
    connections = 0
  })
  afterAll(async () => {
    await printer.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true })
  })

  const printedText = async (html: string): Promise<string> =>
    (
      await readPdf(
        await printer.print(`<!doctype html><html lang="en"><body>${html}<p>Own words</p>`, request),
      )
    ).text.join(' ')

  it('would have been able to reach the server', async () => {
    expect(await (await fetch(place)).text()).toContain('FETCHED')
    expect(connections).toBe(1)
  })

  it.each(ways)('does not reach the network by a %s', async (_, html) => {
    const localhost = place.replace('127.0.0.1', 'localhost')
    const text = await printedText(html(place) + html(localhost))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(text).toContain('Own words')
    expect(text).not.toContain('FETCHED')
    expect(connections).toBe(0)
  })

  it('does not read files', async () => {
    for (const name of ['frame.html', 'object.html', 'embed.html', 'inner.html', 'refresh.html']) {
      writeFileSync(join(folder, name), '<p>READ</p>')
    }
    for (const name of ['import.css', 'link.css']) {
      writeFileSync(join(folder, name), 'body::before { content: "READ" }')
    }
    const at = pathToFileURL(folder).href
    const text = await printedText(ways.map(([, html]) => html(at)).join('\n'))
    expect(text).toContain('Own words')
    expect(text).not.toContain('READ')
  })

  it('runs no script', async () => {
    const mark = `document.body.textContent = 'RAN'`
    const text = await printedText(`
      <script>${mark}</script><script type="module">${mark}</script>
      <img src="data:image/png;base64,broken" onerror="${mark}">
      <body onload="${mark}"><svg onload="${mark}"></svg>
      <iframe srcdoc="<script>parent.${mark}</script>"></iframe>
      <noscript>Without scripts</noscript>`)
    expect(text).toContain('Own words')
    expect(text).toContain('Without scripts')
    expect(text).not.toContain('RAN')
  })

  it('prints the pictures that it carries', async () => {
    const square = `<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text y='9'>DRAWN</text></svg>`
    const bare = await printer.print('<p>Own words', request)
    const drawn = await printer.print(
      `<p>Own words<img src="data:image/svg+xml,${encodeURIComponent(square)}">`,
      request,
    )
    expect(drawn.length).toBeGreaterThan(bare.length)
  })
})
