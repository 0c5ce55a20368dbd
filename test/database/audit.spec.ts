import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { firstHash, hashOf } from '../../src/audit/chain.js'
import { AuditTrail } from '../../src/audit/trail.service.js'
import { runCli } from '../support/compiled.js'
import { databaseKinds } from '../support/places.js'
import { openRaw, type RawDatabase, type Row } from '../support/raw-database.js'
import { refsOf, say } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'

const quotedText = (value: unknown) => `'${String(value).replaceAll(`'`, `''`)}'`

describe.each(databaseKinds)('the audit trail on %s', (kind) => {
  let service: TestService
  let database: RawDatabase
  let total: number
  let lastRef: string

  const verdict = () => service.app.get(AuditTrail).verify()
  const onTable = kind === 'postgres' ? ' ON "audit_line"' : ''
  const line = async (sequence: number) => {
    const [row] = await database.rows(`SELECT * FROM "audit_line" WHERE "sequence" = ${sequence}`)
    if (!row) throw new Error(`There is no line ${sequence}.`)
    return row
  }
  const change = (sequence: number, column: string, value: unknown) =>
    database.run(`UPDATE "audit_line" SET "${column}" = ${quotedText(value)} WHERE "sequence" = ${sequence}`)
  const take = async (from: number, to: number) => {
    const rows = await database.rows(
      `SELECT * FROM "audit_line" WHERE "sequence" BETWEEN ${from} AND ${to} ORDER BY "sequence"`,
    )
    await database.run(`DELETE FROM "audit_line" WHERE "sequence" BETWEEN ${from} AND ${to}`)
    return rows
  }
  const putBack = async (rows: Row[]) => {
    for (const row of rows) {
      const columns = Object.keys(row).map((column) => `"${column}"`)
      const values = Object.entries(row).map(([name, value]) =>
        name === 'sequence' ? String(value) : quotedText(value),
      )
      await database.run(`INSERT INTO "audit_line" (${columns.join(', ')}) VALUES (${values.join(', ')})`)
    }
  }

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
    database = await openRaw(service.place)
  })

  afterAll(async () => {
    await database.close()
    await service.stop()
  })

  it('is whole after seeding, and as long as the table', async () => {
    const [row] = await database.rows('SELECT COUNT(*) AS total, MAX("sequence") AS last FROM "audit_line"')
    const lines = Number(row?.total)
    expect(lines).toBe(Number(row?.last))
    expect(lines).toBeGreaterThan(168 + 140 + 106)
    expect(await verdict()).toEqual({ lines, broken: null })
  })

  it('names the author, the kind and the subject of every line', async () => {
    const kinds = await database.rows('SELECT "kind", COUNT(*) AS total FROM "audit_line" GROUP BY "kind"')
    expect(Object.fromEntries(kinds.map((row) => [String(row.kind), Number(row.total)]))).toEqual({
      'agency.registered': 106,
      'programme.added': 2,
      'plan.published': 5,
      'action.promised': 168,
      'action.revised': 85,
      'update.recorded': 140,
      'form.adopted': 1,
      'relation.read': 98,
      'priority.read': 216,
      'account.made': 1,
    })
    const authors = await database.rows('SELECT DISTINCT "actor" FROM "audit_line" ORDER BY "actor"')
    expect(authors.map(({ actor }) => actor)).toEqual([
      'Throughline (first start)',
      'Throughline (from the source documents)',
    ])
  })

  it('stays whole while updates are made, with two lines for each', async () => {
    const before = (await verdict()).lines
    service.clock.instant = '2017-02-01T09:00:00.000Z'
    const refs = (await refsOf(service, 'plan=bromley-2012')).slice(0, 10)
    for (const ref of refs) expect((await say(service, ref)).status).toBe(201)
    lastRef = refs.at(-1) ?? ''
    total = before + 20
    expect(await verdict()).toEqual({ lines: total, broken: null })
    expect(await line(total)).toMatchObject({
      kind: 'update.recorded',
      subject: lastRef,
      actor: 'Programme office',
    })
  })

  it('is not called broken while others write', async () => {
    // Of a plan without a marking: to read a marked action is a line of its own.
    const refs = await refsOf(service, 'plan=lcrb-strategy-2012')
    const writing = Promise.all(refs.map((ref) => say(service, ref)))
    const verdicts = []
    for (let count = 0; count < 12; count += 1) verdicts.push(await verdict())
    await writing
    total += 2 * refs.length
    expect(verdicts.filter(({ broken }) => broken !== null)).toEqual([])
    expect(await verdict()).toEqual({ lines: total, broken: null })
  })

  it('can be checked by hand: each line’s hash is over its fields and the hash before', async () => {
    let previousHash = firstHash
    for (const row of await database.rows('SELECT * FROM "audit_line" ORDER BY "sequence" LIMIT 50')) {
      const text = (name: string) => String(row[name])
      const fields = {
        sequence: Number(row.sequence),
        at: text('at'),
        actor: text('actor'),
        kind: text('kind'),
      }
      const hash = hashOf({ ...fields, subject: text('subject'), details: text('details'), previousHash })
      expect([row.previous_hash, row.hash]).toEqual([previousHash, hash])
      previousHash = hash
    }
  })

  it('is told whole by the command line, with exit code 0', async () => {
    const { code, stdout } = await runCli(service.place, 'verify')
    expect([code, stdout]).toEqual([0, `The audit trail is whole: ${total} lines.\n`])
  })

  describe('when somebody takes the guards away', () => {
    const broken = async () => (await verdict()).broken

    beforeAll(async () => {
      await database.run(`DROP TRIGGER "tr_audit_line_no_update"${onTable}`)
      await database.run(`DROP TRIGGER "tr_audit_line_no_delete"${onTable}`)
    })

    afterEach(async () => {
      expect(await verdict()).toEqual({ lines: total, broken: null })
    })

    it.each(['details', 'actor', 'subject', 'kind', 'at'])(
      'shows a change of the %s at its line',
      async (column) => {
        const original = (await line(300))[column]
        const other = column === 'at' ? '2001-01-01T00:00:00.000Z' : `${String(original)} `
        await change(300, column, other)
        expect(await broken()).toEqual({ sequence: 300, reason: 'its contents do not match its hash' })
        await change(300, column, original)
      },
    )

    it('shows a change whose hash was made anew at the line after', async () => {
      const { details, hash, ...row } = await line(300)
      const text = (name: string) => String(row[name])
      const forged = hashOf({
        ...{
          sequence: 300,
          at: text('at'),
          actor: text('actor'),
          kind: text('kind'),
          subject: text('subject'),
        },
        ...{ details: '{"forged":true}', previousHash: text('previous_hash') },
      })
      await change(300, 'details', '{"forged":true}')
      await change(300, 'hash', forged)
      expect(await broken()).toEqual({
        sequence: 301,
        reason: 'it does not carry the hash of the line before it',
      })
      await change(300, 'details', details)
      await change(300, 'hash', hash)
    })

    it('shows a line taken out of the middle', async () => {
      const taken = await take(300, 300)
      expect(await broken()).toEqual({ sequence: 300, reason: 'line 300 is missing' })
      await putBack(taken)
    })

    it('shows the first line taken out', async () => {
      const taken = await take(1, 1)
      expect(await broken()).toEqual({ sequence: 1, reason: 'line 1 is missing' })
      await putBack(taken)
    })

    it('shows that the tail was cut', async () => {
      const taken = await take(total - 4, total)
      expect(await broken()).toEqual({
        sequence: total - 4,
        reason: `the trail ends at line ${total - 5}, but ${total} lines were written`,
      })
      await putBack(taken)
    })

    it('shows that everything was taken', async () => {
      const taken = await take(1, total)
      expect(await broken()).toEqual({
        sequence: 1,
        reason: `the trail ends at line 0, but ${total} lines were written`,
      })
      await putBack(taken)
    })

    it('shows a line that was added behind the register’s back', async () => {
      const last = await line(total)
      const added = {
        ...{ sequence: total + 1, at: '2017-03-01T09:00:00.000Z', actor: 'Nobody', kind: 'update.recorded' },
        ...{ subject: lastRef, details: '{}', previousHash: String(last.hash) },
      }
      const { previousHash, ...fields } = added
      await putBack([{ ...fields, previous_hash: previousHash, hash: hashOf(added) }])
      expect(await broken()).toEqual({
        sequence: total + 1,
        reason: `the register wrote only ${total} lines`,
      })
      await take(total + 1, total + 1)
    })

    it('shows that the last line was written anew, hash and all', async () => {
      const { details, hash, ...row } = await line(total)
      const text = (name: string) => String(row[name])
      const forged = hashOf({
        ...{
          sequence: total,
          at: text('at'),
          actor: text('actor'),
          kind: text('kind'),
          subject: text('subject'),
        },
        ...{ details: '{}', previousHash: text('previous_hash') },
      })
      await change(total, 'details', '{}')
      await change(total, 'hash', forged)
      expect(await broken()).toEqual({
        sequence: total,
        reason: 'it is not the line that the register wrote last',
      })
      await change(total, 'details', details)
      await change(total, 'hash', hash)
    })

    it('is told broken by the command line, with the line, the reason and exit code 1', async () => {
      const original = (await line(300)).details
      await change(300, 'details', '{}')
      const { code, stdout, stderr } = await runCli(service.place, 'verify')
      expect([code, stdout, stderr]).toEqual([
        ...[1, '', 'The audit trail is broken at line 300: its contents do not match its hash.\n'],
      ])
      await change(300, 'details', original)
    })
  })
})
