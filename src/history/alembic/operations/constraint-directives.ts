import { constraintName, definitionOf } from '../../../models/ddl-of.ts'
import type { ConstraintDraft, TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { newColumn } from '../../../models/sqlalchemy/column-construct.ts'
import { nameOf, type NamePrefix } from '../../../models/sqlalchemy/naming.ts'
import { itemsIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { itemOf } from '../../../models/sqlalchemy/sa-object.ts'
import { addColumn } from '../../../models/sqlalchemy/table-object.ts'
import { none, str } from '../../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { identifier } from '../../../sql/identifier.ts'
import { sql } from '../../../sql/sql.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'
import { declared, freshTable } from './declared.ts'
import type { Directive } from './directive.ts'
import { given, isSet, nameIn, optionalText, schemaOf, text } from './read-arguments.ts'

/** What a directive makes a constraint of. */
interface NewConstraint {
  readonly form: ConstraintDraft['form']
  readonly table: string
  readonly schema: string | null
  readonly columns: readonly Value[]
  readonly targets?: readonly Value[]
  readonly expression?: Value | null
}

/** `op.create_primary_key(name, table, columns)` */
export const createPrimaryKey: Directive = function* (call, context) {
  const table = text(call, [1, 'table_name'], context)
  const columns = columnsOf(given(call, 2, 'columns'), { call, context, table })
  const schema = schemaOf(call, context)
  return yield* addConstraint({ form: 'primary-key', table, schema, columns }, call, context)
}

/** `op.create_unique_constraint(name, table, columns)` */
export const createUniqueConstraint: Directive = function* (call, context) {
  const table = text(call, [1, 'table_name', 'source'], context)
  const columns = columnsOf(given(call, 2, 'columns', 'local_cols'), { call, context, table })
  const schema = schemaOf(call, context)
  return yield* addConstraint({ form: 'unique', table, schema, columns }, call, context)
}

/** `op.create_foreign_key(name, source, referent, local, remote)` */
export const createForeignKey: Directive = function* (call, context) {
  const table = text(call, [1, 'source_table', 'source'], context)
  const referent = text(call, [2, 'referent_table', 'referent'], context)
  const columns = columnsOf(given(call, 3, 'local_cols'), { call, context, table })
  const remote = columnsOf(given(call, 4, 'remote_cols'), { call, context, table })
  const schema = optionalText(call, [Infinity, 'source_schema'], context)
  const remoteSchema = optionalText(call, [Infinity, 'referent_schema'], context)
  const prefix = remoteSchema === null ? referent : `${remoteSchema}.${referent}`
  const targets = remote.map((one) => str(`${prefix}.${textIn(one) ?? ''}`))
  return yield* addConstraint(
    { form: 'foreign-key', table, schema, columns, targets },
    call,
    context,
  )
}

/** `op.create_check_constraint(name, table, condition)` */
export const createCheckConstraint: Directive = function* (call, context) {
  const table = text(call, [1, 'table_name', 'source'], context)
  const condition = given(call, 2, 'condition')
  if (condition?.kind === 'unknown') context.refuseUnknown(condition, [table])
  const schema = schemaOf(call, context)
  return yield* addConstraint(
    { form: 'check', table, schema, columns: [], expression: condition },
    call,
    context,
  )
}

/** `op.create_exclude_constraint(name, table, *elements)` */
export const createExcludeConstraint: Directive = function* (call, context) {
  const table = text(call, [1, 'table_name'], context)
  const columns = call.positional.slice(2)
  const schema = schemaOf(call, context)
  return yield* addConstraint({ form: 'exclusion', table, schema, columns }, call, context)
}

interface Standing {
  readonly call: HostCall
  readonly context: ReplayContext
  readonly table: string
}

function columnsOf(value: Value | null, { call, context, table }: Standing): readonly Value[] {
  if (value?.kind === 'unknown') context.refuseUnknown(value, [table])
  const columns = itemsIn(value)
  const unknown = columns.find((one) => one.kind === 'unknown')
  if (unknown?.kind === 'unknown') context.refuseUnknown(unknown, [table])
  if (columns.length === 0) {
    context.refuse('the columns of this constraint are not known', call, [table])
  }
  return columns
}

function* addConstraint(
  { form, table, schema, columns, targets = [], expression = null }: NewConstraint,
  call: HostCall,
  context: ReplayContext,
): Steps<Value> {
  const draft = freshTable(context, { name: table, schema, call })
  const constraint: ConstraintDraft = {
    kind: 'constraint',
    form,
    name: nameValue(call),
    columns,
    targets,
    expression,
    options: call.keywords,
    column: null,
    order: context.reading.next(),
    at: call.at,
  }
  addColumns(draft, constraint, call)
  draft.constraints.push(constraint)
  const made = (yield* declared(context, draft)).table.constraints
  for (const one of made) {
    const target = nameIn(schema, table)
    yield* context.execute(
      sql`alter table ${target} add ${constraintName(one)}${definitionOf(one)}`,
      call,
    )
  }
  return none
}

function nameValue(call: HostCall): Value | null {
  const value = given(call, 0, 'constraint_name', 'name')
  return value?.kind === 'none' ? null : value
}

/** The table as a directive sees it: with the columns that the constraint names, and no types. */
function addColumns(table: TableDraft, constraint: ConstraintDraft, call: HostCall): void {
  const elements =
    constraint.form === 'exclusion'
      ? constraint.columns.map((pair) => itemsIn(pair)[0])
      : constraint.columns
  for (const value of elements) {
    const name = textIn(value) ?? null
    const item = itemOf(value)
    if (name === null || item) continue
    const column = newColumn(call, false)
    column.name = name
    column.key = name
    // Not declared itself: a type keeps it from being told as a gap.
    column.type = { kind: 'plain', sql: 'text', collation: null, serial: null, extension: null }
    addColumn(table, column)
  }
}

const PREFIXES: ReadonlyMap<string, NamePrefix> = new Map([
  ['foreignkey', 'fk'],
  ['primary', 'pk'],
  ['unique', 'uq'],
  ['check', 'ck'],
])

/** `op.drop_constraint(name, table, type_)` */
export const dropConstraint: Directive = function* (call, context) {
  const value = given(call, 0, 'constraint_name')
  const table = text(call, [1, 'table_name'], context)
  const name = textIn(value)
  if (value?.kind === 'unknown') context.refuseUnknown(value, [table])
  if (name === null) {
    return context.refuse('a constraint without a name is not dropped', call, [table])
  }
  const schema = schemaOf(call, context)
  const prefix = PREFIXES.get(optionalText(call, [2, 'type_', 'constraint_type'], context) ?? '')
  const draft = freshTable(context, { name: table, schema, call })
  const full =
    prefix === undefined
      ? name
      : yield* waitFor(
          nameOf(
            prefix,
            { name: value ?? null, columns: [] },
            { table: draft, reading: context.reading },
          ),
        )
  const exists = isSet(call, 'if_exists') ? sql`if exists ` : sql``
  yield* context.execute(
    sql`alter table ${nameIn(schema, table)} drop constraint ${exists}${identifier(full ?? name)}`,
    call,
  )
  return none
}
