import { exceptionClass } from '../builtin/exception-classes.ts'
import type {
  Assert,
  AugmentedAssignment,
  Delete,
  Expression,
  For,
  FunctionStatement,
  If,
  Raise,
  Statement,
  While,
} from '../syntax/syntax-tree.ts'
import { extend } from '../builtin/list-methods.ts'
import { update } from '../builtin/dict-methods.ts'
import { plain } from '../builtin/read-argument.ts'
import { positional } from '../value/make.ts'
import { none } from '../value/plain-value.ts'
import { Raised } from '../value/raised.ts'
import { doubt, known, UnknownReached } from '../value/unknown-reached.ts'
import type { IteratorValue, Scope, Steps, UnknownValue, Value } from '../value/value.ts'
import { classStatement } from './class-statement.ts'
import { decorate } from './decorate.ts'
import type { Completion, Evaluator, Execute } from './evaluator.ts'
import { makeFunction } from './function-value.ts'
import { importFrom, importModules } from './import-statement.ts'
import { matchStatement } from './match-statement.ts'
import { bindName, scopeToBind } from './names.ts'
import { attempt } from './settle.ts'
import { deleteItem } from './subscript.ts'
import { exits, nothing, taint, taintNames } from './taint.ts'
import { truthOf } from './truth.ts'
import { withTypeParameters } from './type-parameters.ts'
import { tryStatement } from './try-statement.ts'
import { withStatement } from './with-statement.ts'
import { isTypeChecking } from './type-checking.ts'

type Handlers = {
  readonly [Kind in Statement['kind']]: Execute<Extract<Statement, { readonly kind: Kind }>>
}

/** One entry for each kind of statement. */
export const statementHandlers: Handlers = {
  *expression(node, scope, evaluator) {
    yield* evaluator.evaluate(node.expression, scope)
    return null
  },
  *assignment(node, scope, evaluator) {
    const value = yield* attempt(evaluator.evaluate(node.value, scope))
    for (const target of node.targets) yield* evaluator.assign(target, value, scope)
    return null
  },
  augmented,
  *annotated(node, scope, evaluator) {
    if (node.target.kind === 'name' && scope.annotations) {
      const at = evaluator.placeOf(node.target, scope)
      scope.annotations.set(node.target.name, { expression: node.annotation, scope, at })
    }
    if (node.value) {
      yield* evaluator.assign(
        node.target,
        yield* attempt(evaluator.evaluate(node.value, scope)),
        scope,
      )
    }
    return null
  },
  if: ifStatement,
  for: forStatement,
  while: whileStatement,
  try: tryStatement,
  with: withStatement,
  match: matchStatement,
  *return(node, scope, evaluator) {
    const value = node.value ? yield* attempt(evaluator.evaluate(node.value, scope)) : none
    return { kind: 'return', value }
  },
  raise: raiseStatement,
  assert: assertStatement,
  delete: deleteStatement,
  global: nothing,
  nonlocal: nothing,
  import: importModules,
  'import-from': importFrom,
  class: classStatement,
  function: functionStatement,
  *'type-alias'(node, scope, evaluator) {
    const around = withTypeParameters(node.typeParameters, scope)
    const value = yield* attempt(evaluator.evaluate(node.value, around))
    bindName(node.name, value, { scope, at: evaluator.placeOf(node, scope) })
    return null
  },
  pass: nothing,
  *break() {
    yield* []
    return 'break'
  },
  *continue() {
    yield* []
    return 'continue'
  },
  *broken(node, scope, evaluator) {
    yield* []
    const at = evaluator.placeOf(node, scope)
    const until = evaluator.placeOf({ start: node.end, end: node.end }, scope)
    evaluator.gap({ kind: 'syntax', reason: node.reason, at, until, possible: [] })
    return null
  },
}

function* functionStatement(
  node: FunctionStatement,
  scope: Scope,
  evaluator: Evaluator,
): Steps<Completion> {
  const made = yield* makeFunction(node.code, scope, evaluator)
  const value = yield* decorate(made, [node.decorators, scope], evaluator)
  bindName(node.code.name, value, { scope, at: made.at })
  return null
}

