import type { Place } from '../../kernel/place.ts'
import { positional } from '../../python/value/make.ts'
import { none } from '../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../python/value/value.ts'
import type { DdlDraft, MetadataDraft, TableDraft } from './drafts.ts'
import { expressionText } from './sql-expression.ts'
import { entriesIn, textIn } from './read-value.ts'
import type { Reading } from './reading.ts'
import { construct, inert, itemOf, itemOfKind, saObject, type SaObject } from './sa-object.ts'

/** `event.listen(target, 'after_create', DDL(…))` */
export function* listen(call: HostCall, reading: Reading): Steps<Value> {
  const [target = none, name = none, listener = none] = call.positional
  yield* hear([target, textIn(name), listener], call, reading)
  return none
}

/** `@event.listens_for(target, 'after_create')` */
export function listensFor(call: HostCall, reading: Reading): SaObject {
  const [target = none, name = none] = call.positional
  return construct('listens_for', function* (inner) {
    const [listener = none] = inner.positional
    yield* hear([target, textIn(name), listener], { ...inner, at: call.at }, reading)
    return listener
  })
}

/** Events at which a listener is given classes, columns or tables that it may add to. */
const SHAPING: ReadonlySet<string> = new Set([
  'after_configured',
  'after_parent_attach',
  'before_configured',
  'before_parent_attach',
  'instrument_class',
  'mapper_configured',
])

type Heard = readonly [target: Value, name: string | null, listener: Value]

function* hear([target, name, listener]: Heard, call: HostCall, reading: Reading): Steps<void> {
  if (name !== null && SHAPING.has(name)) {
    reading.gap(`what runs at "${name}" is not followed, and may change tables`, call.at)
  }
  const item = itemOf(target)
  if (item?.kind !== 'table' && item?.kind !== 'metadata') return
  if (name !== 'before_create' && name !== 'after_create') return
  const list = name === 'before_create' ? item.beforehand : item.afterwards
  const keep = (text: string | null, at: Place): void => {
    if (text !== null) list.push({ text, at })
    else reading.gap('what runs when a table is made is not understood', at)
  }
  const ddl = itemOfKind(listener, 'ddl')
  if (ddl) keep(ddlText(ddl, item), call.at)
  else if (listener.kind === 'function') yield* run(listener, [target, item], { call, keep })
  else keep(null, call.at)
}

interface Running {
  readonly call: HostCall
  readonly keep: (text: string | null, at: Place) => void
}

/** A function is run with a connection that keeps what it is told. */
function* run(
  listener: Value,
  [target, item]: readonly [Value, TableDraft | MetadataDraft],
  { call, keep }: Running,
): Steps<void> {
  const execute = construct('execute', (inner) => {
    const ddl = itemOfKind(inner.positional[0], 'ddl')
    const given = itemOfKind(inner.positional[0], 'expression')
    keep(ddl ? ddlText(ddl, item) : given && expressionText(given.expression), inner.at)
    return inert('result')
  })
  const connection = saObject(
    'connection',
    { kind: 'inert', name: 'connection' },
    { getAttribute: (name) => (name === 'execute' ? execute : inert(name)) },
  )
  yield* call.machine.call(listener, positional(target, connection))
}

/** The text of a `DDL`, with `%(name)s` filled in. */
function ddlText(ddl: DdlDraft, item: TableDraft | MetadataDraft): string | null {
  const text = textIn(ddl.text)
  if (text === null) return null
  const context = new Map(entriesIn(ddl.context))
  const table = item.kind === 'table' ? item.name : ''
  return text
    .replace(/%\((\w+)\)s/g, (_whole, name: string) => textIn(context.get(name)) ?? table)
    .replaceAll('%%', '%')
}
