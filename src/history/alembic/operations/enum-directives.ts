import { itemsIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { HostCall, Machine, Steps, Value } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { literal } from '../../../sql/literal.ts'
import { joinSql, sql, verbatim } from '../../../sql/sql.ts'
import { columnDefault } from '../database/column-default.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import type { Directive } from './directive.ts'
import { given, nameIn, optionalText, text } from './read-arguments.ts'

/** `op.sync_enum_values(…)` of alembic-postgresql-enum: the type is made anew under its name. */
export const syncEnumValues: Directive = function* (call, context) {
  const schema = optionalText(call, [0, 'enum_schema', 'schema'], context)
  const name = text(call, [1, 'enum_name'], context)
  const labels = textsOf(given(call, 2, 'new_values', 'new_enum_values'))
  const after = textsOf(call.keywords.has('enum_name') ? null : given(call, 3))
  if (labels && after) return yield* addValues({ schema, name }, [labels, after], { call, context })
  const columns = yield* columnsOf(given(call, 3, 'affected_columns'), call.machine)
  if (!labels || !columns) {
    return context.refuse('the values or columns of this enum are not known', call, [name])
  }
  const type = nameIn(schema, name)
  const old = `${name}_old`
  yield* context.execute(sql`alter type ${type} rename to ${identifier(old)}`, call)
  yield* context.execute(
    sql`create type ${type} as enum (${joinSql(labels.map(literal), sql`, `)})`,
    call,
  )
  for (const one of columns) {
    yield* retype(one, { type: sql`${type}`, call, context })
  }
  yield* context.execute(sql`drop type ${nameIn(schema, old)}`, call)
  return none
}

/** The form of alembic-autogenerate-enums, which adds what is new: old labels, then new ones. */
function* addValues(
  { schema, name }: { readonly schema: string | null; readonly name: string },
  [before, after]: readonly [readonly string[], readonly string[]],
  { call, context }: { readonly call: HostCall; readonly context: ReplayContext },
): Steps<Value> {
  for (const label of after.filter((one) => !before.includes(one))) {
    yield* context.execute(
      sql`alter type ${nameIn(schema, name)} add value ${literal(label)}`,
      call,
    )
  }
  return none
}

interface EnumColumn {
  readonly schema: string | null
  readonly table: string
  readonly column: string
  readonly isArray: boolean
}

function* retype(
  { schema, table, column, isArray }: EnumColumn,
  {
    type,
    call,
    context,
  }: {
    readonly type: ReturnType<typeof nameIn>
    readonly call: HostCall
    readonly context: ReplayContext
  },
): Steps<void> {
  const target = sql`alter table ${nameIn(schema, table)} alter column ${identifier(column)}`
  const otherwise = yield* columnDefault({ schema, table, column }, context)
  if (otherwise !== null) yield* context.execute(sql`${target} drop default`, call)
  const words = isArray
    ? sql`${type}[] using ${identifier(column)}::text[]::${type}[]`
    : sql`${type} using ${identifier(column)}::text::${type}`
  yield* context.execute(sql`${target} type ${words}`, call)
  if (otherwise === null) return
  // The default was printed with the type, which bears another name now.
  const bare = otherwise.replace(/::[\w."]+_old\b"?/g, isArray ? `::${type}` : `::${type}`)
  yield* context.execute(sql`${target} set default ${verbatim(bare)}`, call)
}

function textsOf(value: Value | null): readonly string[] | null {
  const items = itemsIn(value)
  const texts = items.map(textIn)
  return items.length === 0 || texts.includes(null) ? null : texts.filter((one) => one !== null)
}

/** `TableReference(…)`, or a tuple of a table and a column. */
function* columnsOf(value: Value | null, machine: Machine): Steps<readonly EnumColumn[] | null> {
  const found: EnumColumn[] = []
  for (const one of itemsIn(value)) {
    if (one.kind === 'tuple') {
      const [table, column] = one.items.map(textIn)
      if (typeof table !== 'string' || typeof column !== 'string') return null
      found.push({ schema: null, table, column, isArray: false })
      continue
    }
    const read = function* (name: string): Steps<Value | null> {
      return yield* machine.findAttribute(one, name)
    }
    const [table, column] = [textIn(yield* read('table_name')), textIn(yield* read('column_name'))]
    if (table === null || column === null) return null
    const kind = textIn(yield* read('column_type')) ?? ''
    found.push({
      schema: textIn(yield* read('table_schema')),
      table,
      column,
      isArray: /array/i.test(kind),
    })
  }
  return found
}
