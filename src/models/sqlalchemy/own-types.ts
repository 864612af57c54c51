import { defineTolerant } from '../../python/builtin/define.ts'
import { instance, positional } from '../../python/value/make.ts'
import { none, str } from '../../python/value/plain-value.ts'
import type {
  ClassValue,
  HostCall,
  InstanceValue,
  Machine,
  NativeFunction,
  Steps,
  Value,
} from '../../python/value/value.ts'
import { textIn } from './read-value.ts'
import { inert, itemOf, itemOfKind, saObject } from './sa-object.ts'
import type { SqlType } from './drafts.ts'
import { plainType } from './sql-type.ts'

/** Where an instance keeps what it is. */
const MADE = '__sa_type__'

type Given = Pick<HostCall, 'positional' | 'keywords'>

/** What the library's own `__init__` was given, for the instance that is being made. */
let lastGiven: Given = positional()

/** `super().__init__(…)` of a type: what it is given goes to the type that it wraps. */
export const recordInit: NativeFunction = {
  ...defineTolerant('__init__', '*', () => none),
  isMethod: false,
  run: (given) => {
    lastGiven = given
    return none
  },
}

/** What a value says of a type: a class, an instance, one of the project's own. */
export function* resolveType(value: Value, machine: Machine): Steps<SqlType> {
  return (yield* typeIn(value, machine)) ?? notUnderstood(value, machine)
}

function notUnderstood(value: Value, machine: Machine): SqlType {
  if (value.kind === 'unknown') return { kind: 'unknown-type', reason: value.reason, at: value.at }
  const name = value.kind === 'host' ? value.typeName : value.kind
  return { kind: 'unknown-type', reason: `the type ${name} is not understood`, at: machine.here() }
}

/** The same; null where the value is no type. */
export function* typeIn(value: Value, machine: Machine): Steps<SqlType | null> {
  const item = itemOf(value)
  if (item?.kind === 'type') return item.type
  if (item?.kind === 'type-class') {
    return yield* typeIn(yield* machine.call(value, positional()), machine)
  }
  if (value.kind === 'class' && typeBase(value)) {
    return yield* typeIn(yield* machine.call(value, positional()), machine)
  }
  if (value.kind === 'instance') return itemOfKind(value.attributes.get(MADE), 'type')?.type ?? null
  return null
}

function typeBase(type: ClassValue): string | null {
  for (const base of type.order) {
    const item = itemOfKind(base, 'type-class')
    if (item) return item.name
  }
  return null
}

/** An instance of a type that the project defines. */
export function* instantiateType(type: ClassValue, call: HostCall): Steps<Value> {
  const { machine } = call
  const made = instance(type, call.at)
  const own = type.order.find((base) => base.kind === 'class' && base.attributes.has('__init__'))
  const initialise = own?.kind === 'class' ? own.attributes.get('__init__') : undefined
  let given: Given = call
  if (initialise?.kind === 'function') {
    lastGiven = positional()
    yield* machine.call(initialise, { ...call, positional: [made, ...call.positional] })
    given = lastGiven
  }
  const sqlType = yield* ownType(type, { made, given: { ...call, ...given } })
  made.attributes.set(MADE, saObject('type', { kind: 'type', type: sqlType }))
  return made
}

function* ownType(
  type: ClassValue,
  { made, given }: { readonly made: InstanceValue; readonly given: HostCall },
): Steps<SqlType> {
  const { machine } = given
  const base = typeBase(type)
  if (base === 'UserDefinedType' || (base === 'TypeEngine' && has(type, 'get_col_spec'))) {
    return yield* columnSpecification(made, given)
  }
  if (base !== 'TypeDecorator') {
    const item = type.order.map((one) => itemOfKind(one, 'type-class')).find((one) => one !== null)
    const answer = item?.make(given)
    if (!answer) return { kind: 'null' }
    const value = 'kind' in answer ? answer : yield* awaited(answer)
    return yield* resolveType(value, machine)
  }
  const impl = yield* implementation(made, given)
  if (!has(type, 'load_dialect_impl')) return impl
  made.attributes.set(
    'impl',
    saObject('impl', { kind: 'type', type: impl }, { getAttribute: inert }),
  )
  const method = yield* machine.getAttribute(made, 'load_dialect_impl')
  const loaded = yield* machine.call(method, positional(dialect))
  return (
    (yield* typeIn(loaded, machine)) ??
    (itemOf(loaded)?.kind === 'inert' ? impl : notUnderstood(loaded, machine))
  )
}

function* awaited(answer: Steps<Value> | Promise<Value>): Steps<Value> {
  return 'then' in answer ? yield answer : yield* answer
}

function has(type: ClassValue, name: string): boolean {
  return type.order.some((base) => base.kind === 'class' && base.attributes.has(name))
}

/** The type that a `TypeDecorator` wraps, with what the decorator was given. */
function* implementation(made: InstanceValue, given: HostCall): Steps<SqlType> {
  const { machine } = given
  const impl = yield* machine.findAttribute(made, 'impl')
  if (!impl) return { kind: 'unknown-type', reason: 'this type has no impl', at: given.at }
  const isClass = impl.kind === 'class' || itemOf(impl)?.kind === 'type-class'
  if (!isClass) return yield* resolveType(impl, machine)
  const wrapped = yield* machine.call(impl, {
    positional: given.positional,
    keywords: given.keywords,
  })
  return yield* resolveType(wrapped, machine)
}

function* columnSpecification(made: InstanceValue, { machine, at }: HostCall): Steps<SqlType> {
  const method = yield* machine.findAttribute(made, 'get_col_spec')
  const text = method && textIn(yield* machine.call(method, positional()))
  if (text === null) return { kind: 'unknown-type', reason: 'get_col_spec gives no text', at }
  return plainType(text)
}

/** The dialect as types ask for it. */
const dialect = saObject(
  'dialect',
  { kind: 'inert', name: 'dialect' },
  {
    getAttribute: (name) => {
      if (name === 'name') return str('postgresql')
      if (name === 'type_descriptor') {
        return defineTolerant('type_descriptor', 'type', ([type]) => type ?? inert('type'))
      }
      return inert(name)
    },
  },
)
