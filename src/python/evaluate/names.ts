import type { Place } from '../../kernel/place.ts'
import { define } from '../builtin/define.ts'
import { dict } from '../value/make.ts'
import { str } from '../value/plain-value.ts'
import type { ModuleValue, Scope, Steps, Value } from '../value/value.ts'
import type { Evaluator } from './evaluator.ts'

/** The value of a name as Python looks it up; null where it is not bound. */
export function* lookUp(name: string, scope: Scope, evaluator: Evaluator): Steps<Value | null> {
  const own = scope.names.get(name)
  if (own !== undefined && !scope.code?.globals.has(name)) return own
  // A local name that is not bound yet does not reach outwards.
  if (scope.kind === 'function' && scope.code?.locals.has(name)) return null
  for (let outer = scope.enclosing; outer; outer = outer.enclosing) {
    const found = outer.kind === 'class' ? undefined : outer.names.get(name)
    if (found !== undefined) return found
  }
  const { attributes, lookup } = scope.module
  const global =
    attributes.get(name) ?? (lookup && scope.module.isLazy ? yield* lookup(name) : null)
  return global ?? ownGlobals(name, scope, evaluator) ?? evaluator.builtin(name)
}

/** `globals`, where the host allows it: what it gives is a copy, so that nothing is bound through it. */
function ownGlobals(name: string, { module }: Scope, { host }: Evaluator): Value | null {
  return name === 'globals' && host.givesGlobals === true ? globalsOf(module) : null
}

function globalsOf(module: ModuleValue): Value {
  return define('globals', '', () =>
    dict([...module.attributes].map(([name, value]) => [`s${name}`, [str(name), value]])),
  )
}

/** Binds a name where Python would. */
export function bindName(
  name: string,
  value: Value,
  { scope, at }: { scope: Scope; at: Place },
): void {
  const target = scopeToBind(name, scope)
  target.names.set(name, value)
  if (target.kind === 'module') target.module.places.set(name, at)
  target.places?.set(name, at)
}

/** The scope in which an assignment binds a name. */
export function scopeToBind(name: string, scope: Scope): Scope {
  if (scope.code?.globals.has(name)) return outermost(scope)
  if (scope.code?.nonlocals.has(name)) {
    for (let outer = scope.enclosing; outer; outer = outer.enclosing) {
      if (outer.kind === 'function' && outer.names.has(name)) return outer
    }
  }
  return scope
}

/** A module's own scope: it shares the module's names. */
function outermost(scope: Scope): Scope {
  return moduleScope(scope.module)
}

/** The scope of a module's top level. */
export function moduleScope(module: Scope['module']): Scope {
  return {
    kind: 'module',
    names: module.attributes,
    code: null,
    enclosing: null,
    module,
    function: null,
    places: null,
    annotations: null,
    qualifiedName: '',
  }
}
