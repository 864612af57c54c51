import type { Declaration, DeclaredTable } from '../../models/declaration.ts'
import { ddlOf } from '../../models/ddl-of.ts'
import { presupposedOf } from '../../models/presupposed.ts'
import type { Sql } from '../../sql/sql.ts'
import type { Borrow } from './replay/statement-runner.ts'

/**
 * Lends tables as models declare them today: without foreign keys, for what they point at may not be
 * there yet. A table that two declarations have is lent as the first has it.
 */
export function borrowFromModels(declarations: readonly Declaration[]): Borrow {
  return ({ schema, name }) => {
    for (const declaration of declarations) {
      const table = declaration.tables.find(
        (one) => one.name === name && (schema === null || (one.schema ?? 'public') === schema),
      )
      if (table) return Promise.resolve(statementsOf(declaration, table))
    }
    return Promise.resolve(null)
  }
}

/** The table alone, with the types, sequences, schemas and extensions that it needs. */
function statementsOf(declaration: Declaration, table: DeclaredTable): readonly Sql[] {
  const { columns, constraints } = table
  const texts = columns.flatMap(({ type, default: otherwise }) =>
    [type, otherwise].map((one) => (one?.kind === 'known' ? one.value : '')),
  )
  const isUsed = ({ name }: { readonly name: string }): boolean =>
    texts.some((text) => text.includes(name))
  const alone: Declaration = {
    ...declaration,
    types: declaration.types.filter(isUsed),
    sequences: declaration.sequences.filter(isUsed),
    tables: [{ ...table, constraints: constraints.filter(({ kind }) => kind !== 'foreign-key') }],
    afterwards: [],
  }
  return [...presupposedOf(alone), ...ddlOf(alone)].map(({ sql }) => sql)
}
