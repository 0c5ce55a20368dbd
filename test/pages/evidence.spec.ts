import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openRaw } from '../support/raw-database.js'
import { action, say, sayWrongly } from '../support/register.js'
import { TestService } from '../support/service.js'
import { trailOf } from '../support/trail.js'
import { makePeople, type Visit, Visitor } from '../support/visitor.js'
import { officeFile, openDocumentFile, zipOf } from '../builders/zip.js'

const office = 'application/vnd.openxmlformats-officedocument'
const pdf = Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n')
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const docx = officeFile('word/document.xml', `${office}.wordprocessingml.document`)

/** A few hundred kilobytes that would unpack to 100 million bytes: in the document, and in what says its type. */
const bomb = officeFile('word/document.xml', `${office}.wordprocessingml.document`, ' '.repeat(100_000_000))
const bombInTypes = zipOf({ '[Content_Types].xml': ' '.repeat(100_000_000), 'word/document.xml': 'x' })

/** A file as a person chooses it; what the browser says of its type counts for nothing. */
const fileOf = (name: string, bytes: Buffer | string) =>
  new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { type: 'text/html' })

let service: TestService
let olive: Visitor
let carys: Visitor

beforeAll(async () => {
  service = await TestService.start('sqlite')
  await makePeople(service, ['office', 'owner', 'council', 'reader', 'administrator'])
  olive = await Visitor.signedIn(service, 'office')
  carys = await Visitor.signedIn(service, 'council')
})
afterAll(() => service.stop())

const form = (ref: string) => `/actions/${ref}/update`
const upload = (visitor: Visitor, ref: string, files: File[], more: Record<string, string> = {}) =>
  visitor.submit(form(ref), 'button[value=upload]', { file: files, ...more })

/** The files that the form lists, with their addresses. */
function filesOn({ document }: Visit): { name: string; href: string; about: string }[] {
  return [...document.querySelectorAll('#files li')].map((item) => ({
    name: item.querySelector('a')?.textContent ?? '',
    href: item.querySelector('a')?.getAttribute('href') ?? '',
    about: item.textContent,
  }))
}

const errorsOn = ({ document }: Visit) =>
  [...document.querySelectorAll('.govuk-error-summary__list a')].map((link) => link.textContent.trim())

/** Gives a file and records the update that it belongs to. */
async function record(visitor: Visitor, ref: string, file: File): Promise<string> {
  const page = await upload(visitor, ref, [file])
  const [given] = filesOn(page)
  await visitor.send(page, 'button[value=continue]', { narrative: 'Here is the proof.' })
  const done = await visitor.submit(`${form(ref)}/check`, 'main form button')
  expect([done.status, done.path]).toEqual([200, `/actions/${ref}`])
  return given?.href ?? ''
}

