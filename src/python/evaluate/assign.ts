import type { Expression } from '../syntax/syntax-tree.ts'
import { list } from '../value/make.ts'
import { doubt } from '../value/unknown-reached.ts'
import type { Scope, Steps, Value } from '../value/value.ts'
import type { Evaluator } from './evaluator.ts'
import { bindName } from './names.ts'
import { setItem } from './subscript.ts'

/** `target = value` */
export function* assign(
  target: Expression,
  [value, scope]: readonly [Value, Scope],
  evaluator: Evaluator,
): Steps<void> {
  if (target.kind === 'name') {
    bindName(target.name, value, { scope, at: evaluator.placeOf(target, scope) })
  } else if (target.kind === 'attribute') {
    const object = yield* evaluator.evaluate(target.object, scope)
    evaluator.stand(target, scope)
    yield* evaluator.setAttribute(object, target.name, value)
  } else if (target.kind === 'subscript') {
    const object = yield* evaluator.evaluate(target.object, scope)
    const key = yield* evaluator.evaluate(target.index, scope)
    evaluator.stand(target, scope)
    yield* setItem(object, [key, value], evaluator)
  } else if (target.kind === 'tuple' || target.kind === 'list') {
    yield* unpack(target.items, [value, scope], evaluator)
  } else if (target.kind === 'starred') {
    yield* assign(target.value, [value, scope], evaluator)
  }
}

/** Spreads a value over several targets, one of which may be starred. */
function* unpack(
  targets: readonly Expression[],
  [value, scope]: readonly [Value, Scope],
  evaluator: Evaluator,
): Steps<void> {
  const reason = doubt(value)
  if (reason) {
    for (const target of targets) yield* assign(target, [reason, scope], evaluator)
    return
  }
  const items = yield* evaluator.collect(value)
  const star = targets.findIndex((target) => target.kind === 'starred')
  const extra = items.length - targets.length
  if (star < 0 ? extra !== 0 : extra < -1) {
    evaluator.raise('ValueError', `${extra < 0 ? 'not enough' : 'too many'} values to unpack`)
  }
  for (const [index, target] of targets.entries()) {
    const part =
      index === star
        ? list(items.slice(star, star + extra + 1))
        : items[star >= 0 && index > star ? index + extra : index]
    if (part) yield* assign(target, [part, scope], evaluator)
  }
}
