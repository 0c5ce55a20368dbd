import type { MigrationInterface, QueryRunner } from 'typeorm'
import { statements as postgres } from './1763860000000-commission-returns.postgres.js'
import { statements as sqlite } from './1763860000000-commission-returns.sqlite.js'
import { makeAppendOnly } from './append-only.js'
import { neverReplaced } from './never-replaced.js'

/** What is one of a kind in each table that only takes new rows. */
const appendOnly: Record<string, string[][]> = {
  return_answer: [['id'], ['return_id', 'part', 'revision']],
  return_submission: [['id'], ['return_id', 'number']],
  return_step: [['id'], ['return_id', 'number']],
  flag_set_aside: [['id']],
  column_mapping: [['id']],
}

/** The quarterly round: commissions, returns, messages; dates that move by agreement; flags set aside; workbooks. */
export class CommissionReturns1763860000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const onPostgres = runner.dataSource.options.type === 'postgres'
    for (const statement of onPostgres ? postgres : sqlite) await runner.query(statement)
    for (const [table, keys] of Object.entries(appendOnly)) {
      await makeAppendOnly(runner, table)
      if (!onPostgres) await neverReplaced(runner, table, keys)
    }
  }

  /** There is no way back: it would delete what the register promises to keep. */
  down(): Promise<void> {
    return Promise.reject(new Error('This migration is not undone: restore a backup instead.'))
  }
}
