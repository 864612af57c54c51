import type { TableDraft } from '../../../models/sqlalchemy/drafts.ts'
import { entriesIn, itemsIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { columnObject } from '../../../models/sqlalchemy/expression-object.ts'
import { list } from '../../../python/value/make.ts'
import { integer, none } from '../../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import { insertText } from '../operations/bulk-insert.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { bindObject, execute } from './bind-object.ts'
import { executableOf, type ExecutableObject } from './executable-object.ts'
import { selectObject } from './select-object.ts'
import { tableBehind } from './table-behind.ts'
import { tableStatement } from './table-statements.ts'

/** `Session(bind)`, `sessionmaker(…)`: a session speaks to the shadow. */
export function sessionConstructs(context: ReplayContext): readonly SaObject[] {
  const session = (): Value => sessionObject(context)
  const maker = (): Value =>
    Object.assign(construct('sessionmaker', session), { typeName: 'sessionmaker' })
  return [
    ...['Session', 'AsyncSession'].map((name) => ({
      ...construct(name, session),
      isInstance: (value: Value) => value.kind === 'host' && value.typeName === 'Session',
    })),
    ...['sessionmaker', 'async_sessionmaker', 'scoped_session'].map((name) =>
      construct(name, maker),
    ),
  ]
}

/** A session and what was added to it. */
interface OpenSession {
  readonly bind: SaObject
  readonly added: Value[]
  readonly context: ReplayContext
}

type SessionMethod = (call: HostCall, session: OpenSession) => Value | Steps<Value>

const add: SessionMethod = ({ positional: [one = none] }, { added }) => {
  added.push(one)
  return one
}

const addAll: SessionMethod = ({ positional: [some = none] }, { added }) => {
  added.push(...itemsIn(some))
  return none
}

const write: SessionMethod = function* (call, { added, context }) {
  yield* flush(added, call, context)
  return none
}

/** What asks the database writes first what was added. */
const ask = (name: string): SessionMethod =>
  function* (call, { added, context, bind }) {
    yield* flush(added, call, context)
    const method = yield* call.machine.getAttribute(bind, name)
    return yield* call.machine.call(method, call)
  }

const nothing: SessionMethod = () => none

const SESSION_METHODS: Readonly<Record<string, SessionMethod>> = {
  query: ({ positional }, { context }) => queryObject(positional, context),
  add,
  merge: add,
  add_all: addAll,
  bulk_save_objects: addAll,
  flush: write,
  commit: write,
  close: write,
  execute: ask('execute'),
  exec: ask('exec'),
  scalars: ask('scalars'),
  scalar: ask('scalar'),
  delete: ({ at }, { context }) => {
    context.gap('a deleted object is not followed', at, { kind: 'rows' })
    return none
  },
  refresh: nothing,
  expire: nothing,
  expunge: nothing,
  bulk_insert_mappings: (call, { context }) => bulkMappings('bulk_insert_mappings', call, context),
  bulk_update_mappings: (call, { context }) => bulkMappings('bulk_update_mappings', call, context),
}

function sessionObject(context: ReplayContext): SaObject {
  const bind = bindObject(context, { url: context.url }, 'Session')
  const open: OpenSession = { bind, added: [], context }
  const self: SaObject & { readonly url: string | null } = {
    ...bind,
    url: context.url,
    enter: () => self,
    exit: (call) => write(call, open),
    getAttribute: (name, call) => {
      const method = SESSION_METHODS[name]
      if (method) return construct(name, (inner) => method(inner, open))
      return bind.getAttribute?.(name, call) ?? null
    },
  }
  return self
}

function* bulkMappings(name: string, call: HostCall, context: ReplayContext): Steps<Value> {
  const [what, rows] = call.positional
  const table = what ? tableBehind(what) : null
  if (!table || name === 'bulk_update_mappings') {
    if (itemsIn(rows).length > 0) {
      context.gap(`"${name}" is not understood`, call.at, { kind: 'rows' })
    }
    return none
  }
  for (const row of itemsIn(rows)) {
    const text = yield* insertText(table, entriesIn(row), { call, context })
    if (text !== null) yield* context.execute(text, call)
  }
  return none
}

/** Objects that were added become rows. */
function* flush(added: Value[], call: HostCall, context: ReplayContext): Steps<void> {
  for (const one of added.splice(0)) {
    const table = one.kind === 'instance' ? tableBehind(one.type) : null
    if (!table || one.kind !== 'instance') {
      context.gap('an object that is added is not understood', call.at, { kind: 'rows' })
      continue
    }
    const row = rowOf(table, one.attributes)
    const text = yield* insertText(table, row, { call, context })
    if (text !== null) yield* context.execute(text, call)
  }
}

function rowOf(
  table: TableDraft,
  attributes: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const row = new Map<string, Value>()
  for (const column of table.columns) {
    const value = attributes.get(column.key ?? '')
    if (value) row.set(column.key ?? '', value)
  }
  return row
}

/** `session.query(…)`: a select, with its results at hand. */
function queryObject(columns: readonly Value[], context: ReplayContext): SaObject {
  return wrap(selectObject(columns, { from: [], context }), { columns, context, filters: [] })
}

interface Querying {
  readonly columns: readonly Value[]
  readonly context: ReplayContext
  readonly filters: readonly Value[]
}

const RESULTS: ReadonlySet<string> = new Set(['all', 'first', 'one', 'one_or_none', 'scalar'])

function wrap(select: SaObject, querying: Querying): SaObject {
  const { columns, context } = querying
  const run = function* (call: HostCall): Steps<Value> {
    return yield* execute({ ...call, positional: [select], keywords: new Map() }, context)
  }
  const self: ExecutableObject = {
    ...(select as ExecutableObject),
    getAttribute: (name, call) => {
      if (RESULTS.has(name)) {
        return construct(name, function* (inner) {
          const result = yield* run(inner)
          const method = yield* inner.machine.getAttribute(result, name)
          return yield* inner.machine.call(method, { positional: [], keywords: new Map() })
        })
      }
      if (name === '__iter__' || name === 'yield_per') {
        return construct(name, function* (inner) {
          const result = yield* run(inner)
          return list([...(yield* inner.machine.collect(result))])
        })
      }
      if (name === 'get') return construct(name, () => none)
      if (name === 'count') {
        return construct(name, function* (inner) {
          const result = yield* run(inner)
          return integer((yield* inner.machine.collect(result)).length)
        })
      }
      if (name === 'filter_by') {
        return construct(name, function* (inner) {
          const conditions = yield* equalities(columns, inner)
          const method = yield* inner.machine.getAttribute(self, 'filter')
          return yield* inner.machine.call(method, { positional: conditions, keywords: new Map() })
        })
      }
      if (name === 'update' || name === 'delete') {
        return construct(name, (inner) => changeRows(name, inner, querying))
      }
      if (name === 'options' || name === 'populate_existing' || name === 'enable_eagerloads') {
        return construct(name, () => self)
      }
      const inner = select.getAttribute?.(name, call)
      return inner && 'kind' in inner ? following(inner, { name, querying }) : null
    },
    truth: () => true,
  }
  return self
}

/** A method of the select whose result is a query again. */
function following(
  method: Value,
  { name, querying }: { readonly name: string; readonly querying: Querying },
): Value {
  return construct(name, function* (call) {
    const made = yield* call.machine.call(method, call)
    const next = executableOf(made)
    if (!next) return made
    const more = name === 'filter' || name === 'where' ? call.positional : []
    return wrap(next, { ...querying, filters: [...querying.filters, ...more] })
  })
}

function* equalities(columns: readonly Value[], call: HostCall): Steps<readonly Value[]> {
  const [table] = columns.flatMap((one) => tableBehind(one) ?? columnTable(one) ?? [])
  const found: Value[] = []
  for (const [name, value] of call.keywords) {
    const column = table?.columns.find((one) => one.key === name)
    if (!column) return [call.machine.unknown(`the column "${name}" of this query is not known`)]
    found.push(yield* call.machine.compare('==', columnObject(column), value))
  }
  return found
}

function columnTable(value: Value): TableDraft | null {
  return value.kind === 'host' && 'item' in value
    ? (value as SaObject).item.kind === 'column'
      ? ((value as SaObject).item as { table: TableDraft | null }).table
      : null
    : null
}

function* changeRows(
  name: 'update' | 'delete',
  call: HostCall,
  { columns, context, filters }: Querying,
): Steps<Value> {
  const [table] = columns.flatMap((one) => tableBehind(one) ?? [])
  const start = table ? tableStatement(table, name, context) : null
  if (!start) {
    context.gap(`"${name}" of this query is not understood`, call.at, { kind: 'rows' })
    return call.machine.unknown('how many rows there were is not known')
  }
  const { machine } = call
  let statement = yield* machine.call(start, { positional: [], keywords: new Map() })
  if (name === 'update') {
    const values = call.positional[0] ?? call.keywords.get('values') ?? none
    statement = yield* machine.call(yield* machine.getAttribute(statement, 'values'), {
      positional: [values],
      keywords: new Map(),
    })
  }
  if (filters.length > 0) {
    statement = yield* machine.call(yield* machine.getAttribute(statement, 'where'), {
      positional: filters,
      keywords: new Map(),
    })
  }
  yield* execute({ ...call, positional: [statement], keywords: new Map() }, context)
  return integer(0)
}
