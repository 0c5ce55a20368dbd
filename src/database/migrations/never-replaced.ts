import type { QueryRunner } from 'typeorm'

/**
 * Refuses a new row that would take the place of another: INSERT OR REPLACE of SQLite deletes the row in the way past all
 * triggers. PostgreSQL has no such statement.
 *
 * @param keys what is one of a kind in the table
 */
export async function neverReplaced(runner: QueryRunner, table: string, keys: string[][]): Promise<void> {
  const same = keys.map((key) => key.map((column) => `"${column}" = NEW."${column}"`).join(' AND '))
  await runner.query(
    `CREATE TRIGGER "tr_${table}_no_replace" BEFORE INSERT ON "${table}" FOR EACH ROW
      WHEN (EXISTS (SELECT 1 FROM "${table}" WHERE (${same.join(') OR (')})))
      BEGIN SELECT RAISE(ABORT, 'a row of ${table} is never replaced'); END`,
  )
}
