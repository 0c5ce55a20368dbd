import type { EntityManager } from 'typeorm'
import type { Select } from './returns/return-lines.reading.js'

/** Reads inside a write with portable SQL: `?` stands for a parameter on both databases. */
export function selectIn(manager: EntityManager): Select {
  const isPostgres = manager.dataSource.options.type === 'postgres'
  return async <Row>(sql: string, parameters: readonly unknown[]) => {
    let index = 0
    const text = isPostgres ? sql.replaceAll('?', () => `$${(index += 1)}`) : sql
    return manager.query<Row[]>(text, [...parameters])
  }
}