const IN_PLACE = { '+': 'iadd', '-': 'isub', '*': 'imul', '|': 'ior', '&': 'iand' } as const

function* augmented(
  node: AugmentedAssignment,
  scope: Scope,
  evaluator: Evaluator,
): Steps<Completion> {
  const old = yield* attempt(evaluator.evaluate(node.target, scope))
  const value = yield* attempt(evaluator.evaluate(node.value, scope))
  evaluator.stand(node, scope)
  const kept = plain(old)
  if (kept.kind === 'list' && node.operator === '+') yield* extend(kept, value, evaluator)
  else if (kept.kind === 'dict' && node.operator === '|') {
    yield* update(kept, positional(value), evaluator)
  } else {
    const fresh = yield* inPlace(node, [old, value], evaluator)
    yield* evaluator.assign(node.target, fresh, scope)
  }
  return null
}

function* inPlace(
  node: AugmentedAssignment,
  [old, value]: readonly [Value, Value],
  evaluator: Evaluator,
): Steps<Value> {
  const name = Object.entries(IN_PLACE).find(([operator]) => operator === node.operator)?.[1]
  if (name && old.kind === 'instance') {
    const method = yield* evaluator.findAttribute(old, `__${name}__`)
    if (method) return yield* evaluator.call(method, positional(value))
  }
  const fresh = yield* evaluator.operate(node.operator, old, value)
  if (old.kind !== 'set' || fresh.kind !== 'set' || old.isFrozen) return fresh
  // A set keeps its identity.
  old.items.clear()
  for (const [hash, item] of fresh.items) old.items.set(hash, item)
  return old
}

function* ifStatement(node: If, scope: Scope, evaluator: Evaluator): Steps<Completion> {
  for (const [index, branch] of node.branches.entries()) {
    if (isTypeChecking(branch.condition, scope)) {
      evaluator.defer(branch.body, scope)
      continue
    }
    const condition = yield* attempt(evaluator.evaluate(branch.condition, scope))
    let decided = yield* truthOf(condition, evaluator)
    if (typeof decided !== 'boolean') {
      evaluator.stand(branch.condition, scope)
      const choice = evaluator.decide(decided)
      if (choice === 'neither') return leaveOut(node, [index, decided, scope], evaluator)
      decided = choice === 'then'
    }
    if (decided) return yield* evaluator.execute(branch.body, scope)
  }
  return yield* evaluator.execute(node.otherwise, scope)
}

/** Neither branch is taken. A branch that only raises is a guard, which is taken to hold. */
function leaveOut(
  node: If,
  [from, why, scope]: readonly [number, UnknownValue, Scope],
  evaluator: Evaluator,
): Completion {
  const bodies = [...node.branches.slice(from).map((branch) => branch.body), node.otherwise]
  const nodes = bodies.flat()
  taint({ nodes, scope, why, kind: 'condition' }, evaluator)
  const leaves = exits(nodes)
  return leaves && { kind: 'uncertain', why, leaves }
}

function* forStatement(node: For, scope: Scope, evaluator: Evaluator): Steps<Completion> {
  const iterable = yield* attempt(evaluator.evaluate(node.iterable, scope))
  evaluator.stand(node.iterable, scope)
  const source =
    node.isAsync && evaluator.host.awaits !== true
      ? evaluator.unknownAt('an asynchronous loop is not read', node, scope)
      : yield* sourceOf(iterable, evaluator)
  if (source.kind === 'unknown') return leaveLoop(node, [source, scope], evaluator)
  for (;;) {
    const item = yield* attemptNext(source)
    if (!item) return yield* evaluator.execute(node.otherwise, scope)
    if (!('uncertain' in item) && item.kind === 'unknown' && source.typeName === 'generator') {
      return leaveLoop(node, [item, scope], evaluator)
    }
    evaluator.spend(1)
    yield* evaluator.assign(node.target, item, scope)
    const completion = yield* evaluator.execute(node.body, scope)
    if (completion === 'break') return null
    if (completion === null || completion === 'continue') continue
    return endOfLoop(node, [completion, scope], evaluator)
  }
}

function* sourceOf(value: Value, evaluator: Evaluator): Steps<IteratorValue | UnknownValue> {
  try {
    return yield* evaluator.iterate(known(value))
  } catch (error) {
    if (error instanceof UnknownReached) return error.unknown
    throw error
  }
}

