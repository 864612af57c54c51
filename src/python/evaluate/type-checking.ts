import type { Expression } from '../syntax/syntax-tree.ts'
import type { Scope } from '../value/value.ts'

/** Whether a condition is `TYPE_CHECKING`, which is false when a program runs. */
export function isTypeChecking(condition: Expression, scope: Scope): boolean {
  if (condition.kind === 'attribute') return condition.name === 'TYPE_CHECKING'
  if (condition.kind !== 'name' || condition.name !== 'TYPE_CHECKING') return false
  const bound = scope.module.attributes.get('TYPE_CHECKING')
  return bound?.kind !== 'bool' || !bound.value
}
