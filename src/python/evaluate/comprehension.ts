import { setKey } from '../builtin/dict-methods.ts'
import { iterator } from '../builtin/iterator-methods.ts'
import type { Comprehension } from '../syntax/syntax-tree.ts'
import { dict, list, set } from '../value/make.ts'
import { none } from '../value/plain-value.ts'
import { known } from '../value/unknown-reached.ts'
import type { IteratorValue, Scope, Steps, Value } from '../value/value.ts'
import type { Evaluator } from './evaluator.ts'

/** `[element for …]` and its like. @throws UnknownReached where an iterable or condition is unknown */
export function* comprehension(
  node: Comprehension,
  scope: Scope,
  evaluator: Evaluator,
): Steps<Value> {
  const [first] = node.clauses
  if (!first) return none
  if (node.clauses.some((clause) => clause.isAsync)) {
    return evaluator.unknownAt('an asynchronous comprehension is not read', node, scope)
  }
  // The first iterable belongs to the scope around, as in Python.
  const source = yield* evaluator.iterate(yield* evaluator.evaluate(first.iterable, scope))
  const inner = innerScope(scope)
  if (node.form === 'generator') return lazily(node, [inner, source], evaluator)
  const walk = elements(node, { depth: 0, scope: inner, source }, evaluator)
  return yield* gathered(node, walk, evaluator)
}

function innerScope(scope: Scope): Scope {
  return {
    ...scope,
    kind: 'comprehension',
    names: new Map(),
    code: null,
    enclosing: scope,
    places: null,
    annotations: null,
  }
}

interface Level {
  readonly depth: number
  readonly scope: Scope
  readonly source: IteratorValue
}

/** Yields each element; a dict's pairs come as two. */
function* elements(node: Comprehension, level: Level, evaluator: Evaluator): Steps<null> {
  const clause = node.clauses[level.depth]
  if (!clause) return null
  for (;;) {
    const item = yield* level.source.next()
    if (!item) return null
    evaluator.spend(1)
    yield* evaluator.assign(clause.target, item, level.scope)
    if (!(yield* allHold(clause.conditions, level.scope, evaluator))) continue
    const next = node.clauses[level.depth + 1]
    if (next) {
      const source = yield* evaluator.iterate(yield* evaluator.evaluate(next.iterable, level.scope))
      yield* elements(node, { ...level, depth: level.depth + 1, source }, evaluator)
      continue
    }
    yield { kind: 'yielded', value: yield* evaluator.evaluate(node.element, level.scope) }
    if (node.value) {
      yield { kind: 'yielded', value: yield* evaluator.evaluate(node.value, level.scope) }
    }
  }
}

function* allHold(
  conditions: Comprehension['clauses'][number]['conditions'],
  scope: Scope,
  evaluator: Evaluator,
): Steps<boolean> {
  for (const condition of conditions) {
    if (!(yield* evaluator.truth(yield* evaluator.evaluate(condition, scope)))) return false
  }
  return true
}

/** The next element of a walk, or null at its end. */
function* nextOf(walk: Steps<null>): Steps<Value | null> {
  let step = walk.next(none)
  while (!step.done) {
    if ('kind' in step.value) return step.value.value
    step = walk.next(yield step.value)
  }
  return null
}

function* gathered(node: Comprehension, walk: Steps<null>, evaluator: Evaluator): Steps<Value> {
  const items: Value[] = []
  const pairs = dict([])
  const distinct = set([])
  for (;;) {
    const element = yield* nextOf(walk)
    if (!element) break
    evaluator.checkSize(items.length)
    if (node.form === 'dict') setKey(pairs, [element, (yield* nextOf(walk)) ?? none], evaluator)
    else if (node.form === 'list') items.push(element)
    else distinct.items.set(evaluator.hash(known(element)), element)
  }
  if (node.form === 'dict') return pairs
  return node.form === 'list' ? list(items) : distinct
}

function lazily(
  node: Comprehension,
  [scope, source]: readonly [Scope, IteratorValue],
  evaluator: Evaluator,
): Value {
  const walk = elements(node, { depth: 0, scope, source }, evaluator)
  return iterator('generator', () => nextOf(walk))
}
