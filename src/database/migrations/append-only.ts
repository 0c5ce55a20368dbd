import type { QueryRunner } from 'typeorm'

/** What is said once stays said: the table takes new rows and nothing else. */
export async function makeAppendOnly(runner: QueryRunner, table: string): Promise<void> {
  const onPostgres = runner.dataSource.options.type === 'postgres'
  for (const verb of ['UPDATE', 'DELETE']) {
    const trigger = `CREATE TRIGGER "tr_${table}_no_${verb.toLowerCase()}" BEFORE ${verb} ON "${table}"`
    await runner.query(
      onPostgres
        ? `${trigger} FOR EACH ROW EXECUTE FUNCTION refuse_change()`
        : `${trigger} BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    )
  }
  if (!onPostgres) return
  await runner.query(`CREATE TRIGGER "tr_${table}_no_truncate" BEFORE TRUNCATE ON "${table}"
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`)
}
