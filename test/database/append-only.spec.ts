import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { databaseKinds } from '../support/places.js'
import { countRows, openRaw, type RawDatabase } from '../support/raw-database.js'
import { say } from '../support/register.js'
import { seededAt, TestService } from '../support/service.js'

/** Tables that take new rows and nothing else, each with a column to try. */
const appendOnly = [
  { table: 'audit_line', column: 'details' },
  { table: 'update', column: 'narrative' },
  { table: 'update_action', column: 'revision' },
  { table: 'revision', column: 'status' },
  { table: 'timescale', column: 'end' },
  { table: 'assignment', column: 'as_written' },
  { table: 'step', column: 'text' },
  { table: 'step_state', column: 'status' },
  { table: 'source', column: 'quote' },
  { table: 'mention', column: 'as_written' },
]

const promised = [
  'ref',
  'plan_id',
  'theme_id',
  'kind',
  'term',
  'text',
  'note',
  'position',
  'known_from',
  'recorded_at',
]

/** A row that breaks a rule: a copy of a good one with these columns changed (SQL), and the rule's name. */
const wrongRows: { table: string; change: Record<string, string>; rule: string }[] = [
  { table: 'revision', change: { status: `'nearly'` }, rule: 'ck_revision_status' },
  { table: 'revision', change: { confidence: `'blue'` }, rule: 'ck_revision_confidence' },
  {
    table: 'revision',
    change: { status: `'paused'`, status_reason: 'NULL' },
    rule: 'ck_revision_status_reason',
  },
  {
    table: 'revision',
    change: { status: `'superseded'`, status_reason: 'NULL' },
    rule: 'ck_revision_status_reason',
  },
  { table: 'revision', change: { number: '0', assignments_set_in: '0' }, rule: 'ck_revision_' },
  { table: 'revision', change: { said_in: '1' }, rule: 'ck_revision_said_in' },
  { table: 'revision', change: { said_in: '"number" + 1001' }, rule: 'ck_revision_said_in' },
  { table: 'revision', change: { assignments_set_in: '"number" + 1001' }, rule: 'ck_revision_assignments' },
  { table: 'revision', change: { known_from: `'2013-12-31'` }, rule: 'ck_revision_known_from' },
  {
    table: 'revision',
    change: { recorded_at: `'1999-01-01T00:00:00.000Z'` },
    rule: 'ck_revision_recorded_at',
  },
  { table: 'revision', change: { recorded_at: `'yesterday'` }, rule: 'ck_revision_recorded_at' },
  { table: 'timescale', change: { precision: `'decade'` }, rule: 'ck_timescale_precision' },
  { table: 'timescale', change: { basis: `'guessed'`, reason: `'because'` }, rule: 'ck_timescale_basis' },
  { table: 'timescale', change: { basis: `'inferred'`, reason: 'NULL' }, rule: 'ck_timescale_reason' },
  { table: 'timescale', change: { start: `'2014-05-01'`, end: `'2014-04-30'` }, rule: 'ck_timescale_order' },
  { table: 'timescale', change: { times_redated: '-1' }, rule: 'ck_timescale_times_redated' },
  { table: 'assignment', change: { role: `'friend'` }, rule: 'ck_assignment_role' },
  { table: 'step_state', change: { status: `'nearly'` }, rule: 'ck_step_state_status' },
  { table: 'update', change: { narrative: `''` }, rule: 'ck_update_narrative' },
  { table: 'update', change: { status: `'nearly'` }, rule: 'ck_update_status' },
  { table: 'update', change: { confidence: `'blue'` }, rule: 'ck_update_confidence' },
  { table: 'update', change: { on_precision: `'decade'` }, rule: 'ck_update_precision' },
  { table: 'update', change: { known_from: `'2013'` }, rule: 'ck_update_known_from' },
  { table: 'update', change: { recorded_at: `'1999-01-01T00:00:00.000Z'` }, rule: 'ck_update_recorded_at' },
  { table: 'action', change: { kind: `'wish'` }, rule: 'ck_action_kind' },
  { table: 'action', change: { term: `'middle'` }, rule: 'ck_action_term' },
  { table: 'action', change: { revision: '0' }, rule: 'ck_action_revision' },
  { table: 'action', change: { known_from: `'2013'` }, rule: 'ck_action_known_from' },
  { table: 'relation', change: { kind: `'likes'` }, rule: 'ck_relation_kind' },
  { table: 'relation', change: { to_id: '"from_id"' }, rule: 'ck_relation_not_itself' },
  { table: 'plan', change: { standing: `'rumour'` }, rule: 'ck_plan_standing' },
  { table: 'plan', change: { geography: `'galaxy'` }, rule: 'ck_plan_geography' },
  { table: 'plan', change: { published_precision: `'decade'` }, rule: 'ck_plan_precision' },
  { table: 'plan', change: { published_end: `'1999-01-01'` }, rule: 'ck_plan_published_order' },
  { table: 'plan', change: { known_from: `'2013'` }, rule: 'ck_plan_known_from' },
  { table: 'measure', change: { kind: `'wish'` }, rule: 'ck_measure_kind' },
  { table: 'priority', change: { known_from: `'2013'` }, rule: 'ck_priority_known_from' },
  { table: 'audit_line', change: { hash: `'short'` }, rule: 'ck_audit_line_hash' },
  { table: 'audit_line', change: { at: `'2013'` }, rule: 'ck_audit_line_at' },
  { table: 'audit_head', change: { id: '2' }, rule: 'ck_audit_head_single' },
]

