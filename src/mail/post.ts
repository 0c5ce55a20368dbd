import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Injectable, Logger } from '@nestjs/common'
import type { SendMailOptions } from 'nodemailer'
import { Clock } from '../clock/clock.js'
import { Illustrative } from '../config/illustrative.js'
import { Settings } from '../config/settings.js'
import type { Letter } from './letters.js'

/**
 * What became of a letter: `sent` by the mail server; `written` into the data folder, where no server is set; or `failed`,
 * with the file that keeps it where it could at least be written. A failure is `inDoubt` where the connection broke in the
 * middle, so that the server may have taken the letter all the same.
 */
export type Delivery =
  { how: 'sent' } | { how: 'written'; file: string } | { how: 'failed'; file: string | null; inDoubt?: true }

/** A server that does not answer must not hold up the person who waits for the page. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
const nothingFromOutside = { disableFileAccess: true, disableUrlAccess: true }

/**
 * Sends letters, through the mail server where one is set; of a demonstration none leaves this machine. Never throws: a
 * letter is the last step of something done.
 */
@Injectable()
export class Post {
  private readonly logger = new Logger('Mail')

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly illustrative: Illustrative,
  ) {}

  async send(given: Letter): Promise<Delivery> {
    const { notice } = this.illustrative
    const letter = notice === null ? given : noticed(given, notice)
    const message = this.messageOf(letter)
    const { SMTP_URL: url } = this.settings
    if (url === undefined || notice !== null) {
      const file = await this.keep(letter, message)
      return file === null ? { how: 'failed', file } : { how: 'written', file }
    }
    const sending = { begun: false }
    try {
      const { createTransport } = await mailer()
      const transport = createTransport({ url, ...patience, ...nothingFromOutside })
      transport.use('stream', ({ message: mail }, done) => {
        mail.processFunc((stream) => {
          sending.begun = true
          return stream
        })
        done()
      })
      await transport.sendMail(message)
      return { how: 'sent' }
    } catch (error) {
      const file = await this.keep(letter, message)
      this.logger.error(
        `The mail server did not take a mail (kept as ${file ?? 'nothing'}): ${reason(error)}`,
      )
      return { how: 'failed', file, ...(sending.begun && !wasAnswered(error) ? { inDoubt: true } : {}) }
    }
  }

  private messageOf({ to, subject, text, id }: Letter): SendMailOptions {
    return {
      ...nothingFromOutside,
      from: { name: 'Throughline', address: this.settings.MAIL_FROM },
      to: { name: '', address: to },
      subject,
      text,
      date: new Date(this.clock.now()),
      messageId: `<${id ?? randomUUID()}@${new URL(this.settings.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    }
  }

  /** Writes it where only the service's own user reads it; answers with its name in the data folder. */
  private async keep(letter: Letter, message: SendMailOptions): Promise<string | null> {
    const when = this.clock.now().replaceAll(/[:.]/gu, '-')
    const whom = letter.to.replaceAll(/[^a-z0-9@.-]/giu, '_').slice(0, 100)
    const file = join('mail', `${when}-${whom}-${randomBytes(3).toString('hex')}.eml`)
    const folder = resolve(this.settings.DATA_DIR)
    try {
      const { createTransport } = await mailer()
      const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
      const { message: bytes } = await writer.sendMail(message)
      await mkdir(join(folder, 'mail'), { recursive: true, mode: 0o700 })
      await writeFile(join(folder, file), readable((bytes as Buffer).toString(), letter.text), {
        mode: 0o600,
        flag: 'wx',
      })
      return file
    } catch (error) {
      this.logger.error(`A mail could not be written into the data folder: ${reason(error)}`)
      return null
    }
  }
}

/** The letter with what must be said of its data, in its subject and before its text. */
function noticed(letter: Letter, notice: string): Letter {
  return {
    ...letter,
    subject: `${notice}: ${letter.subject}`,
    text: `${notice}: this letter comes from a demonstration, and nothing in it is real.\n\n${letter.text}`,
  }
}

/** Loaded with the first letter: it is large, and many a service never sends one. */
const mailer = () => import('nodemailer')

/** Whether the mail server itself said no: then it has not taken the mail. */
function wasAnswered(error: unknown): boolean {
  return error instanceof Error && 'responseCode' in error && error.responseCode !== undefined
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The mail with its text as it is: whoever opens the file itself finds the link in one piece. */
function readable(mail: string, text: string): string {
  const [head = ''] = mail.split('\r\n\r\n')
  const unencoded = head.replace(/^Content-Transfer-Encoding: .*$/mu, 'Content-Transfer-Encoding: 8bit')
  return `${unencoded}\r\n\r\n${text.replaceAll('\n', '\r\n')}`
}
