import { dict, instance, list, positional, tuple } from '../../value/make.ts'
import { bool, none, str } from '../../value/plain-value.ts'
import type {
  ClassValue,
  Machine,
  ModuleValue,
  NativeFunction,
  Steps,
  Value,
} from '../../value/value.ts'
import { builtinClass, defineTolerant } from '../define.ts'
import { objectClass } from '../object-class.ts'
import { libraryModule } from './library-module.ts'

const fieldClass = builtinClass('Field', { module: 'dataclasses', bases: [objectClass] })

/** `field(default=…, default_factory=…)` */
const field = defineTolerant('field', '*', (_, machine, given) => {
  const made = instance(fieldClass, machine.here())
  for (const [name, value] of given.keywords) made.attributes.set(name, value)
  return made
})

/** One field: its name, what it is by default, whether it is a parameter. */
interface Field {
  readonly name: string
  readonly default: Value | null
  readonly factory: Value | null
  readonly isParameter: boolean
}

function fieldsOf(type: ClassValue): readonly Field[] {
  const fields = new Map<string, Field>()
  for (const base of [...type.order].reverse()) {
    if (base.kind !== 'class') continue
    for (const [name, { expression }] of base.annotations) {
      const isClassWide =
        expression.kind === 'subscript' &&
        expression.object.kind === 'name' &&
        expression.object.name === 'ClassVar'
      if (!isClassWide) fields.set(name, fieldOf(name, base.attributes.get(name) ?? null))
    }
  }
  return [...fields.values()]
}

function fieldOf(name: string, value: Value | null): Field {
  if (value?.kind !== 'instance' || value.type !== fieldClass) {
    return { name, default: value, factory: null, isParameter: true }
  }
  const own = value.attributes.get('init')
  return {
    name,
    default: value.attributes.get('default') ?? null,
    factory: value.attributes.get('default_factory') ?? null,
    isParameter: own?.kind !== 'bool' || own.value,
  }
}

function initialiser(type: ClassValue): NativeFunction {
  return defineTolerant('__init__', 'self *', function* ([self], machine, given) {
    if (self?.kind !== 'instance') return none
    let next = 1
    for (const one of fieldsOf(type)) {
      const value = one.isParameter
        ? (given.positional[next] ?? given.keywords.get(one.name))
        : undefined
      if (one.isParameter && given.positional[next] !== undefined) next += 1
      const made =
        value ?? (one.factory ? yield* machine.call(one.factory, positional()) : one.default)
      if (made) self.attributes.set(one.name, made)
      else machine.raise('TypeError', `__init__() missing a required argument: '${one.name}'`)
    }
    const after = yield* machine.findAttribute(self, '__post_init__')
    if (after) yield* machine.call(after, positional())
    return none
  })
}

function* valuesOf(
  self: Value | undefined,
  machine: Machine,
): Steps<readonly (readonly [string, Value])[]> {
  if (self?.kind !== 'instance') return []
  const found: (readonly [string, Value])[] = []
  for (const { name } of fieldsOf(self.type)) {
    found.push([name, yield* machine.getAttribute(self, name)])
  }
  return found
}

const repr = defineTolerant('__repr__', 'self', function* ([self], machine) {
  const parts: string[] = []
  for (const [name, value] of yield* valuesOf(self, machine)) {
    parts.push(`${name}=${yield* machine.repr(value)}`)
  }
  return str(`${self?.kind === 'instance' ? self.type.qualifiedName : ''}(${parts.join(', ')})`)
})

const equal = defineTolerant('__eq__', 'self other', function* ([self, other], machine) {
  if (self?.kind !== 'instance' || other?.kind !== 'instance' || self.type !== other.type) {
    return bool(false)
  }
  const left = tuple((yield* valuesOf(self, machine)).map(([, value]) => value))
  const right = tuple((yield* valuesOf(other, machine)).map(([, value]) => value))
  return bool(yield* machine.equals(left, right))
})

function applied(type: Value): Value {
  if (type.kind !== 'class') return type
  const methods = [initialiser(type), repr, equal]
  for (const method of methods) {
    if (!type.attributes.has(method.name)) type.attributes.set(method.name, method)
  }
  for (const { name, default: value } of fieldsOf(type)) {
    const own = type.attributes.get(name)
    if (own?.kind !== 'instance' || own.type !== fieldClass) continue
    if (value) type.attributes.set(name, value)
  }
  type.attributes.set('__match_args__', tuple(fieldsOf(type).map(({ name }) => str(name))))
  return type
}

/** `@dataclass`, with or without brackets. */
const dataclass = defineTolerant('dataclass', 'cls? *', ([type]) =>
  type?.kind === 'class'
    ? applied(type)
    : defineTolerant('dataclass', 'cls', ([inner = none]) => applied(inner)),
)

const asdict = defineTolerant('asdict', 'obj *', function* ([self], machine) {
  const entries = yield* valuesOf(self, machine)
  return dict(entries.map(([name, value]) => [machine.hash(str(name)), [str(name), value]]))
})

const fields = defineTolerant('fields', 'cls', ([given], machine) => {
  const type = given?.kind === 'instance' ? given.type : given
  if (type?.kind !== 'class') {
    return machine.raise('TypeError', 'must be called with a dataclass type or instance')
  }
  return list(
    fieldsOf(type).map(({ name }) => {
      const made = instance(fieldClass, machine.here())
      made.attributes.set('name', str(name))
      return made
    }),
  )
})

/** `dataclasses`, light: the initialiser, `repr` and equality are made from the annotations. */
export function dataclassesModule(): ModuleValue {
  return libraryModule('dataclasses', [['MISSING', none]], [dataclass, field, asdict, fields])
}
