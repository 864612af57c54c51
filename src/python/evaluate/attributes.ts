import { typeOf } from '../builtin/type-of.ts'
import { decimalAttribute } from '../builtin/number-attributes.ts'
import { positional, tuple } from '../value/make.ts'
import { none, str } from '../value/plain-value.ts'
import { doubt } from '../value/unknown-reached.ts'
import type {
  ClassValue,
  InstanceValue,
  ModuleValue,
  SuperValue,
  Value,
  Steps,
} from '../value/value.ts'
import type { Evaluator } from './evaluator.ts'
import { settle } from './settle.ts'
import { ownerOf } from './class-order.ts'

/** Names through which Python's own code would reach its inner workings. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  '__subclasses__',
  '__globals__',
  '__code__',
  '__closure__',
  '__builtins__',
  '__bases__',
  '__base__',
  '__mro__',
  'mro',
  '__dict__',
  '__getattribute__',
  '__reduce__',
  '__reduce_ex__',
  '__loader__',
  '__spec__',
  'gi_frame',
  'gi_code',
  'cr_frame',
  'f_globals',
  'f_locals',
  'f_back',
  'f_builtins',
  'tb_frame',
  '__import__',
  '__self__',
  '__func__',
  '__wrapped__',
  '__init_subclass__x',
])

/** `object.name`, or null where there is no such attribute. */
export function* findAttribute(
  object: Value,
  name: string,
  evaluator: Evaluator,
): Steps<Value | null> {
  if (object.kind === 'unknown') return object
  if (FORBIDDEN.has(name)) {
    const own = object.kind === 'instance' ? object.attributes.get(name) : undefined
    return own ?? evaluator.unknown(`"${name}" is not given to interpreted code`)
  }
  const find = FINDERS.get(object.kind)
  return yield* find ? find(object, name, evaluator) : ofValue(object, name, evaluator)
}

type Find = (object: Value, name: string, evaluator: Evaluator) => Steps<Value | null>

/** For one kind of values; others are never asked. */
function finder<Kind extends Value['kind']>(
  kind: Kind,
  find: (
    object: Extract<Value, { readonly kind: Kind }>,
    name: string,
    evaluator: Evaluator,
  ) => Steps<Value | null>,
): readonly [string, Find] {
  return [kind, find as Find]
}

const FINDERS: ReadonlyMap<string, Find> = new Map([
  finder('instance', ofInstance),
  finder('class', ofClass),
  finder('module', ofModule),
  finder('host', ofHost),
  finder('super', ofSuper),
  finder('function', ofFunction),
  finder('alias', ofAlias),
  finder('tuple', function* (object, name, evaluator) {
    return named(object, name) ?? (yield* ofValue(object, name, evaluator))
  }),
])

function named(object: Extract<Value, { kind: 'tuple' }>, name: string): Value | null {
  const index = object.names?.indexOf(name) ?? -1
  return object.items[index] ?? null
}

function* ofValue(object: Value, name: string, evaluator: Evaluator): Steps<Value | null> {
  const type = typeOf(object)
  if (name === '__class__') return type
  const found = ownerOf(type, name)
  if (found?.kind === 'found') return yield* bound(found.value, object, evaluator)
  const special = valueAttribute(object, name)
  return special ?? doubt(object)
}

function valueAttribute(object: Value, name: string): Value | null {
  if (object.kind === 'property' && name === 'fget') return object.getter
  if (object.kind === 'native' && (name === '__name__' || name === '__qualname__')) {
    return str(object.name)
  }
  return decimalAttribute(object, name)
}

function* ofInstance(
  object: InstanceValue,
  name: string,
  evaluator: Evaluator,
): Steps<Value | null> {
  const found = ownerOf(object.type, name)
  if (found?.kind === 'found' && found.value.kind === 'property') {
    return yield* readProperty(object, name, evaluator)
  }
  const own = object.attributes.get(name)
  if (own !== undefined) return own
  if (name === '__class__') return object.type
  if (found?.kind === 'found') return yield* bound(found.value, object, evaluator)
  const inner = object.payload ? yield* findAttribute(object.payload, name, evaluator) : null
  return inner ?? (yield* absent(object, name, evaluator))
}

