import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { Clock } from '../clock/clock.js'
import { Illustrative } from '../config/illustrative.js'
import { readSettings } from '../config/settings.js'
import { Post } from './post.js'

/** Breaks the connection when it has heard this, in place of answering. */
type Breaks = 'EHLO' | '\r\n.\r\n'

/** A mail server that answers everything, up to a certain word. */
async function brokenServer(breaks: Breaks): Promise<Server> {
  const server = createServer((socket) => {
    let heard = ''
    socket.on('error', () => undefined)
    socket.write('220 mail.example.org\r\n')
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString()
      if (heard.includes(breaks)) {
        socket.destroy()
        return
      }
      if (/\r\nDATA\r\n[^]+/u.test(heard)) return
      socket.write(heard.endsWith('DATA\r\n') ? '354 Go on\r\n' : '250 Good\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

describe('a mail whose server goes away', () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-post-'))
  const letter = { to: 'jo@example.org', subject: 'Return due', text: 'Dear Jo\n', id: 'return-message-1' }

  beforeAll(() => {
    Logger.overrideLogger(false)
  })

  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  const sendTo = (server: Server) => {
    const { port } = server.address() as AddressInfo
    const settings = readSettings({ DATA_DIR: folder, SMTP_URL: `smtp://127.0.0.1:${port}` })
    return new Post(settings, new Clock(), new Illustrative()).send(letter)
  }

  it('is in doubt where the server had all of it, and said nothing', async () => {
    const server = await brokenServer('\r\n.\r\n')
    expect(await sendTo(server)).toMatchObject({ how: 'failed', inDoubt: true })
    server.close()
  })

  it('has plainly failed where the server was never given it', async () => {
    const server = await brokenServer('EHLO')
    expect(await sendTo(server)).not.toHaveProperty('inDoubt')
    server.close()
  })
})
