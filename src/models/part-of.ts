import type { Sql } from '../sql/sql.ts'
import { typeName } from './ddl-of.ts'
import type { Declaration, DeclaredTable, DeclaredType } from './declaration.ts'

/** A declaration with some of its tables, and without the types that only the others use. */
export function partOf(
  declaration: Declaration,
  isKept: (table: DeclaredTable) => boolean,
): Declaration {
  const tables = declaration.tables.filter(isKept)
  const others = declaration.tables.filter((table) => !isKept(table))
  if (others.length === 0) return declaration
  if (tables.length === 0) {
    return { ...declaration, ...NOTHING, tables }
  }
  const types = declaration.types.filter((type) => uses(tables, type) || !uses(others, type))
  const names = new Set(types.map(typeName))
  const enums = declaration.enums.filter((type) => names.has(typeName(type)))
  return { ...declaration, tables, types, enums }
}

const NOTHING = { types: [], enums: [], sequences: [], beforehand: [], afterwards: [] } as const

function uses(tables: readonly DeclaredTable[], type: DeclaredType): boolean {
  const name = typeName(type)
  return tables.some(({ columns }) => columns.some((column) => isOf(column.type, name)))
}

function isOf(type: DeclaredTable['columns'][number]['type'], name: Sql): boolean {
  return type.kind === 'known' && (type.value === name || type.value.startsWith(`${name}[`))
}