/** What an attribute is that neither an instance nor its classes have. */
function* absent(object: InstanceValue, name: string, evaluator: Evaluator): Steps<Value | null> {
  const getter = ownerOf(object.type, '__getattr__')
  if (getter?.kind === 'found' && !name.startsWith('__')) {
    const method = yield* bound(getter.value, object, evaluator)
    return yield* evaluator.call(method, positional(str(name)))
  }
  if (object.uncertain) return object.uncertain
  if (isLibrary(object.type) && !name.startsWith('__')) {
    return evaluator.unknown(`"${name}" of ${object.type.name} is not understood`)
  }
  const found = ownerOf(object.type, name)
  if (found?.kind !== 'perhaps') return null
  const value = yield* fromStranger(found.base, name, evaluator)
  return value && isWritten(value) ? yield* bound(value, object, evaluator) : value
}

function* readProperty(object: InstanceValue, name: string, evaluator: Evaluator): Steps<Value> {
  const found = ownerOf(object.type, name)
  if (found?.kind !== 'found' || found.value.kind !== 'property') return none
  const kept = object.attributes.get(name)
  if (kept !== undefined && found.value.isCached) return kept
  const value = yield* evaluator.call(found.value.getter, positional(object))
  if (found.value.isCached) object.attributes.set(name, value)
  return value
}

/** An attribute of a class, with `__name__` and its like. */
function* ofClass(object: ClassValue, name: string, evaluator: Evaluator): Steps<Value | null> {
  if (object.members && name === '__members__') return enumMembers(object, evaluator)
  // The name of a class is its own, whatever a property of its instances is called.
  if (name === '__name__' || name === '__qualname__') return classAttribute(object, name)
  const found = ownerOf(object, name)
  if (found?.kind === 'found') return yield* boundToClass(found.value, object, evaluator)
  const special = classAttribute(object, name)
  if (special) return special
  const isOperator = object.at === null && OPERATORS.has(name)
  if (isOperator || (isLibrary(object) && !name.startsWith('__'))) {
    return evaluator.unknown(`"${name}" of ${object.name} is not understood`)
  }
  if (!found) return null
  const value = yield* fromStranger(found.base, name, evaluator)
  return value && isWritten(value) ? yield* boundToClass(value, object, evaluator) : value
}

/** Methods that all of Python's own classes have, and that are not written out here: `str.__eq__`. */
const OPERATORS: ReadonlySet<string> = new Set(
  ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'hash', 'repr', 'str', 'format', 'contains', 'len'].map(
    (name) => `__${name}__`,
  ),
)

/** Classes of libraries have more than is understood; those of Python itself are whole. */
function isLibrary(type: ClassValue): boolean {
  return type.at === null && type.module !== 'builtins'
}

function enumMembers(object: ClassValue, evaluator: Evaluator): Value {
  const entries = [...(object.members ?? [])].map(
    ([name, member]) => [evaluator.hash(str(name)), [str(name), member]] as const,
  )
  return { kind: 'dict', entries: new Map(entries), factory: null, uncertain: null }
}

function classAttribute(object: ClassValue, name: string): Value | null {
  switch (name) {
    case '__name__':
      return str(object.name)
    case '__qualname__':
      return str(object.qualifiedName)
    case '__module__':
      return str(object.module)
    case '__doc__':
      return object.doc === null ? none : str(object.doc)
    case '__class__':
      return typeOf(object)
    default:
      return null
  }
}

/** A base that is no class of the project may hold what was not found. */
function* fromStranger(base: Value, name: string, evaluator: Evaluator): Steps<Value | null> {
  if (base.kind === 'host') return yield* ofHost(base, name, evaluator)
  return base.kind === 'unknown' ? base : null
}

/** A library's base may be like a class of the project: what that has is bound as its own would be. */
function isWritten({ kind }: Value): boolean {
  return kind === 'function' || kind === 'classmethod' || kind === 'property'
}

function* ofFunction(
  object: Extract<Value, { kind: 'function' }>,
  name: string,
): Steps<Value | null> {
  yield* []
  const own = object.attributes.get(name)
  if (own !== undefined) return own
  if (name === '__name__') return str(object.code.name)
  if (name === '__qualname__') return str(object.qualifiedName)
  if (name === '__module__') return str(object.scope.module.name)
  if (name === '__doc__') return object.code.doc === null ? none : str(object.code.doc)
  return name === '__class__' ? typeOf(object) : null
}

function* ofModule(module: ModuleValue, name: string, evaluator: Evaluator): Steps<Value | null> {
  const found = module.attributes.get(name)
  if (found !== undefined) return found
  if (module.lookup) {
    const value = yield* module.lookup(name)
    if (value) return value
  }
  if (name === '__name__') return str(module.name)
  // Something else of the project imported it, or `import package` would not have been enough.
  if (module.attributes.has('__path__') && !name.startsWith('__')) {
    const inner = yield* evaluator.importModule(`${module.name}.${name}`)
    if (inner.kind === 'module') return inner
  }
  // What a library has besides is not known, so nothing can be said to be absent.
  if (module.file !== '' || name.startsWith('__')) return null
  return evaluator.unknown(`"${name}" of module "${module.name}" is not understood`)
}

