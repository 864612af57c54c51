import { boundNames, visitScope } from '../syntax/bound-names.ts'
import { visitAll, type SyntaxNode } from '../syntax/children.ts'
import type { Call, Expression, Located } from '../syntax/syntax-tree.ts'
import type { FunctionValue, Scope, Steps, UnknownValue, Value } from '../value/value.ts'
import type { Evaluator } from './evaluator.ts'
import type { Gap, PossibleCall } from './gap.ts'
import { bindName } from './names.ts'

/** What is not evaluated, where it stands, and why. */
export interface Tainted {
  readonly nodes: readonly SyntaxNode[]
  readonly scope: Scope
  readonly why: UnknownValue
  readonly kind: Gap['kind']
}

/**
 * Leaves source out: the names it would have bound become unknown, containers it would have changed
 * uncertain, and the calls it would have made are told with the gap.
 */
export function taint({ nodes, scope, why, kind }: Tainted, evaluator: Evaluator): void {
  const range = rangeOf(nodes)
  if (!range) return
  evaluator.gap({
    kind,
    reason: why.reason,
    at: evaluator.placeOf(range, scope),
    until: evaluator.placeOf({ start: range.end, end: range.end }, scope),
    possible: possibleCalls(nodes, scope, evaluator),
  })
  taintNames({ nodes, scope, why, kind }, evaluator)
}

/** The same without telling a gap, where one was told already. */
export function taintNames({ nodes, scope, why }: Tainted, evaluator: Evaluator): void {
  for (const name of boundNames(nodes)) {
    bindName(name, why, { scope, at: evaluator.placeOf(nodes[0] ?? { start: 0, end: 0 }, scope) })
  }
  visitScope(nodes, (node) => taintMutation(node, scope, why))
}

function rangeOf(nodes: readonly Located[]): Located | null {
  const [first] = nodes
  return first ? { start: first.start, end: nodes.at(-1)?.end ?? first.end } : null
}

/** `x.append(…)`, `x[…] = …`, `x.a = …` change what `x` holds. */
function taintMutation(node: SyntaxNode, scope: Scope, why: UnknownValue): void {
  if (node.kind === 'expression' && node.expression.kind === 'call') {
    const { callee } = node.expression
    if (callee.kind === 'attribute') makeUncertain(callee.object, scope, why)
  } else if (node.kind === 'assignment') {
    for (const target of node.targets) taintTarget(target, scope, why)
  } else if (node.kind === 'augmented' || node.kind === 'annotated') {
    taintTarget(node.target, scope, why)
  } else if (node.kind === 'delete') {
    for (const target of node.targets) taintTarget(target, scope, why)
  }
}

function taintTarget(target: Expression, scope: Scope, why: UnknownValue): void {
  if (target.kind === 'subscript') makeUncertain(target.object, scope, why)
  if (target.kind !== 'attribute') return
  const object = quietly(target.object, scope)
  if (object?.kind === 'instance' || (object?.kind === 'class' && object.at)) {
    object.attributes.set(target.name, why)
  }
}

function makeUncertain(node: Expression, scope: Scope, why: UnknownValue): void {
  const object = quietly(node, scope)
  if (object && 'uncertain' in object) object.uncertain ??= why
}

/** The value of a dotted name without evaluating anything; null where it cannot be told. */
function quietly(node: Expression, scope: Scope): Value | null {
  if (node.kind === 'name') {
    for (let at: Scope | null = scope; at; at = at.enclosing) {
      const found = at.names.get(node.name)
      if (found) return found
    }
    return scope.module.attributes.get(node.name) ?? null
  }
  if (node.kind !== 'attribute') return null
  const object = quietly(node.object, scope)
  if (object?.kind === 'instance' || object?.kind === 'class' || object?.kind === 'module') {
    return object.attributes.get(node.name) ?? null
  }
  return null
}

/** Longer calls are cut in reports. */
const LONGEST_TEXT = 200

/** The calls in source that was left out, those of the project's functions that it calls included. */
export function possibleCalls(
  nodes: readonly SyntaxNode[],
  scope: Scope,
  evaluator: Evaluator,
): readonly PossibleCall[] {
  const found: PossibleCall[] = []
  const seen = new Set<FunctionValue>()
  const gather = (inner: readonly SyntaxNode[], from: Scope): void => {
    visitAll(inner, (node) => {
      if (node.kind !== 'call') return
      const target = quietly(node.callee, from)
      const called = target?.kind === 'method' ? target.callee : target
      if (called?.kind === 'native' || (called?.kind === 'class' && !called.at)) return
      if (called?.kind !== 'function') {
        found.push(possibleCall(node, { target, scope: from }, evaluator))
      } else if (!seen.has(called)) {
        seen.add(called)
        gather(called.code.body, called.scope)
      }
    })
  }
  gather(nodes, scope)
  return found
}

function possibleCall(
  node: Call,
  { target, scope }: { readonly target: Value | null; readonly scope: Scope },
  evaluator: Evaluator,
): PossibleCall {
  const { textOf } = scope.module
  const strings: string[] = []
  visitAll(
    node.arguments.map((argument) => argument.value),
    (inner) => {
      if (inner.kind === 'literal' && inner.value.kind === 'str') strings.push(inner.value.value)
    },
  )
  return {
    callee: textOf(node.callee.start, node.callee.end),
    text: textOf(node.start, Math.min(node.end, node.start + LONGEST_TEXT)),
    strings,
    at: evaluator.placeOf(node, scope),
    target,
  }
}

/** How source that was left out could have left the block around it. */
export function exits(nodes: readonly SyntaxNode[]): 'loop' | 'function' | null {
  let result: 'loop' | 'function' | null = null
  const walk = (inner: readonly SyntaxNode[], inLoop: boolean): void => {
    for (const node of inner) {
      if (node.kind === 'return') result = 'function'
      if (!inLoop && (node.kind === 'break' || node.kind === 'continue')) result ??= 'loop'
      if (node.kind === 'class' || node.kind === 'function') continue
      if (node.kind === 'for' || node.kind === 'while') {
        walk([...node.body, ...node.otherwise], true)
      } else if (node.kind === 'if') {
        walk([...node.branches.flatMap((one) => one.body), ...node.otherwise], inLoop)
      } else if (node.kind === 'with') walk(node.body, inLoop)
      else if (node.kind === 'try') {
        walk(
          [
            ...node.body,
            ...node.handlers.flatMap((one) => one.body),
            ...node.otherwise,
            ...node.finally,
          ],
          inLoop,
        )
      } else if (node.kind === 'match') {
        walk(
          node.cases.flatMap((one) => one.body),
          inLoop,
        )
      }
    }
  }
  walk(nodes, false)
  return result
}

/** Nothing, as steps. */
export function* nothing(): Steps<null> {
  yield* []
  return null
}
