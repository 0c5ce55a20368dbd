import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Letters } from '../../src/mail/letters.js'
import { Post } from '../../src/mail/post.js'
import { MailServer, writtenMails } from '../support/mail.js'
import { TestService } from '../support/service.js'

const letter = {
  to: 'zoë.o’hara+x@example.org',
  subject: 'Your account',
  text: `Dear Zoë,\n\nthe link\n\nhttp://127.0.0.1:3000/sign-in/link/${'x'.repeat(43)}?a=b\n`,
}

describe('mail without a server', () => {
  let service: TestService

  beforeAll(async () => {
    service = await TestService.start('sqlite', { seed: 'none', at: '2013-12-31T09:00:00.000Z' })
  })

  afterAll(() => service.stop())

  it('is written into the data folder, where only its owner reads it', async () => {
    const delivery = await service.app.get(Post).send(letter)
    const [written] = await writtenMails(service)
    expect(delivery).toEqual({ how: 'written', file: join('mail', written?.file ?? '') })
    expect(written?.file).toMatch(/^2013-12-31T09-00-00-000Z-zo_.o_hara_x@example.org-[0-9a-f]{6}\.eml$/u)
    expect(written?.mode).toBe(0o600)
    expect(statSync(join(service.place.folder, 'mail')).mode & 0o777).toBe(0o700)
    expect(written?.mail).toMatchObject({ subject: letter.subject, date: new Date('2013-12-31T09:00:00Z') })
    expect(written?.mail.text).toBe(letter.text)
    expect(written?.mail.from?.value).toEqual([
      { name: 'Throughline', address: 'throughline@example.invalid' },
    ])
    expect(written?.mail.headers.get('auto-submitted')).toBe('auto-generated')
  })

  it('keeps a link in one piece for whoever opens the file itself', async () => {
    const text = letter.text.replace('Zoë', 'Zoe')
    await service.app.get(Post).send({ ...letter, to: 'zoe@example.org', text })
    const written = (await writtenMails(service)).find(({ file }) => file.includes('zoe@'))
    expect(written?.raw).toContain(`\r\nhttp://127.0.0.1:3000/sign-in/link/${'x'.repeat(43)}?a=b\r\n`)
  })

  it('cannot be given another header or another reader by what stands in it', async () => {
    const to = 'one@example.org, two@example.org'
    await service.app.get(Post).send({ ...letter, to, subject: 'Hello\r\nBcc: three@example.org' })
    const [written] = (await writtenMails(service)).filter(({ raw }) => raw.includes('Hello'))
    expect(written?.mail.bcc).toBeUndefined()
    expect(written?.mail.headers.has('bcc')).toBe(false)
    expect(written?.mail.to).toMatchObject({ value: [{ name: '' }] })
  })

  it('escapes nothing: it is no markup', () => {
    const facts = { name: 'A & <b>B</b>', what: 'It’s “done”', when: 'now', link: 'x', address: 'y' }
    const { subject, text } = service.app.get(Letters).write('changed', 'a@example.org', facts)
    expect(subject).toBe('Your account on Throughline was changed')
    expect(text).toMatch(/^Dear A & <b>B<\/b>,\n\nIt’s “done” on now\.\n/u)
  })

  it('says what it lacks where a letter is not told all', () => {
    expect(() => service.app.get(Letters).write('changed', 'a@example.org', { name: 'A' })).toThrow(/"what"/u)
  })

  it('is told as failed where nothing can be written', async () => {
    const other = await TestService.start('sqlite', { seed: 'none' })
    writeFileSync(join(other.place.folder, 'mail'), 'a file where the folder should be')
    expect(await other.app.get(Post).send(letter)).toEqual({ how: 'failed', file: null })
    await other.stop()
  })
})

describe('mail with a server', () => {
  let server: MailServer
  let service: TestService

  beforeAll(async () => {
    server = await MailServer.start()
    const settings = {
      SMTP_URL: server.url,
      MAIL_FROM: 'office@example.org',
      PUBLIC_URL: 'https://tl.example.org',
    }
    service = await TestService.start('sqlite', { seed: 'none', settings })
  })

  afterAll(async () => {
    await service.stop()
    await server.stop()
  })

  it('is sent', async () => {
    expect(await service.app.get(Post).send({ ...letter, to: 'zoe@example.org' })).toEqual({ how: 'sent' })
    expect(server.mails).toHaveLength(1)
    const [mail] = server.mails
    expect(mail).toMatchObject({ subject: letter.subject, text: letter.text })
    expect(mail?.to).toMatchObject({ value: [{ address: 'zoe@example.org' }] })
    expect(mail?.from).toMatchObject({ value: [{ name: 'Throughline', address: 'office@example.org' }] })
    expect(mail?.messageId).toMatch(/@tl\.example\.org>$/u)
    expect(await writtenMails(service)).toEqual([])
  })

  it('is kept in the data folder where the server refuses it', async () => {
    server.refuses = true
    const delivery = await service.app.get(Post).send({ ...letter, to: 'full@example.org' })
    server.refuses = false
    const [written] = await writtenMails(service)
    expect(delivery).toEqual({ how: 'failed', file: join('mail', written?.file ?? '') })
    expect(written?.mail.text).toBe(letter.text)
  })

  it('is kept in the data folder where nobody answers', async () => {
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const { port } = gone.address() as { port: number }
    await new Promise((resolve) => gone.close(resolve))
    const settings = { SMTP_URL: `smtp://user:secret-of-the-server@127.0.0.1:${port}` }
    const other = await TestService.start('sqlite', { seed: 'none', settings })
    mkdirSync(join(other.place.folder, 'mail'))
    expect(await other.app.get(Post).send(letter)).toMatchObject({
      how: 'failed',
      file: expect.stringMatching(/\.eml$/u),
    })
    await other.stop()
  })
})
