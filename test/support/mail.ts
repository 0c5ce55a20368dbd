import { readdirSync, readFileSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { Afterwards } from '../../src/accounts/afterwards.js'
import type { TestService } from './service.js'

/** A mail server as others run one: it takes mail over SMTP and keeps it. */
export class MailServer {
  readonly mails: ParsedMail[] = []
  /** It answers every mail with a refusal. */
  refuses = false
  /** What it waits for before it greets whoever connects, and before it says that it has taken a mail. */
  beforeGreeting: () => Promise<void> = () => Promise.resolve()
  beforeAnswer: () => Promise<void> = () => Promise.resolve()
  private readonly server: SMTPServer

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      // Its certificate is one of its own making, as on many machines; nobody's mail goes here.
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onConnect: (_session, done) => {
        void this.beforeGreeting().then(() => done())
      },
      onRcptTo: (_address, _session, done) => {
        done(this.refuses ? new Error('The letter box is full') : null)
      },
      onData: (stream, _session, done) => {
        simpleParser(stream).then(
          (mail) => {
            this.mails.push(mail)
            void this.beforeAnswer().then(() => done())
          },
          (error: unknown) => done(error as Error),
        )
      },
    })
  }

  static async start(): Promise<MailServer> {
    const mailServer = new MailServer()
    await new Promise<void>((resolve, reject) => {
      mailServer.server.on('error', reject)
      mailServer.server.listen(0, '127.0.0.1', resolve)
    })
    return mailServer
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo
    return `smtp://127.0.0.1:${port}`
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve))
  }
}

export interface WrittenMail {
  file: string
  /** Who may read the file: its permissions. */
  mode: number
  raw: string
  mail: ParsedMail
}

/** The mails that the service has written into its data folder, once it has done all that it does after an answer. */
export async function writtenMails(service: TestService): Promise<WrittenMail[]> {
  await service.app.get(Afterwards).settled()
  const folder = join(service.place.folder, 'mail')
  const files = readdirSync(service.place.folder).includes('mail') ? readdirSync(folder).sort() : []
  return Promise.all(
    files.map(async (file) => {
      const raw = readFileSync(join(folder, file), 'utf8')
      const mode = statSync(join(folder, file)).mode & 0o777
      return { file, mode, raw, mail: await simpleParser(raw) }
    }),
  )
}

/** The address of the one link in a mail, from the root: `/sign-in/link/...` */
export function linkIn(mail: ParsedMail | undefined): string {
  const links = mail?.text?.match(/https?:\/\/\S+\/sign-in\/link\/\S+/gu) ?? []
  const [link, ...others] = links
  if (!link || others.length > 0) throw new Error(`Not one link in this mail: ${mail?.text ?? 'none'}`)
  return new URL(link).pathname
}
