import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { Printer } from '../../src/print/printer.service.js'
import { UpdatesService } from '../../src/updates/updates.service.js'
import { EditionVerification } from '../../src/reports/editions/edition-verification.service.js'
import { EditionWriting } from '../../src/reports/writing/edition-writing.service.js'
import { EditionsService } from '../../src/reports/making/editions.service.js'
import { KeptFiles, sha256Of } from '../../src/reports/editions/kept-files.js'
import type { ReportDetails } from '../../src/reports/api/report.view.js'
import { readPdf } from '../print/read-pdf.js'
import { firstPerson, issue, write } from '../support/edition.js'
import { openRaw } from '../support/raw-database.js'
import { bytesOf, checkedReport, printedReport } from '../support/report.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople } from '../support/visitor.js'

const img = { kind: 'img', asAt: '2013-12-31' }
const decisions = { items: [{ what: 'Name a lead', who: 'Home Office', byWhen: '2014-03-31' }] }

/** What is changed past the triggers, and put back. */
const restored = {
  edition: ['state', 'marking', 'known_by', 'data', 'data_sha256'],
  edition_step: ['author'],
  edition_part: ['revision'],
  edition_file: ['bytes', 'size', 'sha256'],
}

describe('an edition of the IMG report', () => {
  let service: TestService
  let id: string

  const blockersOf = async (of: string) => (await checkedReport(service, of)).blockers
  const verify = () => service.app.get(EditionVerification).verify(id)

  beforeAll(async () => {
    service = await TestService.start('sqlite', { at: seededAt })
    await makePeople(service, ['office'])
    id = (await printedReport(service, img)).id
  })
  afterAll(() => service.stop())

  it('is printed again for what was written while it printed, and never “printed” out of date', async () => {
    expect((await blockersOf(id)).map(({ part }) => part)).toEqual(['decisions'])
    const [person, writing] = [await firstPerson(service), service.app.get(EditionWriting)]
    const first = await writing.save(person, id, 'decisions', { revision: 0, content: decisions })
    const text = 'Half of the actions have a lead by now.'
    const name = 'theme.annual-report-2013.PW'
    const second = await writing.save(person, id, name, { revision: 0, content: { text } })
    await Promise.all([first.print, second.print])
    expect(await blockersOf(id)).toEqual([])
    const page = await bytesOf(service, `/api/v1/reports/${id}/html`)
    expect([page.body.includes('Name a lead'), page.body.includes(text)]).toEqual([true, true])
    const again = await writing.save(person, id, name, { revision: 1, content: { text } })
    expect(again.part.revision).toBe(1)
  })

  it('names an action of a marked plan only where it may', async () => {
    const knownBy = '2013-12-31T23:59:59.999Z'
    const asked = { kind: 'img', plan: null, title: 'For everybody', audience: 'public', knownBy } as const
    const draft = await service.app
      .get(EditionsService)
      .make(await firstPerson(service), { ...asked, wordsOf: id })
    expect(draft).toMatchObject({ audience: 'public', marking: null })
    await write(service, draft.id, { corrections: { text: 'See MER13‑**7.1** and AR13-PW-08.' } })
    const marked = (await blockersOf(draft.id)).filter(({ code }) => code === 'marked-action')
    expect(marked.map(({ href }) => href)).toEqual(['/actions/MER13-7.1'])
    const { headers } = await bytesOf(service, `/api/v1/reports/${draft.id}/pdf`)
    expect(headers.get('content-disposition')).not.toContain('OFFICIAL')
  })

  it('is issued with the page for a minister’s box; the page of a lead is made once and then kept', async () => {
    const report = await issue(service, id)
    expect(report.files.map(({ name }) => name)).toEqual([
      ...['box.html', 'box.pdf', 'csv', 'html', 'json', 'ods', 'pdf', 'xlsx'],
    ])
    const box = await bytesOf(service, `${report.links.pdf}?form=box`)
    expect((await readPdf(box.body)).pages).toBe(1)
    const lead = async () => (await bytesOf(service, `${report.links.pdf}?lead=home-office`)).body
    const made = await lead()
    const print = jest.spyOn(service.app.get(Printer), 'print').mockRejectedValue(new Error('printed again'))
    expect((await lead()).equals(made)).toBe(true)
    print.mockRestore()
    const files = (await service.get<ReportDetails>(`/reports/${id}`)).body.files
    expect(files.find(({ name }) => name === 'lead-home-office.pdf')?.sha256).toBe(sha256Of(made))
    const asked = { 'lead=nobody': 404, 'lead[a]=home-office': 422, 'lead=home-office&lead=nobody': 422 }
    for (const [query, status] of Object.entries(asked)) {
      expect([query, (await bytesOf(service, `${report.links.pdf}?${query}`)).status]).toEqual([
        query,
        status,
      ])
    }
    expect((await bytesOf(service, `${report.links.pdf}?lead=home-office&form=box`)).status).toBe(422)
  })

  it('rebuilds to the same bytes after a thousand later changes', async () => {
    const updates = service.app.get(UpdatesService)
    const { items } = (
      await service.get<{ items: { ref: string; revision: number }[] }>('/actions?pageSize=100')
    ).body
    for (let round = 0; round < 10; round += 1) {
      const confidence = round % 2 === 0 ? ('red' as const) : ('amber' as const)
      const changes = items.map(({ ref, revision }) => ({
        ref,
        said: { revision: revision + round, confidence, narrative: `Said in round ${round}.` },
      }))
      await updates.recordAll(await firstPerson(service), changes)
    }
    const after = (await service.get<{ items: { revision: number }[] }>('/actions?pageSize=100')).body.items
    const changed = after.reduce((sum, { revision }, at) => sum + revision - (items[at]?.revision ?? 0), 0)
    expect(changed).toBe(1000)
    expect(await verify()).toEqual({ whole: true, says: ['it rebuilds to the same bytes'] })
  })

  it('is told apart from what only looks different, and from what was changed', async () => {
    const printer = service.app.get(Printer)
    const print = jest.spyOn(printer, 'print').mockResolvedValue(Buffer.from('as a later browser prints it'))
    expect(await verify()).toEqual({
      whole: true,
      says: [expect.stringContaining('the templates or the printer have changed since')],
    })
    print.mockRestore()

    const raw = await openRaw(service.place)
    try {
      for (const trigger of ['frozen', 'file_no_update', 'step_no_update', 'part_no_update']) {
        await raw.run(`DROP TRIGGER tr_edition_${trigger}`)
      }
      /** What is said of a row so changed; afterwards it is as it was. */
      const changed = async (table: keyof typeof restored, set: string, where: string) => {
        await raw.run(`CREATE TEMP TABLE kept AS SELECT rowid AS row, * FROM ${table} WHERE ${where}`)
        await raw.run(`UPDATE ${table} SET ${set} WHERE ${where}`)
        const { says } = await verify()
        const back = restored[table].map((column) => `${column} = (SELECT ${column} FROM kept)`)
        await raw.run(`UPDATE ${table} SET ${back.join(', ')} WHERE rowid = (SELECT row FROM kept)`)
        await raw.run('DROP TABLE kept')
        return says
      }
      const [row] = await raw.rows(`SELECT data FROM edition WHERE id = '${id}'`)
      const data = JSON.parse(String(row?.data)) as { summary: { footing: { closing: number } } }
      const closing = data.summary.footing.closing
      data.summary.footing.closing = closing + 1
      const text = JSON.stringify(data)
      const set = `data = '${text.replaceAll("'", "''")}', data_sha256 = '${sha256Of(text)}'`
      expect(await changed('edition', set, `id = '${id}'`)).toEqual([
        'the data are not those of the kept file json',
        'the data are not those that were approved',
        'the data are not those that were issued',
        'the data differ from what the register gives',
        `summary, footing, closing: ${closing + 1} was kept, ${closing} was made`,
      ])
      expect(await changed('edition', `state = 'draft'`, `id = '${id}'`)).toContain(
        'it stands at “Draft”, but its steps lead to “Issued”',
      )
      expect(await changed('edition', `marking = 'SECRET'`, `id = '${id}'`)).toEqual([
        'the data differ from what the register gives',
        'frame, marking: “OFFICIAL” was kept, “SECRET” was made',
      ])
      expect(await changed('edition', `known_by = '2013-99-99T23:59:59.999Z'`, `id = '${id}'`)).toEqual([
        expect.stringMatching(/^it cannot be made from the register as the edition says/u),
      ])
      const approved = `edition_id = '${id}' AND to_state = 'approved'`
      expect(await changed('edition_step', `author = 'Nobody'`, approved)).toEqual([
        'step 2 is not what the audit trail tells',
      ])
      const part = `edition_id = '${id}' AND part = 'decisions'`
      expect(await changed('edition_part', 'revision = 7', part)).toEqual([
        'saving 7 of the part decisions is not what the audit trail tells',
        'the audit trail tells of savings that are not kept',
      ])
      const lead = `edition_id = '${id}' AND name = 'lead-home-office.pdf'`
      const forged = `bytes = 'AAAA', size = 3, sha256 = '${sha256Of(Buffer.alloc(3))}'`
      expect(await changed('edition_file', forged, lead)).toEqual([
        expect.stringContaining('the kept file lead-home-office.pdf is not what the audit trail tells'),
      ])
      expect(await verify()).toEqual({ whole: true, says: ['it rebuilds to the same bytes'] })
      const copied = `SELECT edition_id, 'docx', sha256, size, bytes, recorded_at FROM edition_file WHERE ${lead}`
      await raw.run(`INSERT INTO edition_file (edition_id, name, sha256, size, bytes, recorded_at) ${copied}`)
      await raw.run(`UPDATE edition_file SET bytes = '' WHERE edition_id = '${id}' AND name = 'csv'`)
      expect((await verify()).says).toEqual([
        expect.stringContaining('the kept file csv is not what was kept'),
        'the kept file docx is none that the audit trail tells of',
      ])
      await expect(service.app.get(KeptFiles).read(id, 'csv')).rejects.toThrow('is not what it was')
    } finally {
      await raw.close()
    }
  })
})
