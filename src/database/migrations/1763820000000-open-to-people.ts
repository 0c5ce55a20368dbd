import type { MigrationInterface, QueryRunner } from 'typeorm'
import { statements as postgres } from './1763820000000-open-to-people.postgres.js'
import { statements as sqlite } from './1763820000000-open-to-people.sqlite.js'

/** What is said once stays said: these tables take new rows and nothing else. */
const appendOnly = ['agency_merge', 'evidence_file']

/** Accounts with their roles, sessions and credentials, what people keep for themselves, and merged agencies. */
export class OpenToPeople1763820000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onPostgres = runner.dataSource.options.type === 'postgres'
    for (const statement of onPostgres ? postgres : sqlite) await runner.query(statement)
    for (const table of appendOnly) {
      for (const verb of ['UPDATE', 'DELETE']) {
        const trigger = `CREATE TRIGGER "tr_${table}_no_${verb.toLowerCase()}" BEFORE ${verb} ON "${table}"`
        await runner.query(
          onPostgres
            ? `${trigger} FOR EACH ROW EXECUTE FUNCTION refuse_change()`
            : `${trigger} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
        )
      }
      if (!onPostgres) continue
      await runner.query(`CREATE TRIGGER "tr_${table}_no_truncate" BEFORE TRUNCATE ON "${table}"
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`)
    }
  }

  /** There is no way back: it would delete what the register promises to keep. */
  down(): Promise<void> {
    return Promise.reject(new Error('This migration is not undone: restore a backup instead.'))
  }
}
