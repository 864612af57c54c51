import type { Column, GeneratedColumn, IdentityColumn } from '../../catalogue/column.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { identifier, qualified } from '../identifier.ts'
import { joinSql, sql, type Sql } from '../sql.ts'
import { nothing, optional, where } from './optional.ts'
import { newSequenceOptions, setSequenceParameters } from './sequence.ts'
import { printedText } from './printed-text.ts'

/** A column as it stands in `create table` and `add column`; see {@link columnSettings} for the rest. */
export function columnDefinition(column: Column): Sql {
  return joinSql(
    [
      sql`${identifier(column.name)} ${printedText(column.type)}`,
      optional(column.compression, (method) => sql` compression ${identifier(method)}`),
      optional(column.collation, (collation) => sql` collate ${printedText(collation)}`),
      optional(column.default, (expression) => sql` default ${printedText(expression)}`),
      generation(column),
      optional(column.identity, (identity) => sql` ${identityClause(column, identity)}`),
      where(!column.nullable, sql` not null`),
    ],
    sql``,
  )
}

/** What a column has besides its definition, and only statements of their own can set. */
export function columnSettings(table: QualifiedName, column: Column): readonly Sql[] {
  const { storage, statisticsTarget, identity } = column
  return [
    ...(storage === null ? [] : setStorage(table, column)),
    ...(statisticsTarget === null ? [] : setStatisticsTarget(table, column)),
    ...(identity === null ? [] : identityType(column, identity)),
  ]
}

/** Adds a column behind the others, with its settings but without its comment. */
export function addColumn(table: QualifiedName, column: Column): readonly Sql[] {
  return [
    sql`alter table ${qualified(table)} add column ${columnDefinition(column)}`,
    ...columnSettings(table, column),
  ]
}

/** Drops a column; from the tables below too, unless told to leave them theirs. */
export function dropColumn(
  table: QualifiedName,
  { name }: NamedColumn,
  { only = false }: { readonly only?: boolean } = {},
): readonly Sql[] {
  const target = sql`${where(only, sql`only `)}${qualified(table)}`
  return [sql`alter table ${target} drop column ${identifier(name)}`]
}

/**
 * Gives a column its type and collation. `using` is the expression that turns the values, printed
 * by PostgreSQL or checked by the caller; without it they are cast as an assignment would.
 */
export function setType(
  table: QualifiedName,
  column: Pick<Column, 'name' | 'type' | 'collation'>,
  using: Sql | null = null,
): readonly Sql[] {
  const collation = optional(column.collation, (text) => sql` collate ${printedText(text)}`)
  const conversion = optional(using, (expression) => sql` using ${expression}`)
  return alter(table, column, sql`type ${printedText(column.type)}${collation}${conversion}`)
}

/** Sets the default to what the column says, or to none. */
export function setDefault(
  table: QualifiedName,
  column: Pick<Column, 'name' | 'default'>,
): readonly Sql[] {
  const { default: expression } = column
  const action =
    expression === null ? sql`drop default` : sql`set default ${printedText(expression)}`
  return alterOnly(table, column, action)
}

/** Lets nulls in, or keeps them out; in the tables below it too, unless told to leave them alone. */
export function setNullable(
  table: QualifiedName,
  column: Pick<Column, 'name' | 'nullable'>,
  { only = false }: { readonly only?: boolean } = {},
): readonly Sql[] {
  const action = column.nullable ? sql`drop not null` : sql`set not null`
  return only ? alterOnly(table, column, action) : alter(table, column, action)
}

/** Makes a generated column a plain one, which keeps its values. */
export function dropExpression(table: QualifiedName, column: NamedColumn): readonly Sql[] {
  return alter(table, column, sql`drop expression`)
}

/** Gives a generated column another expression, since PostgreSQL 17; stored ones are written anew. */
export function setExpression(
  table: QualifiedName,
  column: NamedColumn,
  { expression }: Pick<GeneratedColumn, 'expression'>,
): readonly Sql[] {
  return alter(table, column, sql`set expression as (${printedText(expression)})`)
}

/** Makes a plain column, which must be not null, an identity column. */
export function addIdentity(
  table: QualifiedName,
  column: Pick<Column, 'name' | 'type'>,
  identity: IdentityColumn,
): readonly Sql[] {
  return [
    ...alter(table, column, sql`add ${identityClause(column, identity)}`),
    ...identityType(column, identity),
  ]
}

/** Changes when an identity column takes its value from its sequence. */
export function setIdentityKind(
  table: QualifiedName,
  column: NamedColumn,
  { kind }: Pick<IdentityColumn, 'kind'>,
): readonly Sql[] {
  return alter(table, column, sql`set ${generatedWhen(kind)}`)
}

/** Makes an identity column a plain one and drops its sequence. */
export function dropIdentity(table: QualifiedName, column: NamedColumn): readonly Sql[] {
  return alter(table, column, sql`drop identity`)
}

/** Sets how long values are stored; back to the type's own way needs PostgreSQL 16. */
export function setStorage(
  table: QualifiedName,
  column: Pick<Column, 'name' | 'storage'>,
): readonly Sql[] {
  const storage = column.storage === null ? sql`default` : identifier(column.storage)
  return alterOnly(table, column, sql`set storage ${storage}`)
}

/** Sets how long values are compressed, or leaves that to the server. */
export function setCompression(
  table: QualifiedName,
  column: Pick<Column, 'name' | 'compression'>,
): readonly Sql[] {
  const method = column.compression === null ? sql`default` : identifier(column.compression)
  return alterOnly(table, column, sql`set compression ${method}`)
}

/** Sets how many values `analyze` keeps, or leaves that to the server. */
export function setStatisticsTarget(
  table: QualifiedName,
  column: Pick<Column, 'name' | 'statisticsTarget'>,
): readonly Sql[] {
  const target = printedText(String(column.statisticsTarget ?? -1))
  return alterOnly(table, column, sql`set statistics ${target}`)
}

type NamedColumn = Pick<Column, 'name'>
type TypedColumn = Pick<Column, 'type'>

function generation({ generated }: Column): Sql {
  return optional(generated, ({ kind, expression }) => {
    const word = kind === 'stored' ? sql`stored` : sql`virtual`
    return sql` generated always as (${printedText(expression)}) ${word}`
  })
}

function identityClause({ type }: TypedColumn, identity: IdentityColumn): Sql {
  const { kind, sequence, parameters } = identity
  // Numbers beyond the type of the column would be refused before the sequence has its own type.
  const options = parameters.type === type ? newSequenceOptions(parameters) : nothing
  return sql`${generatedWhen(kind)} as identity (sequence name ${qualified(sequence)}${options})`
}

function generatedWhen(kind: IdentityColumn['kind']): Sql {
  return kind === 'always' ? sql`generated always` : sql`generated by default`
}

/** The sequence takes the type of its column, and may have been given another one since. */
function identityType(
  { type }: TypedColumn,
  { sequence, parameters }: IdentityColumn,
): readonly Sql[] {
  if (parameters.type === type) return []
  return setSequenceParameters(sequence, parameters, { restart: true })
}

function alter(table: QualifiedName, { name }: NamedColumn, action: Sql): readonly Sql[] {
  return [sql`alter table ${qualified(table)} alter column ${identifier(name)} ${action}`]
}

function alterOnly(table: QualifiedName, { name }: NamedColumn, action: Sql): readonly Sql[] {
  return [sql`alter table only ${qualified(table)} alter column ${identifier(name)} ${action}`]
}
