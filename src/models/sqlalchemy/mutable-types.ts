import { none } from '../../python/value/plain-value.ts'
import type { HostCall, Value } from '../../python/value/value.ts'
import { resolveType } from './own-types.ts'
import { argument } from './read-value.ts'
import { construct, inert, saObject, type SaObject } from './sa-object.ts'
import { typeObject } from './type-object.ts'

/** `MutableDict` and its like: classes that make a type track changes, and leave its SQL alone. */
export function mutableConstructs(): ReadonlyMap<string, SaObject> {
  const names = ['Mutable', 'MutableDict', 'MutableList', 'MutableSet', 'MutableComposite']
  return new Map(names.map((name) => [name, mutableClass(name)]))
}

function mutableClass(name: string): SaObject {
  const self: SaObject = saObject(
    name,
    { kind: 'construct', name },
    {
      getAttribute: (attribute) => {
        if (attribute === 'as_mutable') return construct(attribute, firstType)
        return /^__(?!init__|init_subclass__)/.test(attribute) ? null : inert(attribute)
      },
      getItem: () => self,
      instantiate: () => inert(name),
    },
  )
  return self
}

function firstType(call: HostCall): Value {
  return argument(call, 0, 'sqltype') ?? none
}

/** The types of sqlalchemy-json. */
export function mutableJson(sqlalchemy: ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
  const json = sqlalchemy.get('JSON') ?? none
  return new Map([
    ['MutableJson', json],
    ['NestedMutableJson', json],
    [
      'mutable_json_type',
      construct('mutable_json_type', function* (call) {
        return typeObject(yield* resolveType(argument(call, 0, 'dbtype') ?? json, call.machine))
      }),
    ],
  ])
}
