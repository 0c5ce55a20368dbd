import type { EntityManager, ObjectLiteral } from 'typeorm'
import { prepared } from './statements.js'

/**
 * Single rows by plain SQL, inside a transaction, made of the entities' own columns. TypeORM's builders write numbers into
 * the text of a statement, so that SQLite must prepare each one anew; here every value is a parameter, the text stays the
 * same from call to call, and a write takes a fraction of the time.
 */
type EntityOf<Row> = new () => Row
interface Done {
  records: unknown[]
  affected: number
}
type Values<Row> = { [Name in keyof Row]?: Row[Name] }

/** Inserts a row and answers with the id that it was given. */
export async function insertRow<Row extends ObjectLiteral & { id: number }>(
  manager: EntityManager,
  entity: EntityOf<Row>,
  row: Omit<Row, 'id'>,
): Promise<number> {
  const { records } = await insert(manager, entity, [row as Values<Row>], 'RETURNING "id"')
  return (records as [{ id: number }])[0].id
}

/** Inserts rows that have the same columns, all of them with one statement. */
export async function insertRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityOf<Row>,
  rows: Values<Row>[],
): Promise<void> {
  if (rows.length > 0) await insert(manager, entity, rows, '')
}

/**
 * Inserts rows that have the same columns, all of them with one statement, and answers with the id of each by a value that
 * tells them apart: databases need not answer in the order in which they were given.
 */
export async function insertRowsBy<Row extends ObjectLiteral & { id: number }, Name extends keyof Row>(
  manager: EntityManager,
  entity: EntityOf<Row>,
  rows: Omit<Row, 'id'>[],
  by: Name & string,
): Promise<Map<Row[Name], number>> {
  if (rows.length === 0) return new Map()
  const column = manager.dataSource.getMetadata(entity).findColumnWithPropertyName(by)
  if (!column) throw new Error(`The rows have no “${by}” to tell them apart by.`)
  const returning = `RETURNING "id", ${quoted(column)} AS "by"`
  const { records } = await insert(manager, entity, rows as Values<Row>[], returning)
  return new Map((records as { id: number; by: Row[Name] }[]).map((record) => [record.by, record.id]))
}

function insert<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityOf<Row>,
  rows: Values<Row>[],
  returning: string,
): Promise<Done> {
  const all = rows.map((row) => valuesOf(manager, entity, row))
  const columns = all[0]?.columns ?? []
  let index = 0
  const tuples = all.map(({ values }) => `(${values.map(() => mark(manager, index++)).join(', ')})`)
  const sql = `INSERT INTO ${tableOf(manager, entity)} (${columns.map(quoted).join(', ')})
    VALUES ${tuples.join(', ')} ${returning}`
  return run(
    manager,
    sql,
    all.flatMap(({ values }) => values),
  )
}

/** The row with these values, or null. */
export async function findRow<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityOf<Row>,
  where: Values<Row>,
): Promise<Row | null> {
  const { columns, values } = valuesOf(manager, entity, where)
  const conditions = columns.map((column, index) => `${quoted(column)} = ${mark(manager, index)}`)
  const sql = `SELECT * FROM ${tableOf(manager, entity)} WHERE ${conditions.join(' AND ')} LIMIT 1`
  const [found] = (await run(manager, sql, values)).records as Record<string, unknown>[]
  if (!found) return null
  const { driver } = manager.dataSource
  const row = new entity() as Record<string, unknown>
  for (const column of manager.dataSource.getMetadata(entity).columns) {
    row[column.propertyName] = driver.prepareHydratedValue(found[column.databaseName], column)
  }
  return row as Row
}

/** Changes the rows with these values and answers with their number. */
export async function changeRows<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityOf<Row>,
  where: Values<Row>,
  change: Values<Row>,
): Promise<number> {
  const to = valuesOf(manager, entity, change)
  const from = valuesOf(manager, entity, where)
  const changes = to.columns.map((column, index) => `${quoted(column)} = ${mark(manager, index)}`)
  const conditions = from.columns.map(
    (column, index) => `${quoted(column)} = ${mark(manager, to.columns.length + index)}`,
  )
  const sql = `UPDATE ${tableOf(manager, entity)} SET ${changes.join(', ')} WHERE ${conditions.join(' AND ')}`
  return (await run(manager, sql, [...to.values, ...from.values])).affected
}

function valuesOf<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityOf<Row>,
  row: Values<Row>,
) {
  const { driver } = manager.dataSource
  const given = row as Record<string, unknown>
  const columns = manager.dataSource
    .getMetadata(entity)
    .columns.filter((column) => given[column.propertyName] !== undefined)
  const values = columns.map((column): unknown =>
    driver.preparePersistentValue(given[column.propertyName], column),
  )
  return { columns, values }
}

function tableOf(manager: EntityManager, entity: EntityOf<ObjectLiteral>): string {
  return `"${manager.dataSource.getMetadata(entity).tableName}"`
}

const quoted = (column: { databaseName: string }) => `"${column.databaseName}"`

const mark = (manager: EntityManager, index: number) =>
  manager.dataSource.options.type === 'postgres' ? `$${index + 1}` : '?'

async function run(manager: EntityManager, sql: string, values: unknown[]): Promise<Done> {
  const { dataSource, queryRunner } = manager
  if (!queryRunner?.isTransactionActive) throw new Error('Rows are written and read inside a transaction.')
  if (dataSource.options.type === 'postgres') {
    const { records, affected = 0 } = await queryRunner.query(sql, values, true)
    return { records, affected }
  }
  const statement = prepared(dataSource, sql)
  if (statement.reader) return { records: statement.all(...values), affected: 0 }
  return { records: [], affected: statement.run(...values).changes }
}
