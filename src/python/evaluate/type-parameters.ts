import { builtinClass } from '../builtin/define.ts'
import { objectClass } from '../builtin/object-class.ts'
import type { Scope, Value } from '../value/value.ts'

/** A scope in which the type parameters of a class, function or alias stand for themselves. */
export function withTypeParameters(names: readonly string[], scope: Scope): Scope {
  if (names.length === 0) return scope
  const types = names.map((name): [string, Value] => [
    name,
    builtinClass(name, { module: 'typing', bases: [objectClass] }),
  ])
  return {
    ...scope,
    kind: 'comprehension',
    names: new Map(types),
    code: null,
    enclosing: scope,
    places: null,
    annotations: null,
  }
}