function* attemptNext(source: IteratorValue): Steps<Value | null> {
  try {
    return yield* source.next()
  } catch (error) {
    if (error instanceof UnknownReached) return error.unknown
    throw error
  }
}

function leaveLoop(
  node: For | While,
  [why, scope]: readonly [UnknownValue, Scope],
  evaluator: Evaluator,
): Completion {
  taint({ nodes: [...node.body, ...node.otherwise], scope, why, kind: 'condition' }, evaluator)
  if (node.kind === 'for') taintNames({ nodes: [node], scope, why, kind: 'condition' }, evaluator)
  const leaves = exits(node.body)
  return leaves === 'function' ? { kind: 'uncertain', why, leaves } : null
}

/** A loop that may have been left early has bound names that are not known. */
function endOfLoop(
  node: For | While,
  [completion, scope]: readonly [Exclude<Completion, null | string>, Scope],
  evaluator: Evaluator,
): Completion {
  if (completion.kind === 'return') return completion
  taint({ nodes: node.body, scope, why: completion.why, kind: 'condition' }, evaluator)
  return completion.leaves === 'function' ? completion : null
}

function* whileStatement(node: While, scope: Scope, evaluator: Evaluator): Steps<Completion> {
  for (;;) {
    evaluator.spend(1)
    const condition = yield* attempt(evaluator.evaluate(node.condition, scope))
    const decided = yield* truthOf(condition, evaluator)
    if (typeof decided !== 'boolean') return leaveLoop(node, [decided, scope], evaluator)
    if (!decided) return yield* evaluator.execute(node.otherwise, scope)
    const completion = yield* evaluator.execute(node.body, scope)
    if (completion === 'break') return null
    if (completion === null || completion === 'continue') continue
    return endOfLoop(node, [completion, scope], evaluator)
  }
}

function* raiseStatement(node: Raise, scope: Scope, evaluator: Evaluator): Steps<Completion> {
  const given = node.exception
    ? yield* attempt(evaluator.evaluate(node.exception, scope))
    : (evaluator.handled.at(-1) ?? none)
  evaluator.stand(node, scope)
  if (given.kind === 'none') evaluator.raise('RuntimeError', 'No active exception to reraise')
  const exception = given.kind === 'class' ? yield* evaluator.call(given, positional()) : given
  throw new Raised(exception, evaluator.placeOf(node, scope))
}

/** An assertion that cannot be decided is taken to hold. */
function* assertStatement(node: Assert, scope: Scope, evaluator: Evaluator): Steps<Completion> {
  const condition = yield* attempt(evaluator.evaluate(node.condition, scope))
  const decided = yield* truthOf(condition, evaluator)
  if (decided !== false) return null
  const message = node.message ? [yield* evaluator.evaluate(node.message, scope)] : []
  const exception = yield* evaluator.call(exceptionClass('AssertionError'), positional(...message))
  throw new Raised(exception, evaluator.placeOf(node, scope))
}

function* deleteStatement(node: Delete, scope: Scope, evaluator: Evaluator): Steps<Completion> {
  for (const target of node.targets) yield* deleteTarget(target, scope, evaluator)
  return null
}

function* deleteTarget(target: Expression, scope: Scope, evaluator: Evaluator): Steps<void> {
  evaluator.stand(target, scope)
  if (target.kind === 'name') {
    if (!scopeToBind(target.name, scope).names.delete(target.name)) {
      evaluator.raise('NameError', `name '${target.name}' is not defined`)
    }
  } else if (target.kind === 'attribute') {
    const object = yield* evaluator.evaluate(target.object, scope)
    if (doubt(object) === null && 'attributes' in object && object.attributes instanceof Map) {
      object.attributes.delete(target.name)
    }
  } else if (target.kind === 'subscript') {
    const object = yield* evaluator.evaluate(target.object, scope)
    yield* deleteItem(object, yield* evaluator.evaluate(target.index, scope), evaluator)
  } else if (target.kind === 'tuple' || target.kind === 'list') {
    for (const one of target.items) yield* deleteTarget(one, scope, evaluator)
  }
}
