import type { QueryRunner } from 'typeorm'

interface Guard {
  table: string
  name: string
  /** When the new row is refused: SQL that both databases take. */
  when: string
  sentence: string
}

const stateOf = `(SELECT e."state" FROM "edition" e WHERE e."id" = NEW."edition_id")`
const stepsOf = `FROM "edition_step" s WHERE s."edition_id" = NEW."edition_id"`

/** Rows that would be told of an edition that does not stand where they say. */
const outOfTurn: readonly Guard[] = [
  {
    ...{ table: 'edition_part', name: 'tr_edition_part_draft', sentence: 'only a draft can be written' },
    when: `${stateOf} <> 'draft'`,
  },
  {
    ...{ table: 'edition_file', name: 'tr_edition_file_issued' },
    sentence: 'only files of an issued edition are kept',
    when: `${stateOf} NOT IN ('issued', 'withdrawn')`,
  },
  {
    // The edition is moved first, then the step is added: it leads from where the last one led to where the edition is.
    ...{ table: 'edition_step', name: 'tr_edition_step_in_turn', sentence: 'a step is out of turn' },
    when: `NEW."from_state" = NEW."to_state" OR ${stateOf} <> NEW."to_state"
      OR NEW."number" <> 1 + (SELECT COUNT(*) ${stepsOf})
      OR NEW."from_state" <> COALESCE(
        (SELECT s."to_state" ${stepsOf} ORDER BY s."number" DESC LIMIT 1), NEW."from_state")`,
  },
]

/** What is one of a kind in each table: INSERT OR REPLACE of SQLite would delete the row in the way past all triggers. */
const oneOfAKind: Record<string, string[][]> = {
  edition: [['id']],
  edition_part: [['id'], ['edition_id', 'part', 'revision']],
  edition_step: [['id'], ['edition_id', 'number']],
  edition_file: [['edition_id', 'name']],
  panel_recommendation: [['id'], ['plan_id', 'made_on', 'label']],
  panel_reply: [['id'], ['recommendation_id', 'number']],
  committee_form: [['id'], ['plan_id', 'recorded_at']],
}

/** Refuses new rows that are out of turn or would take the place of others. */
export async function guardInserts(runner: QueryRunner, onPostgres: boolean): Promise<void> {
  for (const guard of outOfTurn)
    await (onPostgres ? guardPostgres(runner, guard) : guardSqlite(runner, guard))
  if (onPostgres) return
  for (const [table, keys] of Object.entries(oneOfAKind)) {
    const same = keys.map((key) => key.map((column) => `"${column}" = NEW."${column}"`).join(' AND '))
    await guardSqlite(runner, {
      ...{ table, name: `tr_${table}_no_replace`, sentence: `a row of ${table} is never replaced` },
      when: `EXISTS (SELECT 1 FROM "${table}" WHERE (${same.join(') OR (')}))`,
    })
  }
}

async function guardSqlite(runner: QueryRunner, { table, name, when, sentence }: Guard): Promise<void> {
  await runner.query(
    `CREATE TRIGGER "${name}" BEFORE INSERT ON "${table}" FOR EACH ROW WHEN (${when})
      BEGIN SELECT RAISE(ABORT, '${sentence}'); END`,
  )
}

/** PostgreSQL takes no query in the condition of a trigger: it stands in the function. */
async function guardPostgres(runner: QueryRunner, { table, name, when, sentence }: Guard): Promise<void> {
  await runner.query(`CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN IF ${when} THEN RAISE EXCEPTION '${sentence}'; END IF; RETURN NEW; END $$`)
  await runner.query(
    `CREATE TRIGGER "${name}" BEFORE INSERT ON "${table}" FOR EACH ROW EXECUTE FUNCTION "${name}"()`,
  )
}
