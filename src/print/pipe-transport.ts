import type { Readable, Writable } from 'node:stream'
import type { ConnectionTransport } from 'puppeteer-core'

/**
 * Speaks to the browser over two pipes: messages of JSON, each ended by a zero byte. A pipe, unlike a port, can be
 * reached by nobody else on the machine, and the browser ends when its other end goes away, however that came about.
 */
export class PipeTransport implements ConnectionTransport {
  onmessage?: (message: string) => void
  onclose?: () => void
  private pieces: Buffer[] = []

  constructor(
    private readonly toBrowser: Writable,
    fromBrowser: Readable,
  ) {
    // A browser that died leaves a broken pipe; its exit is what is acted upon.
    toBrowser.on('error', () => undefined)
    fromBrowser.on('error', () => undefined)
    fromBrowser.on('data', (chunk: Buffer) => this.take(chunk))
    fromBrowser.on('close', () => this.onclose?.())
  }

  send(message: string): void {
    this.toBrowser.write(`${message}\0`)
  }

  close(): void {
    this.toBrowser.end()
  }

  private take(chunk: Buffer): void {
    let from = 0
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      const message = Buffer.concat([...this.pieces, chunk.subarray(from, end)])
      this.pieces = []
      from = end + 1
      this.onmessage?.(message.toString('utf8'))
    }
    if (from < chunk.length) this.pieces.push(chunk.subarray(from))
  }
}
