import { plain } from '../builtin/read-argument.ts'
import { instance, positional } from '../value/make.ts'
import { integer, str } from '../value/plain-value.ts'
import type { ClassValue, Steps, Value } from '../value/value.ts'
import { ownerOf } from './class-order.ts'
import type { Evaluator } from './evaluator.ts'

/** Turns what the body of an enum bound into members. Equal values are aliases of the first. */
export function* makeMembers(type: ClassValue, evaluator: Evaluator): Steps<void> {
  for (const [name, value] of [...type.attributes]) {
    if (!isMember(name, value)) continue
    const given = yield* autoValue(type, [name, value], evaluator)
    const member = yield* makeMember(type, [name, given], evaluator)
    const same = yield* sameMember(type, member, evaluator)
    type.members?.set(name, same ?? member)
    type.attributes.set(name, same ?? member)
  }
}

/** Functions, descriptors and names with underscores on both ends are none. */
function isMember(name: string, value: Value): boolean {
  if (/^_.*_$/.test(name)) return false
  return !['function', 'property', 'staticmethod', 'classmethod', 'native', 'class'].includes(
    value.kind,
  )
}

function* autoValue(
  type: ClassValue,
  [name, value]: readonly [string, Value],
  evaluator: Evaluator,
): Steps<Value> {
  if (value.kind !== 'instance' || value.type.name !== 'auto' || value.type.at) return value
  const own = ownerOf(type, '_generate_next_value_')
  const members = [...(type.members ?? [])]
  if (own?.kind === 'found') {
    const callee = own.value.kind === 'staticmethod' ? own.value.callee : own.value
    const last = members.map(([, member]) => member.attributes.get('value') ?? member)
    const rest = positional(str(name), integer(1), integer(members.length), {
      kind: 'list',
      items: last,
      uncertain: null,
    })
    return yield* evaluator.call(callee, rest)
  }
  if (isOf(type, 'StrEnum')) return str(name.toLowerCase())
  const numbers = members.flatMap(([, member]) => {
    const inner = member.attributes.get('value')
    return inner?.kind === 'int' ? [Number(inner.value)] : []
  })
  const highest = Math.max(0, ...numbers)
  if (!isOf(type, 'Flag')) return integer(highest + 1)
  return integer(highest === 0 ? 1 : 2 ** (Math.floor(Math.log2(highest)) + 1))
}

function isOf(type: ClassValue, name: string): boolean {
  return type.order.some((base) => base.kind === 'class' && base.name === name && !base.at)
}

/** A member: mixed with `str`, `int`… it is such a value besides. */
function* makeMember(
  type: ClassValue,
  [name, value]: readonly [string, Value],
  evaluator: Evaluator,
): Steps<ReturnType<typeof instance>> {
  const member = instance(type, evaluator.here())
  member.attributes.set('name', str(name)).set('_name_', str(name))
  member.attributes.set('value', value).set('_value_', value)
  if (type.construct && value.kind !== 'unknown') {
    member.payload = yield* payloadOf(type, value, evaluator)
    // A mixed-in type makes the value of what was given to it.
    if (plain(member).kind !== value.kind && value.kind !== 'tuple') {
      member.attributes.set('value', plain(member))
    }
  }
  yield* initialise(type, [member, value], evaluator)
  return member
}

function* payloadOf(type: ClassValue, value: Value, evaluator: Evaluator): Steps<Value | null> {
  const own = ownerOf(type, '__new__')
  if (!type.construct || (own?.kind === 'found' && own.owner.at)) {
    return value.kind === 'tuple' ? null : plain(value)
  }
  const given = value.kind === 'tuple' ? value.items : [value]
  return yield* evaluator.call(
    { ...type.construct, takesUnknown: false },
    positional(type, ...given),
  )
}

/** An `__init__` gets the parts of a tuple; a `__new__` of the project may set the value. */
function* initialise(
  type: ClassValue,
  [member, value]: readonly [ReturnType<typeof instance>, Value],
  evaluator: Evaluator,
): Steps<void> {
  const given = value.kind === 'tuple' ? value.items : [value]
  const maker = ownerOf(type, '__new__')
  if (maker?.kind === 'found' && maker.owner.at) {
    const callee = maker.value.kind === 'staticmethod' ? maker.value.callee : maker.value
    const made = yield* evaluator.call(callee, positional(type, ...given))
    if (made.kind === 'instance') {
      for (const [name, part] of made.attributes) member.attributes.set(name, part)
      member.payload = made.payload ?? member.payload
      const own = member.attributes.get('_value_')
      if (own) member.attributes.set('value', own)
    }
  }
  const initialiser = ownerOf(type, '__init__')
  if (initialiser?.kind === 'found' && initialiser.owner.at) {
    yield* evaluator.call(initialiser.value, positional(member, ...given))
    const own = member.attributes.get('_value_')
    if (own) member.attributes.set('value', own)
  }
}

function* sameMember(
  type: ClassValue,
  member: ReturnType<typeof instance>,
  evaluator: Evaluator,
): Steps<ReturnType<typeof instance> | null> {
  const value = member.attributes.get('value')
  for (const other of type.members?.values() ?? []) {
    const theirs = other.attributes.get('value')
    if (!value || !theirs || value.kind === 'unknown' || theirs.kind === 'unknown') continue
    if (yield* evaluator.equals(value, theirs)) return other
  }
  return null
}
