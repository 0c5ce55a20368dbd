import type { MigrationInterface, QueryRunner } from 'typeorm'
import { statements as postgres } from './1763800000000-create-the-register.postgres.js'
import { statements as sqlite } from './1763800000000-create-the-register.sqlite.js'

/** What is said once stays said: these tables take new rows and nothing else. */
const appendOnly = [
  'audit_line',
  'update',
  'update_action',
  'revision',
  'timescale',
  'assignment',
  'step',
  'step_state',
  'source',
  'mention',
  'relation',
  'action_priority',
  'programme',
  'priority',
  'plan',
  'theme',
  'measure',
  'committee_form',
]

/** What an action promises never changes; only the number of its newest revision moves. */
const promised = [
  'ref',
  'plan_id',
  'theme_id',
  'position',
  'kind',
  'term',
  'text',
  'note',
  'known_from',
  'recorded_at',
]

/** Tables, named constraints and the append-only triggers, the same on both databases. */
export class CreateTheRegister1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onPostgres = runner.dataSource.options.type === 'postgres'
    for (const statement of onPostgres ? postgres : sqlite) await runner.query(statement)
    // The head stands from the beginning: writers lock it, so it must never be two writers' task to make it.
    await runner.query(
      `INSERT INTO "audit_head" ("id", "sequence", "at", "hash")
        VALUES (1, 0, '1970-01-01T00:00:00.000Z', '${'0'.repeat(64)}')`,
    )
    if (onPostgres) {
      await runner.query(`CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`)
    }
    const guards = appendOnly.flatMap((table) => [
      { table, verb: 'UPDATE', name: 'no_update' },
      { table, verb: 'DELETE', name: 'no_delete' },
    ])
    guards.push({
      table: 'action',
      verb: `UPDATE OF ${promised.map((column) => `"${column}"`).join(', ')}`,
      name: 'no_rewording',
    })
    guards.push({ table: 'action', verb: 'DELETE', name: 'no_delete' })
    for (const { table, verb, name } of guards) {
      const trigger = `CREATE TRIGGER "tr_${table}_${name}" BEFORE ${verb} ON "${table}"`
      await runner.query(
        onPostgres
          ? `${trigger} FOR EACH ROW EXECUTE FUNCTION refuse_change()`
          : `${trigger} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
      )
    }
    if (!onPostgres) return
    // TRUNCATE passes by the triggers of rows.
    for (const table of [...appendOnly, 'action']) {
      await runner.query(`CREATE TRIGGER "tr_${table}_no_truncate" BEFORE TRUNCATE ON "${table}"
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`)
    }
  }

  /** There is no way back: it would delete what the register promises to keep. */
  down(): Promise<void> {
    return Promise.reject(new Error('The first migration is not undone: restore a backup instead.'))
  }
}
