import { itemsIn, entriesIn, textIn } from '../../../models/sqlalchemy/read-value.ts'
import { construct, saObject, type SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import { none, str } from '../../../python/value/plain-value.ts'
import type { Place } from '../../../kernel/place.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import type { Sql } from '../../../sql/sql.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import type { Row } from '../replay/runner.ts'
import { waitFor } from '../replay/wait-for.ts'
import { dialectObject } from './dialect-object.ts'
import { statementText } from './executable.ts'
import { executableOf, type Parameters } from './executable-object.ts'
import { sqlValue } from './sql-value.ts'
import { resultObject, rowOf } from './result-object.ts'
import { urlObject } from './url-object.ts'

/** What a connection is to. */
export interface BindFacts {
  readonly url: string | null
  /** Whether each of its statements is a transaction of its own. */
  readonly isAutocommit?: boolean
}

/** A connection, an engine or a session: whatever executes. */
export function bindObject(
  context: ReplayContext,
  facts: BindFacts,
  typeName = 'Connection',
): SaObject {
  const self: SaObject = saObject(
    typeName,
    { kind: 'inert', name: typeName },
    {
      getAttribute: (name, call) => attribute(name, { self, context, facts, call }),
      enter: () => self,
      exit: () => none,
      call: () => self,
      truth: () => true,
    },
  )
  return Object.assign(self, { url: facts.url })
}

/** Whether a value is such an object. */
export function isBind(value: Value): boolean {
  return (
    value.kind === 'host' &&
    /^(Connection|Engine|Session|op|Inspector|Transaction)$/.test(value.typeName)
  )
}

interface Around {
  readonly self: SaObject
  readonly context: ReplayContext
  readonly facts: BindFacts
  readonly call: HostCall
}

function attribute(name: string, { self, context, facts, call }: Around): Value | null {
  if (/^(execute|exec)$/.test(name)) {
    return construct(name, (inner) => executeOn(facts, inner, context))
  }
  if (/^(scalar|scalars|stream|exec_driver_sql|execute_raw)$/.test(name)) {
    return construct(name, function* (inner) {
      const result = yield* executeOn(facts, inner, context)
      if (name !== 'scalar' && name !== 'scalars') return result
      return yield* inner.machine.call(yield* inner.machine.getAttribute(result, name), {
        positional: [],
        keywords: new Map(),
      })
    })
  }
  if (name === 'begin_nested') return construct(name, () => nested(context))
  if (/^(begin|get_transaction|get_nested_transaction|begin_twophase)$/.test(name)) {
    return construct(name, () => (self.typeName === 'Engine' ? self : transactionObject(context)))
  }
  if (name === 'run_sync') {
    return construct(name, function* ({ positional: [callee = none, ...rest], keywords, machine }) {
      return yield* machine.call(callee, { positional: [self, ...rest], keywords })
    })
  }
  if (SELVES.has(name)) return self
  if (name === 'execution_options') {
    return construct(name, ({ keywords }) =>
      textIn(keywords.get('isolation_level') ?? none) === 'AUTOCOMMIT'
        ? bindObject(context, { ...facts, isAutocommit: true }, self.typeName)
        : self,
    )
  }
  if (RETURNS_SELF.has(name)) return construct(name, () => self)
  if (NOTHING.has(name)) return construct(name, () => none)
  if (name === 'rollback') return construct(name, (inner) => rollback(inner, context))
  return plainAttribute(name, { self, context, facts, call })
}

function plainAttribute(name: string, { context, facts, call }: Around): Value | null {
  if (name === 'dialect') return dialectObject(context)
  if (name === 'name') return str('postgresql')
  if (name === 'url') return urlObject(facts.url, call.machine)
  if (name === 'in_transaction') return construct(name, () => ({ kind: 'bool', value: true }))
  if (name === 'info') return { kind: 'dict', entries: new Map(), factory: null, uncertain: null }
  return null
}

const SELVES: ReadonlySet<string> = new Set([
  'engine',
  'bind',
  'connection',
  'sync_connection',
  'sync_engine',
])

const RETURNS_SELF: ReadonlySet<string> = new Set([
  'connect',
  'get_bind',
  'get_raw_connection',
  'no_autoflush',
  '__enter__',
])

const NOTHING: ReadonlySet<string> = new Set([
  'commit',
  'close',
  'dispose',
  'flush',
  'expire_all',
  'expunge_all',
  'invalidate',
  'detach',
  '__exit__',
])

/** What the connection commits by itself stands outside of the revision's transaction. */
function* executeOn(
  { isAutocommit = false }: BindFacts,
  call: HostCall,
  context: ReplayContext,
): Steps<Value> {
  if (!isAutocommit) return yield* execute(call, context)
  yield* waitFor(context.runner.enterAutocommit(call.at))
  const result = yield* execute(call, context)
  yield* waitFor(context.runner.leaveAutocommit())
  return result
}

/** `connection.execute(statement, parameters)` */
export function* execute(call: HostCall, context: ReplayContext): Steps<Value> {
  const [statement = call.keywords.get('statement') ?? none, ...rest] = call.positional
  const [first] = rest
  const raw = textIn(statement)
  if (raw !== null && first && /%s|%\(\w+\)s/.test(raw)) {
    return yield* executeRaw(raw, first, { call, context })
  }
  const sets = parameterSets(rest, call)
  let last: Value = none
  for (const parameters of sets) {
    const text = yield* statementText(statement, { parameters, call }, context)
    if (text === null) return call.machine.unknown('what this gives was not asked')
    const isMade =
      executableOf(statement) !== null &&
      statement.kind === 'host' &&
      statement.typeName !== 'TextClause'
    const ran = yield* context.execute(text, call, isMade)
    if (ran.kind === 'refused') {
      return call.machine.unknown(`PostgreSQL refused it: ${ran.failure.message}`)
    }
    const rowcount = ran.rows.length > 0 ? ran.rows.length : null
    last = resultObject({ rows: rowsOf(ran.rows, context), rowcount })
  }
  return sets.length === 0 ? resultObject({ rows: [], rowcount: 0 }) : last
}

/** A text with `%s` or `%(name)s`, as the driver fills it in. */
function* executeRaw(
  raw: string,
  given: Value,
  { call, context }: { readonly call: HostCall; readonly context: ReplayContext },
): Steps<Value> {
  const named = entriesIn(given)
  const items = given.kind === 'dict' ? [] : itemsIn(given)
  const values: Sql[] = []
  const names = [...raw.matchAll(/%(?:\((\w+)\))?s/g)].map(([, name]) => name)
  for (const [index, name] of names.entries()) {
    const value = name === undefined ? items[index] : named.get(name)
    const written = value ? yield* sqlValue(value, call.machine) : null
    if (written === null) {
      context.gap('a value of this statement is not known', call.at, { kind: 'rows' })
      return call.machine.unknown('what this gives was not asked')
    }
    values.push(written)
  }
  let next = 0
  const text = raw.replace(/%(?:\(\w+\))?s/g, () => values[next++] ?? 'null').replaceAll('%%', '%')
  const ran = yield* context.execute(text, call)
  if (ran.kind === 'refused') {
    return call.machine.unknown(`PostgreSQL refused it: ${ran.failure.message}`)
  }
  return resultObject({ rows: rowsOf(ran.rows, context), rowcount: null })
}

/** One set of values, several of them in a list, or keywords as SQLAlchemy 1 took them. */
function parameterSets(rest: readonly Value[], { keywords }: HostCall): readonly Parameters[] {
  const [first, ...others] = rest
  const named = first ?? keywords.get('parameters') ?? keywords.get('params')
  if (named?.kind === 'list' || named?.kind === 'tuple') {
    return itemsIn(named).map((one) => entriesIn(one))
  }
  if (others.length > 0) return rest.map((one) => entriesIn(one))
  if (named) return [entriesIn(named)]
  return [keywords]
}

let savepoints = 0

/** `begin_nested()`: a savepoint that an exception rolls back to. */
function* nested(context: ReplayContext): Steps<Value> {
  savepoints += 1
  const name = `elenchus_nested_${savepoints}`
  yield* waitFor(context.runner.savepoint('savepoint', name))
  const end = function* (action: 'release savepoint' | 'rollback to savepoint'): Steps<Value> {
    yield* waitFor(context.runner.savepoint(action, name))
    return none
  }
  return saObject(
    'Transaction',
    { kind: 'inert', name: 'Transaction' },
    {
      getAttribute: (attribute) => {
        if (attribute === 'commit') return construct(attribute, () => end('release savepoint'))
        if (attribute === 'rollback') {
          return construct(attribute, () => end('rollback to savepoint'))
        }
        return construct(attribute, () => none)
      },
      enter: () => none,
      *exit({ positional: [exception = none] }) {
        yield* end(exception.kind === 'none' ? 'release savepoint' : 'rollback to savepoint')
        return none
      },
    },
  )
}

/** What it would undo may be all that the revision has done so far. */
function rollback({ at }: HostCall, context: ReplayContext): Value {
  context.gap('what this rolls back is not followed', at)
  return none
}

/** A transaction of the revision's own: it has one already. */
export function transactionObject(context: ReplayContext): SaObject {
  const self: SaObject = saObject(
    'Transaction',
    { kind: 'inert', name: 'Transaction' },
    {
      getAttribute: (name) => {
        if (name === 'rollback') return construct(name, (call) => rollback(call, context))
        return name.startsWith('__') ? null : construct(name, () => none)
      },
      enter: () => self,
      exit: () => none,
    },
  )
  return self
}

/** A changed object of a session would become an update of its row, which is not followed. */
function rowsOf(rows: readonly Row[], context: ReplayContext): readonly Value[] {
  const told = (name: string, at: Place): void =>
    context.gap(`"${name}" of a row is set, and the update that follows is not known`, at, {
      kind: 'rows',
    })
  return rows.map((row) => rowOf(row, told))
}
