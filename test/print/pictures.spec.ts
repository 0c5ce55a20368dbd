import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { NoSuchPicture, pageCountOf, pagePicture } from '../../src/print/page-pictures.js'
import { PictureShelf } from '../../src/print/pictures/picture-shelf.js'
import { PrinterOptions } from '../../src/print/print-options.js'
import { Printer } from '../../src/print/printer.service.js'

const html = `<!doctype html><html lang="en-GB"><head><style>@page { size: A4 } h2 { break-before: page }
  .ink { background: #9c1420; height: 40mm; -webkit-print-color-adjust: exact }</style></head>
  <body><h1>One</h1><div class="ink"></div><h2>Two</h2></body></html>`

/** The width and the height that a PNG says it has. */
const sizeOf = (png: Buffer): [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)]

describe('pictures of pages', () => {
  let pdf: Buffer

  beforeAll(async () => {
    const printer = new Printer(new PrinterOptions({ chromePath: process.env['CHROME_PATH'] }))
    pdf = await printer.print(html, { title: 'Two pages', dated: '2013-12-31T23:59:59Z' })
    await printer.close()
  })

  it('are PNGs of the width asked for, each page its own', async () => {
    expect(await pageCountOf(pdf)).toBe(2)
    const [one, two] = await Promise.all([pagePicture(pdf, 1, 300), pagePicture(pdf, 2, 300)])
    expect(one.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(sizeOf(one)).toEqual([300, 425])
    expect(sizeOf(two)).toEqual([300, 425])
    expect(two.equals(one)).toBe(false)
    expect(sizeOf(await pagePicture(pdf, 1, 700))).toEqual([700, 991])
  })

  it('are the same bytes for the same page, drawn again', async () => {
    const before = await pagePicture(pdf, 1, 301)
    const { drawPage } = await import('../../src/print/pictures/draw-page.js')
    const again = await drawPage({ sha256: 'another', bytes: pdf, page: 1, widthPx: 301 })
    expect(Buffer.from(again).equals(before)).toBe(true)
  })

  it.each([
    [0, 300],
    [3, 300],
    [1.5, 300],
    [1, 10],
    [1, 5000],
  ])('are refused where there is none: page %d, %d pixels wide', async (page, width) => {
    await expect(pagePicture(pdf, page, width)).rejects.toThrow(NoSuchPicture)
  })

  it('are drawn once for all who ask at the same time, and kept, the oldest going first', async () => {
    const shelf = new PictureShelf(100)
    let drawn = 0
    const draw = async (): Promise<Buffer> => {
      drawn += 1
      return Buffer.alloc(40)
    }
    await Promise.all([shelf.find('a', draw), shelf.find('a', draw), shelf.find('a', draw)])
    expect(drawn).toBe(1)
    await shelf.find('b', draw)
    await shelf.find('a', draw)
    await shelf.find('c', draw)
    expect(drawn).toBe(3)
    await shelf.find('a', draw)
    expect(drawn).toBe(3)
    await shelf.find('b', draw)
    expect(drawn).toBe(4)
    await expect(shelf.find('d', async () => Promise.reject(new Error('no ink')))).rejects.toThrow('no ink')
    await shelf.find('d', draw)
    expect(drawn).toBe(5)
  })

  afterAll(async () => {
    await (await import('../../src/print/pictures/draw-page.js')).closeDocument()
  })
})
