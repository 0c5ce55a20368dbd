import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Logger } from '@nestjs/common'
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals'
import { AuditTrail } from '../../src/audit/trail.service.js'
import { Composer } from '../../src/reports/making/composer.service.js'
import { endOfDay } from '../../src/clock/dates.js'
import type { EditablePart } from '../../src/reports/writing/editable-part.js'
import { EditionMoves } from '../../src/reports/issuing/edition-moves.service.js'
import { EditionVerification } from '../../src/reports/editions/edition-verification.service.js'
import { EditionsService } from '../../src/reports/making/editions.service.js'
import { EditionWriting } from '../../src/reports/writing/edition-writing.service.js'
import { sha256Of } from '../../src/reports/editions/kept-files.js'
import { PartConflict } from '../../src/reports/report-errors.js'
import type { ReportDetails } from '../../src/reports/api/report.view.js'
import type { ScrutinyReport } from '../../src/reports/scrutiny/scrutiny.model.js'
import { personOf } from '../support/account-people.js'
import { firstPerson, issue, send, write } from '../support/edition.js'
import { databaseKinds } from '../support/places.js'
import { openRaw } from '../support/raw-database.js'
import { type ProblemBody, say } from '../support/register.js'
import { bytesOf, checkedReport, printedReport } from '../support/report.js'
import { seededAt, TestService } from '../support/service.js'
import { makePeople } from '../support/visitor.js'

const merton = { kind: 'scrutiny', plan: 'merton-2013', asAt: '2013-07-04' }
const officers = [3, 4, 6, 7, 8, 9, 10]
const tables = ['edition', 'edition_part', 'edition_step', 'edition_file']
const exempt = { ground: '3', text: 'The bid of the second bidder.' }

