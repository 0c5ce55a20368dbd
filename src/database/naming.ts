import { DefaultNamingStrategy, Table } from 'typeorm'

const snake = (name: string) => name.replace(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase()

/** Tables and columns in snake case; every constraint has a name that says what it guards. */
export class ThroughlineNaming extends DefaultNamingStrategy {
  override tableName(targetName: string, userSpecifiedName: string | undefined): string {
    return userSpecifiedName ?? snake(targetName)
  }

  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return snake([...prefixes, customName ?? propertyName].join('_'))
  }

  override primaryKeyName(table: Table | string): string {
    return `pk_${bare(table)}`
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `fk_${bare(table)}_${columns.map(snake).join('_')}`
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return `uq_${bare(table)}_${columns.map(snake).join('_')}`
  }

  override indexName(table: Parameters<DefaultNamingStrategy['indexName']>[0], columns: string[]): string {
    return `ix_${bare(table)}_${columns.map(snake).join('_')}`
  }
}

function bare(table: Table | string | { name: string }): string {
  const name = typeof table === 'string' ? table : table.name
  return name.slice(name.lastIndexOf('.') + 1)
}
