import { finalName } from '../../../models/sqlalchemy/final-name.ts'
import { textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { bindObject, execute } from '../database/bind-object.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { alterColumn } from './alter-column.ts'
import { bulkInsert } from './bulk-insert.ts'
import {
  createCheckConstraint,
  createExcludeConstraint,
  createForeignKey,
  createPrimaryKey,
  createUniqueConstraint,
  dropConstraint,
} from './constraint-directives.ts'
import type { Directive } from './directive.ts'
import { syncEnumValues } from './enum-directives.ts'
import { entityDirectives } from './entity-directives.ts'
import { createIndex, dropIndex } from './index-directives.ts'
import { migrationContextObject } from './migration-context.ts'
import {
  addColumnTo,
  createTable,
  createTableComment,
  dropColumn,
  dropTable,
  dropTableComment,
  renameTable,
} from './table-directives.ts'

const executeSql: Directive = function* (call, context) {
  yield* execute(call, context)
  return none
}

/** The directives of Alembic by their names. */
const DIRECTIVES: ReadonlyMap<string, Directive> = new Map<string, Directive>([
  ['create_table', createTable],
  ['drop_table', dropTable],
  ['rename_table', renameTable],
  ['create_table_comment', createTableComment],
  ['drop_table_comment', dropTableComment],
  ['add_column', addColumnTo],
  ['drop_column', dropColumn],
  ['alter_column', alterColumn],
  ['create_primary_key', createPrimaryKey],
  ['create_unique_constraint', createUniqueConstraint],
  ['create_foreign_key', createForeignKey],
  ['create_check_constraint', createCheckConstraint],
  ['create_exclude_constraint', createExcludeConstraint],
  ['drop_constraint', dropConstraint],
  ['create_index', createIndex],
  ['drop_index', dropIndex],
  ['execute', executeSql],
  ['bulk_insert', bulkInsert],
  ['sync_enum_values', syncEnumValues],
  ...entityDirectives,
])

/** `alembic.op` */
export function opObject(context: ReplayContext): SaObject {
  const self: SaObject = saObject(
    'op',
    { kind: 'inert', name: 'op' },
    {
      getAttribute: (name, call) => {
        const directive = DIRECTIVES.get(name)
        if (directive) return construct(`op.${name}`, (inner) => directive(inner, context))
        if (name === 'f') return construct('op.f', finalNameOf)
        if (name === 'get_bind') {
          return construct(name, () => bindObject(context, { url: context.url }))
        }
        if (name === 'get_context') return construct(name, () => migrationContextObject(context))
        if (name === 'migration_context') return migrationContextObject(context)
        if (name === 'inline_literal') {
          return construct(name, ({ positional: [value = none] }) => value)
        }
        if (name === 'batch_alter_table') {
          return construct(name, (inner) => batchObject(inner, context))
        }
        if (name === 'invoke') return construct(name, (inner) => invoke(inner, { self, context }))
        if (name === 'run_async') return construct(name, (inner) => runAsync(inner, context))
        if (name.startsWith('__')) return null
        const own = context.directives.get(name)
        if (own) return construct(`op.${name}`, (inner) => ownDirective(own, inner, self))
        return call.machine.unknown(`the directive "op.${name}" is not understood`)
      },
    },
  )
  return self
}

function* runAsync(
  { positional: [callee = none, ...rest], keywords, machine }: HostCall,
  context: ReplayContext,
): Steps<Value> {
  const bind = bindObject(context, { url: context.url })
  return yield* machine.call(callee, { positional: [bind, ...rest], keywords })
}

function finalNameOf({ positional: [name = none] }: HostCall): Value {
  const text = textIn(name)
  return text === null ? name : finalName(text)
}

/** A directive of the project's: its class method is called with `op` first. */
function* ownDirective(
  own: Value,
  { positional, keywords, machine }: HostCall,
  self: Value,
): Steps<Value> {
  return yield* machine.call(own, { positional: [self, ...positional], keywords })
}

/** `operations.invoke(operation)`: what implements it is called. */
function* invoke(
  { positional: [operation = none], machine }: HostCall,
  { self, context }: { readonly self: Value; readonly context: ReplayContext },
): Steps<Value> {
  const implementation =
    operation.kind === 'instance' ? context.implementations.get(operation.type) : undefined
  if (!implementation) return machine.unknown('nothing implements this operation')
  return yield* machine.call(implementation, {
    positional: [self, operation],
    keywords: new Map(),
  })
}

/** Directives whose first argument is a name, so that the table comes second. */
const NAMED: ReadonlySet<string> = new Set([
  'create_primary_key',
  'create_unique_constraint',
  'create_foreign_key',
  'create_check_constraint',
  'create_exclude_constraint',
  'drop_constraint',
  'create_index',
  'drop_index',
])

/** `op.batch_alter_table(table)`: on PostgreSQL each directive is one of `op`'s on that table. */
function batchObject(opened: HostCall, context: ReplayContext): Value {
  const [first] = opened.positional
  const table = first ?? opened.keywords.get('table_name')
  if (!table || table.kind === 'unknown') {
    context.gap(table?.reason ?? 'the table of this batch is not known', opened.at)
    return opened.machine.unknown('the table of this batch is not known')
  }
  const schema = opened.positional[1] ?? opened.keywords.get('schema') ?? none
  const self: SaObject = saObject(
    'op',
    { kind: 'inert', name: 'batch_op' },
    {
      getAttribute: (name, call) => {
        if (name === 'f') return construct('batch_op.f', finalNameOf)
        if (name === 'get_bind') {
          return construct(name, () => bindObject(context, { url: context.url }))
        }
        if (name === 'get_context') return construct(name, () => migrationContextObject(context))
        const directive = DIRECTIVES.get(name)
        if (!directive || !isOfBatch(name)) {
          return name.startsWith('__')
            ? null
            : call.machine.unknown(`the directive "batch_op.${name}" is not understood`)
        }
        return construct(`batch_op.${name}`, (inner) =>
          directive(ofTable(name, inner, [table, schema]), context),
        )
      },
      enter: () => self,
      exit: () => none,
    },
  )
  return self
}

function isOfBatch(name: string): boolean {
  return !/^(create_table|drop_table|rename_table|bulk_insert)$/.test(name)
}

function ofTable(name: string, call: HostCall, [table, schema]: readonly [Value, Value]): HostCall {
  if (name === 'execute') return call
  const keywords = new Map(call.keywords)
  if (schema.kind !== 'none' && !keywords.has('schema')) {
    keywords.set(name === 'create_foreign_key' ? 'source_schema' : 'schema', schema)
  }
  const place = NAMED.has(name) ? 1 : 0
  if (call.positional.length < place) {
    keywords.set(name === 'create_foreign_key' ? 'source_table' : 'table_name', table)
    const named = keywords.get('constraint_name') ?? keywords.get('index_name') ?? none
    return { ...call, keywords, positional: [named, table] }
  }
  const positional = [...call.positional.slice(0, place), table, ...call.positional.slice(place)]
  return { ...call, positional, keywords }
}