describe('a file given as evidence', () => {
  it.each([
    ['a.pdf', pdf, 'PDF, 48 bytes'],
    ['a.docx', docx, 'Word (DOCX)'],
    ['a.xlsx', officeFile('xl/workbook.xml', `${office}.spreadsheetml.sheet`), 'Excel (XLSX)'],
    [
      'a.pptx',
      officeFile('ppt/presentation.xml', `${office}.presentationml.presentation`),
      'PowerPoint (PPTX)',
    ],
    ['a.odt', openDocumentFile('text'), 'OpenDocument text (ODT)'],
    ['a.ods', openDocumentFile('spreadsheet'), 'OpenDocument spreadsheet (ODS)'],
    ['a.odp', openDocumentFile('presentation'), 'OpenDocument slides (ODP)'],
    ['a.png', png, 'PNG'],
    ['A.JPG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]), 'JPEG'],
    ['a.csv', Buffer.from('ref;wörds\nMER13-7.1;=1+1\n'), 'CSV'],
    ['a.txt', Buffer.from('BM and MZ begin other files. Größe: 5 > 3\n'), 'plain text'],
  ])('may be %s', async (name, bytes, about) => {
    const page = await upload(carys, 'MER13-7.1', [fileOf(name, bytes)])
    expect(errorsOn(page)).toEqual([])
    const given = filesOn(page).at(-1)
    expect([given?.name, given?.about]).toEqual([name, expect.stringContaining(about)])
    await carys.send(page, `button[value="remove-file ${given?.href.split('/').at(-1) ?? ''}"]`)
  })

  it.each([
    ['page.html', '<!doctype html><script>alert(1)</script>'],
    ['page.txt', '  <HTML><script>alert(1)</script>'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['drawing.csv', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['macros.docm', officeFile('word/document.xml', 'application/vnd.ms-word.document.macroEnabled')],
    ['macros.docx', officeFile('word/document.xml', 'application/vnd.ms-word.document.macroEnabled')],
    ['program.exe', Buffer.from('MZ\x90\0\x03')],
    ['program.pdf', Buffer.from('MZ\x90\0\x03')],
    ['archive.zip', zipOf({ 'a.txt': 'a' })],
    ['archive.docx', zipOf({ 'a.txt': 'a' })],
    ['binary.txt', Buffer.from([0x61, 0, 0x62])],
    ['latin.csv', Buffer.from([0x77, 0xf6, 0x72, 0x64, 0x73])],
    ['words', 'no ending'],
  ])('may not be %s', async (name, bytes) => {
    const page = await upload(carys, 'MER13-7.1', [fileOf(name, bytes)])
    expect(page.status).toBe(422)
    expect(page.document.title).toMatch(/^Error: /u)
    expect(errorsOn(page)).toEqual([
      expect.stringContaining(`“${name}” must be one of these kinds of file: PDF`),
    ])
    expect(page.document.querySelector('#file-error')?.textContent).toContain(name)
    expect(filesOn(page)).toEqual([])
  })

  it('is refused when it is empty, or when its name says something else', async () => {
    const empty = await upload(carys, 'MER13-7.1', [fileOf('empty.pdf', '')])
    expect(errorsOn(empty)).toEqual(['“empty.pdf” is empty.'])
    const other = await upload(carys, 'MER13-7.1', [fileOf('letter.docx', pdf)])
    expect(errorsOn(other)).toEqual(['“letter.docx” holds a PDF file, but its name does not end in .pdf.'])
  })

  it('may hold 10 MB and no more; what was typed stays', async () => {
    const most = Buffer.concat([pdf, Buffer.alloc(10_000_000 - pdf.length, ' ')])
    const full = await upload(carys, 'MER13-7.3', [fileOf('full.pdf', most)])
    expect(filesOn(full)).toMatchObject([{ name: 'full.pdf', about: expect.stringContaining('PDF, 10 MB') }])
    const over = await upload(
      carys,
      'MER13-7.4',
      [fileOf('over.pdf', Buffer.concat([most, Buffer.from(' ')])), fileOf('small.pdf', pdf)],
      { narrative: 'Typed before.', nextStep: 'Typed after.' },
    )
    expect(over.status).toBe(422)
    expect(errorsOn(over)).toEqual(['“over.pdf” must be smaller than 10 MB.'])
    expect(filesOn(over)).toMatchObject([{ name: 'small.pdf' }])
    expect(over.document.querySelector('#narrative')?.textContent).toBe('Typed before.')
    expect(over.document.querySelector('#nextStep')?.textContent).toBe('Typed after.')
  })

  it('can be one of ten', async () => {
    const files = Array.from({ length: 11 }, (_, place) => fileOf(`${place + 1}.pdf`, pdf))
    const page = await upload(carys, 'MER13-7.5', files)
    expect(errorsOn(page)).toEqual(['“11.pdf” is one too many: an update can have 10 files.'])
    expect(filesOn(page)).toHaveLength(10)
    const more = await upload(carys, 'MER13-7.5', [fileOf('12.pdf', pdf)])
    expect(errorsOn(more)).toEqual(['“12.pdf” is one too many: an update can have 10 files.'])
  })

  it('that would unpack to very much is stored as it is, and not unpacked', async () => {
    const page = await upload(carys, 'MER13-7.6', [fileOf('bomb.docx', bomb)])
    expect(filesOn(page)).toMatchObject([
      { name: 'bomb.docx', about: expect.stringContaining(`${Math.round(bomb.length / 1000)} KB`) },
    ])
    const refused = await upload(carys, 'MER13-7.6', [fileOf('types.docx', bombInTypes)])
    expect([refused.status, filesOn(refused).length]).toEqual([422, 1])
  })

  it('has a name that is only a name', async () => {
    const page = await upload(carys, 'MER13-7.7', [
      fileOf('..\\..\\etc/../“Report” \u202efdp.exe für.pdf', pdf),
      fileOf(`${'long '.repeat(80)}.pdf`, pdf),
    ])
    const [odd, long] = filesOn(page).map(({ name }) => name)
    expect(odd).toBe('“Report” fdp.exe für.pdf')
    expect(long).toHaveLength(200)
    expect(long).toMatch(/\.pdf$/u)
  })

  it('is kept under its SHA-256, for the service’s own user only', async () => {
    const bytes = Buffer.concat([pdf, Buffer.from('kept')])
    await upload(carys, 'MER13-7.8', [fileOf('kept.pdf', bytes)])
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const folder = join(service.place.folder, 'evidence')
    expect(readFileSync(join(folder, sha256)).equals(bytes)).toBe(true)
    expect(statSync(join(folder, sha256)).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
    const lines = await trailOf(service, 'evidence.given')
    expect(lines.at(-1)).toMatchObject({
      actor: 'Carys Council',
      subject: 'MER13-7.8',
      details: { sha256, size: bytes.length },
    })
  })
})

describe('a file of an update', () => {
  it('is evidence of the action, and a download that no browser opens within the service', async () => {
    const href = await record(carys, 'MER13-7.9', fileOf('Protokoll „März“.pdf', pdf))
    const { latestUpdate } = await action(service, 'MER13-7.9')
    expect(latestUpdate?.evidence).toEqual([{ title: 'Protokoll „März“.pdf', url: href }])
    const page = await carys.get('/actions/MER13-7.9')
    expect(page.document.querySelector('#updates')?.textContent).toContain('PDF, 48 bytes')

    const answer = await olive.fetch(href)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('Content-Type')).toBe('application/pdf')
    expect(answer.headers.get('Content-Disposition')).toBe(
      `attachment; filename="Protokoll ?M?rz?.pdf"; filename*=UTF-8''Protokoll%20%E2%80%9EM%C3%A4rz%E2%80%9C.pdf`,
    )
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(answer.headers.get('Content-Security-Policy')).toBe(`default-src 'none'; sandbox`)
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true)
    const lines = await trailOf(service, 'evidence.read')
    expect(lines.at(-1)).toMatchObject({ actor: 'Olive Office', subject: 'MER13-7.9' })
  })

  it('opens for those only who may see the action', async () => {
    const href = await record(olive, 'AR13-PW-08', fileOf('plan.txt', 'Plan'))
    const [owner, reader, administrator] = [
      await Visitor.signedIn(service, 'owner'),
      await Visitor.signedIn(service, 'reader'),
      await Visitor.signedIn(service, 'administrator'),
    ]
    const statuses = await Promise.all(
      [reader, carys, owner, administrator].map(async (visitor) => (await visitor.fetch(href)).status),
    )
    expect(statuses).toEqual([200, 403, 403, 403])
    const stranger = await new Visitor(service).fetch(href)
    expect([stranger.status, stranger.headers.get('Location')]).toEqual([
      303,
      `/sign-in?next=${encodeURIComponent(href)}`,
    ])
    expect((await reader.fetch('/evidence/nothing')).status).toBe(404)
    const types = (await reader.fetch(href)).headers.get('Content-Type')
    expect(types).toBe('text/plain; charset=utf-8')
  })

  it('is seen by nobody else until the update is recorded', async () => {
    const [given] = filesOn(await upload(carys, 'MER13-A', [fileOf('draft.pdf', pdf)]))
    expect((await carys.fetch(given?.href ?? '')).status).toBe(200)
    expect((await olive.fetch(given?.href ?? '')).status).toBe(404)
  })

  it('is not handed out when its bytes are not those that were given', async () => {
    const bytes = Buffer.concat([pdf, Buffer.from('to be altered')])
    const href = await record(carys, 'MER13-B', fileOf('altered.pdf', bytes))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    writeFileSync(join(service.place.folder, 'evidence', sha256), 'something else')
    const page = await carys.get(href)
    expect(page.status).toBe(500)
    expect(page.document.querySelector('main')?.textContent).toContain('restored from a backup')
    const given = await trailOf(service, 'evidence.read')
    expect(given.some(({ details }) => href.endsWith(String(details.file)))).toBe(false)
  })

  it('cannot be evidence of another action, by the form or by the API', async () => {
    const href = await record(olive, 'BRO12-S2', fileOf('own.txt', 'Own'))
    expect((await say(service, 'BRO12-S2', { evidence: [{ title: 'Again', url: href }] })).status).toBe(201)
    const other = await sayWrongly(service, 'BRO12-S3', { evidence: [{ title: 'Theirs', url: href }] })
    expect([other.status, other.body.errors]).toEqual([
      422,
      [{ field: 'evidence', message: '“Theirs” is not a file that was given for BRO12-S3.' }],
    ])
    for (const url of ['/evidence/x', '/etc/passwd', `/evidence/${'x'.repeat(32)}`, '//example.org/a']) {
      expect((await sayWrongly(service, 'BRO12-S3', { evidence: [{ title: 'A', url }] })).status).toBe(422)
    }
    const taken = await olive.submit(form('BRO12-S3'), 'button[value=save]', {
      'file-1-id': href.split('/').at(-1) ?? '',
    })
    expect(filesOn(taken)).toEqual([])
  })

  it('can be taken from a draft again', async () => {
    const page = await upload(olive, 'BRO12-S4', [fileOf('one.txt', 'One'), fileOf('two.txt', 'Two')])
    const [one] = filesOn(page)
    const id = one?.href.split('/').at(-1) ?? ''
    const after = await olive.send(page, `button[value="remove-file ${id}"]`)
    expect(filesOn(after)).toMatchObject([{ name: 'two.txt' }])
  })

  it('stays what it is: its row refuses every change', async () => {
    const database = await openRaw(service.place)
    for (const change of [`UPDATE evidence_file SET name = 'x'`, 'DELETE FROM evidence_file']) {
      const answer = await database.run(change).then(() => 'done', String)
      expect(answer).toContain('evidence_file is append-only')
    }
    await database.close()
  })

  it('is refused from whoever may not update the action', async () => {
    const reader = await Visitor.signedIn(service, 'reader')
    const csrf = (await reader.get('/actions/BRO12-S1')).document.querySelector('[name=_csrf]')
    const body = new FormData()
    body.append('_csrf', csrf?.getAttribute('value') ?? '')
    body.append('file', fileOf('a.pdf', pdf))
    const answer = await reader.fetch(form('BRO12-S1'), { method: 'POST', body })
    expect(answer.status).toBe(403)
    expect((await trailOf(service, 'access.refused')).at(-1)).toMatchObject({ actor: 'Rob Reader' })
  })
})
