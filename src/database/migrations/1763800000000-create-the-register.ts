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
]

/** What an action promises never changes; only the number of its newest revision moves. */
const promised = ['"ref"', '"plan_id"', '"theme_id"', '"kind"', '"term"', '"text"', '"known_from"', '"recorded_at"']

/** Tables, named constraints and the append-only triggers, the same on both databases. */
export class CreateTheRegister1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onPostgres = runner.connection.options.type === 'postgres'
    for (const statement of onPostgres ? postgres : sqlite) await runner.query(statement)
    if (onPostgres) {
      await runner.query(`CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`)
    }
    const guards = appendOnly.flatMap((table) => [
      { table, verb: 'UPDATE', name: 'no_update' },
      { table, verb: 'DELETE', name: 'no_delete' },
    ])
    guards.push({ table: 'action', verb: `UPDATE OF ${promised.join(', ')}`, name: 'no_rewording' })
    guards.push({ table: 'action', verb: 'DELETE', name: 'no_delete' })
    for (const { table, verb, name } of guards) {
        const trigger = `CREATE TRIGGER "tr_${table}_${name}" BEFORE ${verb} ON "${table}"`
        await runner.query(
          onPostgres
            ? `${trigger} FOR EACH ROW EXECUTE FUNCTION refuse_change()`
            : `${trigger} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
        )
    }
  }

  /** There is no way back: it would delete what the register promises to keep. */
  down(): Promise<void> {
    return Promise.reject(new Error('The first migration is not undone: restore a backup instead.'))
  }
}
