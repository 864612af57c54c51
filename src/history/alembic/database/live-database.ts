import type {
  MetadataDraft,
  SequenceDraft,
  SqlType,
  TableDraft,
} from '../../../models/sqlalchemy/drafts.ts'
import { sequenceOf } from '../../../models/sqlalchemy/finish-column.ts'
import type { LiveDatabase } from '../../../models/sqlalchemy/live-host.ts'
import { argument, flagIn, itemsIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct } from '../../../models/sqlalchemy/sa-object.ts'
import { sequenceStatement } from '../../../models/ddl-of.ts'
import { none } from '../../../python/value/plain-value.ts'
import type { Answer, HostCall, Steps, Value } from '../../../python/value/value.ts'
import { sql } from '../../../sql/sql.ts'
import {
  createTypesAlone,
  createTypeText,
  dropTypeText,
  namedTypeIn,
  typeExists,
  type NamedType,
} from '../operations/create-type.ts'
import { declared } from '../operations/declared.ts'
import { nameIn } from '../operations/read-arguments.ts'
import { runTable } from '../operations/table-directives.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { isBind } from './bind-object.ts'
import { createAll, dropAll } from './metadata-directives.ts'
import { reflectAll } from './reflect-table.ts'
import { tableExists } from './table-exists.ts'
import { tableStatement } from './table-statements.ts'

/** What constructs of SQLAlchemy ask for while revisions are replayed. */
export function liveDatabase(context: ReplayContext): LiveDatabase {
  return {
    typeMethod: (type, name) => typeMethod(type, name, context),
    tableAttribute: (table, name) => tableMethod(table, name, context),
    metadataAttribute: (metadata, name) => metadataMethod(metadata, name, context),
    sequenceAttribute: (sequence, name) => sequenceMethod(sequence, name, context),
    inertCall: (name, call) => inertCall(name, { call, context }),
  }
}

function checksFirst(call: HostCall, otherwise: boolean): boolean {
  return flagIn(argument(call, 1, 'checkfirst')) ?? otherwise
}

function typeMethod(type: SqlType, name: string, context: ReplayContext): Answer | null {
  if (name !== 'create' && name !== 'drop') return null
  const named = namedTypeIn(type)
  if (!named) {
    // Types that are not PostgreSQL's own have nothing to create.
    if (type.kind === 'enum' && type.isNative) return null
    return construct(name, () => none)
  }
  return construct(name, (call) => createOrDrop(named, { name, call }, context))
}

function* createOrDrop(
  type: NamedType,
  { name, call }: { readonly name: 'create' | 'drop'; readonly call: HostCall },
  context: ReplayContext,
): Steps<Value> {
  // `checkfirst` is on by default in both: an enum that is there is not made again.
  const isThere = checksFirst(call, true) ? yield* typeExists(type, call, context) : null
  if (name === 'create') {
    if (isThere !== true) yield* context.execute(createTypeText(type), call)
  } else if (isThere !== false) yield* context.execute(dropTypeText(type), call)
  return none
}

function tableMethod(table: TableDraft, name: string, context: ReplayContext): Answer | null {
  if (name === 'create') return construct(name, (call) => createTable(table, call, context))
  if (name === 'drop') {
    return construct(name, function* (call) {
      const target = nameIn(table.schema, table.name)
      const exists = checksFirst(call, false) ? sql`if exists ` : sql``
      yield* context.execute(sql`drop table ${exists}${target}`, call)
      return none
    })
  }
  return tableStatement(table, name, context)
}

/** `table.create(bind)` */
export function* createTable(
  table: TableDraft,
  call: HostCall,
  context: ReplayContext,
): Steps<Value> {
  const isChecked = checksFirst(call, false)
  if (isChecked && (yield* tableExists(table, call, context))) return none
  yield* createTypesAlone(table, { call, checksFirst: isChecked }, context)
  yield* runTable((yield* declared(context, table)).table, call, context)
  return none
}

function metadataMethod(
  metadata: MetadataDraft,
  name: string,
  context: ReplayContext,
): Answer | null {
  if (name === 'create_all') return construct(name, (call) => createAll(metadata, call, context))
  if (name === 'drop_all') return construct(name, (call) => dropAll(metadata, call, context))
  if (name === 'reflect') {
    return construct(name, function* (call) {
      const schema = textIn(argument(call, 1, 'schema')) ?? metadata.schema
      yield* reflectAll(metadata, { schema, call }, context)
      return none
    })
  }
  if (name === 'bind') return none
  return null
}

function sequenceMethod(
  sequence: SequenceDraft,
  name: string,
  context: ReplayContext,
): Answer | null {
  if (name !== 'create' && name !== 'drop') return null
  return construct(name, function* (call) {
    const target = nameIn(sequence.schema, sequence.name)
    if (name === 'create') {
      if (checksFirst(call, true) && (yield* tableExists(sequence, call, context))) return none
      yield* context.execute(sequenceStatement(sequenceOf(sequence)).sql, call)
    } else {
      const exists = checksFirst(call, true) ? sql`if exists ` : sql``
      yield* context.execute(sql`drop sequence ${exists}${target}`, call)
    }
    return none
  })
}

/** What is not understood and is given a connection could do anything with it. */
function inertCall(
  name: string,
  { call, context }: { readonly call: HostCall; readonly context: ReplayContext },
): Answer | null {
  const values = [...call.positional, ...call.keywords.values()].flatMap((value) => [
    value,
    ...itemsIn(value),
  ])
  if (!values.some((value) => isBind(value)) || /session|mapper|register|configure/i.test(name)) {
    return null
  }
  context.gap(`"${name}" is not understood`, call.at)
  return call.machine.unknown(`"${name}" is not understood`)
}
