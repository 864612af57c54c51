import { positional } from '../../python/value/make.ts'
import { none } from '../../python/value/plain-value.ts'
import type { HostCall, Steps, Value } from '../../python/value/value.ts'
import type { DdlDraft, EventDraft, MetadataDraft, TableDraft } from './drafts.ts'
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

type Heard = readonly [target: Value, name: string | null, listener: Value]

function* hear([target, name, listener]: Heard, call: HostCall, reading: Reading): Steps<void> {
  const item = itemOf(target)
  if (item?.kind !== 'table' && item?.kind !== 'metadata') return
  if (name !== 'after_create') {
    if (name === 'before_create') reading.gap('DDL before a table is made is not run', call.at)
    return
  }
  const ddl = itemOfKind(listener, 'ddl')
  if (ddl) keep(item, { text: ddlText(ddl, item), at: call.at }, reading)
  else if (listener.kind === 'function') yield* run(listener, [target, item], { call, reading })
  else reading.gap('what runs after a table is made is not understood', call.at)
}

/** A function is run with a connection that keeps what it is told. */
function* run(
  listener: Value,
  [target, item]: readonly [Value, TableDraft | MetadataDraft],
  { call, reading }: { readonly call: HostCall; readonly reading: Reading },
): Steps<void> {
  const connection = saObject(
    'connection',
    { kind: 'inert', name: 'connection' },
    {
      getAttribute: (name) =>
        name === 'execute'
          ? construct(name, (inner) => {
              const ddl = itemOfKind(inner.positional[0], 'ddl')
              const given = itemOfKind(inner.positional[0], 'expression')
              const text = ddl ? ddlText(ddl, item) : given && expressionText(given.expression)
              keep(item, { text, at: inner.at }, reading)
              return inert('result')
            })
          : inert(name),
    },
  )
  yield* call.machine.call(listener, positional(target, connection))
}

function keep(
  item: TableDraft | MetadataDraft,
  { text, at }: { readonly text: string | null; readonly at: HostCall['at'] },
  reading: Reading,
): void {
  if (text === null) {
    reading.gap('what runs after a table is made is not understood', at)
    return
  }
  const event: EventDraft = { text, at }
  item.afterwards.push(event)
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