describe.each(databaseKinds)('Merton’s report, from draft to withdrawal, on %s', (kind) => {
  let service: TestService
  let id: string
  let pdf: Buffer

  const details = async (of = id) => checkedReport(service, of)
  const codesOf = ({ blockers }: ReportDetails) => blockers.map(({ code, part }) => part ?? code)

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
    await makePeople(service, ['office', 'council', 'reader', 'owner'])
    id = (await printedReport(service, merton)).id
  })
  afterAll(() => service.stop())

  it('cannot be approved until every part of the officer’s is written', async () => {
    const report = await details()
    expect(report).toMatchObject({ state: 'draft', standing: 'draft', checks: { passed: true } })
    expect(codesOf(report)).toEqual(['recommendations', ...officers.map((number) => `section.${number}`)])
    expect(report.files.map(({ name }) => name)).toEqual([
      ...['pdf', 'html', 'csv', 'xlsx', 'ods', 'docx', 'odt', 'json'],
    ])
    const { items } = (await service.get<{ items: EditablePart[] }>(`/reports/${id}/parts`)).body
    expect(items.find(({ name }) => name === 'section.3')).toMatchObject({
      ...{ kind: 'text', required: true, anchor: 'section-3', revision: 0, savedBy: null },
      content: { text: '' },
    })
  })

  it('is written by those whose report it is; of two who write the same part the second is told', async () => {
    const writing = service.app.get(EditionWriting)
    const [council, office] = [await personOf(service, 'council'), await personOf(service, 'office')]
    const texts = Object.fromEntries(
      officers.map((number) => [`section.${number}`, { text: `Words on **${number}**.` }]),
    )
    await write(service, id, { ...texts, recommendations: { items: ['That the panel notes it.'] }, exempt })

    const typed = { revision: 1, content: { text: 'Mine.' } }
    await (
      await writing.save(council, id, 'section.3', typed)
    ).print
    const second = writing.save(office, id, 'section.3', { ...typed, content: { text: 'Yours.' } })
    const conflict = (await second.catch((error: unknown) => error)) as PartConflict
    expect(conflict).toBeInstanceOf(PartConflict)
    expect([conflict.current.content, conflict.typed]).toEqual([{ text: 'Mine.' }, { text: 'Yours.' }])
    const late = await send<ProblemBody>(service, 'PUT', `${id}/parts/section.3`, typed)
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('Carys Council')])
    const wrong = { revision: 1, content: { ground: '9', text: 'No such ground.' } }
    const refused = await send<ProblemBody>(service, 'PUT', `${id}/parts/exempt`, wrong)
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([422, 'ground'])
    const reader = await personOf(service, 'reader')
    await expect(writing.save(reader, id, 'section.3', typed)).rejects.toThrow('does not let you')

    expect((await writing.savings(office, id, 'section.3')).map(({ savedBy }) => savedBy)).toEqual([
      (await firstPerson(service)).name,
      'Carys Council',
    ])
    const report = await details()
    expect([report.state, report.blockers]).toEqual(['draft', []])
    const page = (await bytesOf(service, report.links.html)).body.toString()
    expect(page).toContain('Mine.')
    expect(page).not.toContain('second bidder')
    const apart = await bytesOf(service, `${report.links.html}?form=exempt`)
    expect(apart.body.toString()).toContain('second bidder')
  })

  it('is approved by somebody who had no hand in it, and can then no longer be written', async () => {
    const moves = service.app.get(EditionMoves)
    const [council, first] = [await personOf(service, 'council'), await firstPerson(service)]
    expect((await send(service, 'POST', `${id}/moves`, { to: 'issued' })).status).toBe(422)
    expect((await send(service, 'POST', `${id}/moves`, { to: 'in_review' })).status).toBe(200)
    expect((await send(service, 'POST', `${id}/moves`, { to: 'approved' })).status).toBe(403)
    await expect(moves.move(council, id, { to: 'approved' })).rejects.toThrow('somebody else must approve')
    expect((await moves.moves(first, id)).map(({ to, refusal }) => [to, refusal === null])).toEqual([
      ['draft', true],
      ['approved', false],
    ])
    const content = { text: 'Too late.' }
    const late = await send<ProblemBody>(service, 'PUT', `${id}/parts/section.4`, { revision: 1, content })
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('In review')])
    const back = { to: 'draft', reason: 'short' }
    expect((await send<ProblemBody>(service, 'POST', `${id}/moves`, back)).body.errors?.[0]?.field).toBe(
      'reason',
    )
    await moves.move(council, id, { to: 'draft', reason: 'One more look at section 4.' })
  })

  it('is issued: every file is kept, and the trail tells what each hashes to', async () => {
    const file = jest.spyOn(service.app.get(Composer), 'file').mockRejectedValueOnce(new Error('no memory'))
    const error = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined)
    await expect(issue(service, id)).rejects.toThrow('could not be issued: the log of the service says why')
    file.mockRestore()
    error.mockRestore()
    expect(await details()).toMatchObject({ state: 'draft', standing: 'approved', blockers: [] })
    await send(service, 'POST', `${id}/moves`, { to: 'draft', reason: 'The machine had no memory.' })

    const report = await issue(service, id)
    expect(report).toMatchObject({ state: 'issued', standing: 'issued', blockers: [], failure: null })
    const names = ['csv', 'docx', 'exempt.html', 'exempt.pdf', 'html', 'json', 'ods', 'odt', 'pdf', 'xlsx']
    expect(report.files.map(({ name }) => name)).toEqual(names)
    for (const { href, sha256, size } of report.files) {
      const { body } = await bytesOf(service, href)
      expect([href, sha256Of(body), body.length]).toEqual([href, sha256, size])
    }
    pdf = (await bytesOf(service, report.links.pdf)).body
    expect(sha256Of(pdf)).toBe(report.pdfSha256)
    const page = (await bytesOf(service, report.links.html)).body.toString()
    expect(page).toContain('16 January 2017')
    expect(page).toContain('Olive Office')
    const open = await Promise.all(
      ['json', 'csv'].map((name) => bytesOf(service, `/api/v1/reports/${id}/files/${name}`)),
    )
    for (const { body } of open) expect(body.toString()).not.toContain('second bidder')
    expect((await service.app.get(AuditTrail).verify()).broken).toBeNull()
  })

  it('is served as it was issued for ever, whatever is lost or recorded later', async () => {
    const folder = join(service.place.folder, 'reports')
    expect(existsSync(join(folder, `${id}-OFFICIAL.pdf`))).toBe(true)
    rmSync(folder, { recursive: true })
    service.clock.instant = '2017-02-20T09:00:00.000Z'
    await say(service, 'MER13-7.1', { narrative: 'A vision was written.' })
    expect((await bytesOf(service, `/api/v1/reports/${id}/pdf`)).body.equals(pdf)).toBe(true)
    expect(await service.app.get(EditionVerification).verify(id)).toEqual({
      ...{ whole: true, says: ['it rebuilds to the same bytes'] },
    })
    const raw = await openRaw(service.place)
    try {
      for (const change of [
        `UPDATE edition SET data = '{}' WHERE id = '${id}'`,
        `UPDATE edition SET state = 'draft' WHERE id = '${id}'`,
        `UPDATE edition SET title = 'Another' WHERE id = '${id}'`,
        `UPDATE edition SET pdf_checks = NULL WHERE id = '${id}'`,
        `DELETE FROM edition_file WHERE edition_id = '${id}'`,
        `INSERT INTO edition_part (edition_id, part, revision, content, author, recorded_at)
          SELECT edition_id, part, 99, content, author, recorded_at FROM edition_part WHERE edition_id = '${id}'`,
        `INSERT INTO edition_step (edition_id, number, from_state, to_state, data_sha256, account_id, author, at)
          SELECT edition_id, number + 1, from_state, to_state, data_sha256, account_id, author, at
          FROM edition_step WHERE edition_id = '${id}' AND to_state = 'issued'`,
        ...(kind === 'sqlite'
          ? tables.map((table) => `INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)
          : []),
      ]) {
        // By its words: the error may be of another realm than this test's.
        await expect(raw.run(change)).rejects.toMatchObject({
          message: expect.stringMatching(/frozen|append-only|only a draft|out of turn|never replaced/u),
        })
      }
      await raw.run(`DROP TRIGGER tr_edition_part_no_update${kind === 'postgres' ? ' ON edition_part' : ''}`)
      const alter = (from: string, to: string) =>
        raw.run(
          `UPDATE edition_part SET content = REPLACE(content, '${from}', '${to}') WHERE part = 'exempt'`,
        )
      await alter('second bidder', 'third bidder')
      expect(await service.app.get(EditionVerification).verify(id)).toEqual({
        ...{ whole: false, says: ['saving 1 of the part exempt is not what the audit trail tells'] },
      })
      await alter('third bidder', 'second bidder')
    } finally {
      await raw.close()
    }
  })

  it('is corrected by another edition, which begins with its words; the issued one is answered as it is', async () => {
    const editions = service.app.get(EditionsService)
    const author = await firstPerson(service)
    const asked = {
      kind: 'scrutiny',
      plan: 'merton-2013',
      title: null,
      knownBy: endOfDay('2013-07-04'),
    } as const
    expect((await editions.make(author, asked)).id).toBe(id)
    const other = await editions.make(author, { ...asked, wordsOf: id })
    expect([other.id === id, other.state, other.cutOff]).toEqual([false, 'draft', '2013-07-04'])
    const part = await service.app.get(EditionWriting).part(author, other.id, 'section.3')
    expect([part.revision, part.content]).toEqual([1, { text: 'Mine.' }])
    await expect(editions.make(author, { ...asked, wordsOf: other.id })).rejects.toThrow('write into it')
  })

  it('is withdrawn with a reason; the next one begins with its words and says so', async () => {
    const next = await printedReport(service, { ...merton, asAt: '2013-09-30', wordsOf: id })
    const reason = 'The count of section 2 was wrong.'
    const wrong = { to: 'withdrawn', reason, successor: next.id }
    const refused = await send<ProblemBody>(service, 'POST', `${id}/moves`, wrong)
    expect([refused.status, refused.body.errors?.[0]?.field]).toEqual([422, 'successor'])
    const gone = await send<ReportDetails>(service, 'POST', `${id}/moves`, { to: 'withdrawn', reason })
    expect([gone.status, gone.body.standing, gone.body.state]).toEqual([200, 'withdrawn', 'issued'])
    expect((await bytesOf(service, `/api/v1/reports/${id}/pdf`)).body.equals(pdf)).toBe(true)
    // What belongs to one meeting is not carried over.
    expect(codesOf(await details(next.id))).toEqual(['recommendations', 'followed-edition-changed'])

    const after = await printedReport(service, { ...merton, asAt: '2013-09-30', wordsOf: id })
    expect([after.id === next.id, codesOf(await details(after.id))]).toEqual([false, ['recommendations']])
    const { body } = await bytesOf(service, `/api/v1/reports/${after.id}/files/json`)
    const { made, sections } = JSON.parse(body.toString()) as ScrutinyReport
    expect(made.corrections.withdrawn.map((each) => each.id)).toEqual([id])
    expect(JSON.stringify(sections)).toContain('Mine.')
  })
})
