import type { Column } from '../../catalogue/column.ts'
import type { Table } from '../../catalogue/table.ts'
import type { Sql } from '../sql.ts'
import {
  setCompression,
  setDefault,
  setNullable,
  setStatisticsTarget,
  setStorage,
} from './column.ts'

/** What a child has changed in the columns that its parents give or share. */
export function inheritedSettings(table: Table, parents: readonly Table[]): readonly Sql[] {
  return table.columns.flatMap((column) => {
    const origins = parents.flatMap(({ columns }) =>
      columns.filter(({ name }) => name === column.name),
    )
    const [origin] = origins
    return origin === undefined ? [] : settingsOf(table, column, [origin, ...origins.slice(1)])
  })
}

function settingsOf(
  table: Table,
  column: Column,
  origins: readonly [Column, ...Column[]],
): readonly Sql[] {
  const declared = column.inherited ? null : column
  const nullable = origins.every((origin) => origin.nullable) && (declared?.nullable ?? true)
  const generated = column.generated !== null
  const given = declared?.default ?? origins.find((origin) => origin.default !== null)?.default
  return [
    ...(generated || column.default === (given ?? null) ? [] : setDefault(table, column)),
    ...(column.nullable === nullable ? [] : setNullable(table, column)),
    ...(declared === null ? storageOf(table, column, origins[0]) : []),
  ]
}

/** A column that is declared again has its settings printed with it. */
function storageOf(table: Table, column: Column, origin: Column): readonly Sql[] {
  return [
    ...(column.storage === origin.storage ? [] : setStorage(table, column)),
    ...(column.compression === origin.compression ? [] : setCompression(table, column)),
    ...(column.statisticsTarget === null ? [] : setStatisticsTarget(table, column)),
  ]
}
