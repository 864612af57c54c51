import type { Declaration, DeclaredTable } from '../../../models/declaration.ts'
import { declarationOf } from '../../../models/sqlalchemy/finish.ts'
import type { MetadataDraft, TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { newTable } from '../../../models/sqlalchemy/table-object.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'

/** A metadata as each directive has one of its own: with the naming convention of env.py's. */
export function freshMetadata({ configured }: ReplayContext, at: HostCall['at']): MetadataDraft {
  return {
    kind: 'metadata',
    at,
    schema: null,
    naming: configured.naming,
    bindKey: null,
    tables: new Map(),
    sequences: [],
    types: [],
    beforehand: [],
    afterwards: [],
    isGivenAway: false,
  }
}

/** A table in such a metadata. */
export function freshTable(
  context: ReplayContext,
  {
    name,
    schema,
    call,
  }: { readonly name: string; readonly schema: string | null; readonly call: HostCall },
  keywords: ReadonlyMap<string, Value> = new Map(),
): TableDraft {
  const metadata = freshMetadata(context, call.at)
  const table = newTable({ name, metadata, keywords, at: call.at, module: call.at.file })
  table.schema = schema
  metadata.tables.set(schema === null ? name : `${schema}.${name}`, table)
  return table
}

/** What a table is declared as; gaps of it are told. */
export function* declared(
  context: ReplayContext,
  table: TableDraft,
): Steps<{
  readonly declaration: Declaration
  readonly table: DeclaredTable
}> {
  const { reading } = context
  const before = reading.gaps.length
  const declaration = yield* waitFor(
    declarationOf(table.metadata, { names: [], tieOf: () => null }, reading),
  )
  for (const { reason, at } of reading.gaps.splice(before)) {
    context.gap(reason, at, { touches: [table.name] })
  }
  const index = declaration.tables.findIndex(
    (one) => one.name === table.name && one.schema === table.schema,
  )
  const found = declaration.tables[index]
  if (!found) throw new RangeError(`the table ${table.name} is not declared`)
  return { declaration, table: found }
}
