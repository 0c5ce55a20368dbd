import type { MigrationInterface, QueryRunner } from 'typeorm'
import { addDays, endOfDay, quarterOf } from '../../clock/dates.js'
import { guardInserts } from './1763840000000-issue-editions.guards.js'
import { statements as postgres } from './1763840000000-issue-editions.postgres.js'
import { statements as sqlite } from './1763840000000-issue-editions.sqlite.js'
import { makeAppendOnly } from './append-only.js'

const appendOnly = [
  ...['edition_part', 'edition_step', 'edition_file'],
  ...['panel_recommendation', 'panel_reply'],
]

/** Every column of an edition but where it stands. */
const frozen = [
  ...['id', 'kind', 'plan_id', 'title', 'audience', 'marking', 'cut_off', 'known_by', 'recorded_by', 'since'],
  ...['previous_id', 'print_state', 'data', 'data_sha256', 'pdf_sha256', 'pdf_checks', 'failure'],
  ...['account_id', 'made_at'],
]

/** Editions with parts that are written, states that they go through and files that are frozen; panels' recommendations. */
export class IssueEditions1763840000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onPostgres = runner.dataSource.options.type === 'postgres'
    for (const statement of onPostgres ? postgres : sqlite) await runner.query(statement)
    await this.bringDraftsUpToDate(runner)
    await this.freeze(runner, onPostgres)
    // SQLite makes a table anew in order to change it, and its triggers go with the old one.
    if (!onPostgres) await makeAppendOnly(runner, 'committee_form')
    for (const table of appendOnly) await makeAppendOnly(runner, table)
    await guardInserts(runner, onPostgres)
  }

  /** An issued edition can be withdrawn, and nothing else can happen to it. */
  private async freeze(runner: QueryRunner, onPostgres: boolean): Promise<void> {
    const differs = onPostgres ? 'IS DISTINCT FROM' : 'IS NOT'
    const changed = frozen.map((column) => `NEW."${column}" ${differs} OLD."${column}"`).join(' OR ')
    const goesBack = `NEW."state" NOT IN (OLD."state", 'withdrawn')`
    const refuse = onPostgres
      ? 'EXECUTE FUNCTION refuse_change()'
      : `BEGIN SELECT RAISE(ABORT, 'an issued edition is frozen'); END`
    const isFrozen = `OLD."state" IN ('issued', 'withdrawn')`
    await runner.query(
      `CREATE TRIGGER "tr_edition_frozen" BEFORE UPDATE ON "edition" FOR EACH ROW ` +
        `WHEN (${isFrozen} AND (${changed} OR ${goesBack})) ${refuse}`,
    )
    await runner.query(
      `CREATE TRIGGER "tr_edition_kept" BEFORE DELETE ON "edition" FOR EACH ROW WHEN (${isFrozen}) ${refuse}`,
    )
  }

  /** There is no way back: it would delete what the register promises to keep. */
  down(): Promise<void> {
    return Promise.reject(new Error('This migration is not undone: restore a backup instead.'))
  }

  /**
   * Editions made before counted their changes from the end of the quarter before. Their data are of another shape than is
   * drawn now: they wait, empty, to be composed and printed anew from the same register as known and recorded then.
   */
  private async bringDraftsUpToDate(runner: QueryRunner): Promise<void> {
    const editions = (await runner.query('SELECT "id", "cut_off" AS "cutOff" FROM "edition"')) as {
      id: string
      cutOff: string
    }[]
    for (const { id, cutOff } of editions) {
      const since = endOfDay(addDays(quarterOf(cutOff).start, -1))
      // Both are ours and hold no quote: an id of digits, letters and hyphens, and an instant.
      await runner.query(
        `UPDATE "edition" SET "since" = '${since}', "data" = '', "print_state" = 'queued', "pdf_sha256" = NULL
          WHERE "id" = '${id}' AND "state" = 'draft'`,
      )
    }
  }
}