/** Columns that a copy must change so that no other rule speaks first. */
const fresh: Record<string, Record<string, string>> = {
  revision: { number: '"number" + 1000' },
  assignment: { position: '"position" + 1000' },
  step_state: { set_in_revision: '"set_in_revision" + 1000' },
  action: { ref: `"ref" || '-copy'`, position: '"position" + 1000' },
  plan: { slug: `"slug" || '-copy'` },
  measure: { position: '"position" + 1000' },
  priority: { code: `"code" || '-copy'` },
  audit_line: { sequence: '"sequence" + 100000', hash: `'${'f'.repeat(64)}'` },
}

/** What must be one of a kind. SQLite names the columns, PostgreSQL the constraint. */
const twins: { table: string; change: Record<string, string>; columns: string[] }[] = [
  { table: 'action', change: { position: '"position" + 1000' }, columns: ['ref'] },
  { table: 'action', change: { ref: `"ref" || '-copy'` }, columns: ['plan_id', 'position'] },
  { table: 'revision', change: {}, columns: ['action_id', 'number'] },
  {
    table: 'update_action',
    change: { update_id: '"update_id" + 1' },
    columns: ['action_id', 'revision'],
  },
  { table: 'agency', change: {}, columns: ['slug'] },
  { table: 'plan', change: {}, columns: ['slug'] },
  { table: 'step_state', change: {}, columns: ['step_id', 'set_in_revision'] },
]

describe.each(databaseKinds)('the database itself, on %s', (kind) => {
  let service: TestService
  let database: RawDatabase
  const refusalOf = (sql: string) =>
    database.run(sql).then(
      () => 'Nothing was refused.',
      (error: unknown) => (error as Error).message,
    )
  const copy = async (table: string, change: Record<string, string>) => {
    const [row = {}] = await database.rows(`SELECT * FROM "${table}" LIMIT 1`)
    const columns = Object.keys(row).filter((column) => column !== 'id' || 'id' in change)
    const values = columns.map((column) => change[column] ?? `"${column}"`)
    const list = columns.map((column) => `"${column}"`).join(', ')
    return `INSERT INTO "${table}" (${list}) SELECT ${values.join(', ')} FROM (SELECT * FROM "${table}" LIMIT 1) AS one`
  }

  beforeAll(async () => {
    service = await TestService.start(kind, { at: seededAt })
    service.clock.instant = '2017-02-01T09:00:00.000Z'
    await say(service, 'BRO12-S1', { steps: [{ ref: 'BRO12-S1.a', status: 'in_progress' }] })
    database = await openRaw(service.place)
  })

  afterAll(async () => {
    await database.close()
    await service.stop()
  })

  it.each(appendOnly)('refuses to change or delete a row of $table', async ({ table, column }) => {
    const before = await countRows(database)
    expect(before[table]).toBeGreaterThan(0)
    const content = await database.rows(`SELECT * FROM "${table}" ORDER BY 1`)
    const sentence = `${table} is append-only`
    expect(await refusalOf(`UPDATE "${table}" SET "${column}" = "${column}"`)).toBe(sentence)
    expect(await refusalOf(`DELETE FROM "${table}"`)).toBe(sentence)
    expect(await countRows(database)).toEqual(before)
    expect(await database.rows(`SELECT * FROM "${table}" ORDER BY 1`)).toEqual(content)
  })

  it.each(promised)('refuses to change the %s of an action', async (column) => {
    expect(await refusalOf(`UPDATE "action" SET "${column}" = "${column}" WHERE "ref" = 'BRO12-S1'`)).toBe(
      'action is append-only',
    )
  })

  it('refuses to delete an action', async () => {
    expect(await refusalOf(`DELETE FROM "action" WHERE "ref" = 'BRO12-S1'`)).toBe('action is append-only')
  })

  if (kind === 'postgres') {
    it.each([...appendOnly.map(({ table }) => table), 'action'])('refuses to empty %s', async (table) => {
      expect(await refusalOf(`TRUNCATE "${table}" CASCADE`)).toContain('is append-only')
    })
  }

  it.each(wrongRows)('refuses by $rule a row of $table with $change', async ({ table, change, rule }) => {
    const before = await countRows(database)
    expect(await refusalOf(await copy(table, { ...fresh[table], ...change }))).toContain(rule)
    expect(await countRows(database)).toEqual(before)
  })

  it('takes the same copies when nothing is wrong with them', async () => {
    await database.run('BEGIN')
    try {
      for (const [table, change] of Object.entries(fresh)) {
        const sql = await copy(table, change)
        expect([table, await refusalOf(sql)]).toEqual([table, 'Nothing was refused.'])
      }
    } finally {
      await database.run('ROLLBACK')
    }
  })

  it('refuses an agency that is its own parent', async () => {
    expect(await refusalOf(`UPDATE "agency" SET "parent_id" = "id"`)).toContain('ck_agency_not_own_parent')
  })

  it.each(twins)(
    'refuses a second row of $table with the same $columns',
    async ({ table, change, columns }) => {
      const name = kind === 'postgres' ? `uq_${table}_${columns.join('_')}` : columns.map((column) => `${table}.${column}`).join(', ') // prettier-ignore
      expect(await refusalOf(await copy(table, change))).toContain(name)
    },
  )

  it('refuses a revision of an action that does not exist', async () => {
    const orphan = await copy('revision', { number: '"number" + 1000', action_id: '999999' })
    expect(await refusalOf(orphan)).toMatch(
      kind === 'postgres' ? /fk_revision_action_id/u : /FOREIGN KEY constraint failed/u,
    )
  })
})