function* ofHost(
  host: Extract<Value, { kind: 'host' }>,
  name: string,
  evaluator: Evaluator,
): Steps<Value | null> {
  if (!host.getAttribute) {
    return evaluator.unknown(`"${name}" of ${host.typeName} is not understood`)
  }
  const call = { ...positional(), at: evaluator.here(), machine: evaluator }
  const answer = host.getAttribute(name, call)
  return answer && (yield* settle(answer))
}

function* ofSuper(object: SuperValue, name: string, evaluator: Evaluator): Steps<Value | null> {
  const type = object.self.kind === 'class' ? object.self : typeOf(object.self)
  const rest = type.order.slice(type.order.indexOf(object.owner) + 1)
  for (const base of rest) {
    if (base.kind === 'class') {
      const value = base.attributes.get(name)
      if (value && name === '__new__') return value
      if (value && name === '__init_subclass__' && value.kind === 'function') {
        return { kind: 'method', callee: value, self: object.self }
      }
      if (value) {
        return object.self.kind === 'class'
          ? yield* boundToClass(value, object.self, evaluator)
          : yield* bound(value, object.self, evaluator)
      }
    } else if (base.kind === 'host' || base.kind === 'unknown') {
      return yield* fromStranger(base, name, evaluator)
    }
  }
  return null
}

function* ofAlias(
  object: Extract<Value, { kind: 'alias' }>,
  name: string,
  evaluator: Evaluator,
): Steps<Value | null> {
  if (name === '__origin__') return object.origin
  if (name === '__args__') return tuple(object.arguments)
  return yield* findAttribute(object.origin, name, evaluator)
}

/** What access through an instance makes of an attribute of its class. */
export function* bound(value: Value, self: Value, evaluator: Evaluator): Steps<Value> {
  if (value.kind === 'function' || (value.kind === 'native' && value.isMethod)) {
    return { kind: 'method', callee: value, self }
  }
  if (value.kind === 'staticmethod') return value.callee
  if (value.kind === 'classmethod') {
    return { kind: 'method', callee: value.callee, self: typeOf(self) }
  }
  return value.kind === 'property' ? yield* evaluator.call(value.getter, positional(self)) : value
}

function* boundToClass(value: Value, type: ClassValue, evaluator: Evaluator): Steps<Value> {
  if (value.kind === 'staticmethod') return value.callee
  if (value.kind === 'classmethod') return { kind: 'method', callee: value.callee, self: type }
  if (value.kind === 'instance' && ownerOf(value.type, '__get__')?.kind === 'found') {
    const getter = yield* evaluator.getAttribute(value, '__get__')
    return yield* evaluator.call(getter, positional(none, type))
  }
  return value
}

/** `object.name = value` */
export function* setAttribute(
  object: Value,
  [name, value]: readonly [string, Value],
  evaluator: Evaluator,
): Steps<void> {
  if (object.kind === 'host') {
    object.setAttribute?.(name, value, {
      ...positional(),
      at: evaluator.here(),
      machine: evaluator,
    })
    return
  }
  if (object.kind === 'class' && object.at) {
    object.attributes.set(name, value)
    object.places.set(name, evaluator.here())
  } else if (object.kind === 'function') {
    object.attributes.set(name, value)
  } else if (object.kind === 'module' && object.file !== '') {
    object.attributes.set(name, value)
  } else if (object.kind === 'instance') {
    yield* setInstanceAttribute(object, [name, value], evaluator)
  } else if (object.kind !== 'unknown' && object.kind !== 'module' && object.kind !== 'method') {
    evaluator.raise('AttributeError', `'${typeOf(object).name}' object has no attribute '${name}'`)
  }
}

function* setInstanceAttribute(
  object: InstanceValue,
  [name, value]: readonly [string, Value],
  evaluator: Evaluator,
): Steps<void> {
  const found = ownerOf(object.type, name)
  if (found?.kind !== 'found' || found.value.kind !== 'property' || found.value.isCached) {
    object.attributes.set(name, value)
    return
  }
  const { setter } = found.value
  if (!setter) evaluator.raise('AttributeError', `property '${name}' has no setter`)
  else yield* evaluator.call(setter, positional(object, value))
}
