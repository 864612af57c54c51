import { plain } from '../builtin/read-argument.ts'
import type { ClassPattern, MappingPattern, Match, Pattern } from '../syntax/syntax-tree.ts'
import { dict, list } from '../value/make.ts'
import { doubt, UnknownReached } from '../value/unknown-reached.ts'
import type { Scope, Steps, UnknownValue, Value } from '../value/value.ts'
import type { Completion, Evaluator } from './evaluator.ts'
import { bindName } from './names.ts'
import { attempt } from './settle.ts'
import { exits, taint } from './taint.ts'

/** `match subject` */
export function* matchStatement(
  node: Match,
  scope: Scope,
  evaluator: Evaluator,
): Steps<Completion> {
  const subject = yield* attempt(evaluator.evaluate(node.subject, scope))
  for (const [index, one] of node.cases.entries()) {
    evaluator.stand(one.pattern, scope)
    const decided = yield* decide(one, [subject, scope], evaluator)
    if (decided === true) return yield* evaluator.execute(one.body, scope)
    if (decided === false) continue
    const nodes = node.cases.slice(index).flatMap((each) => each.body)
    taint({ nodes, scope, why: decided, kind: 'condition' }, evaluator)
    const leaves = exits(nodes)
    return leaves && { kind: 'uncertain', why: decided, leaves }
  }
  return null
}

function* decide(
  { pattern, guard }: Match['cases'][number],
  [subject, scope]: readonly [Value, Scope],
  evaluator: Evaluator,
): Steps<boolean | UnknownValue> {
  try {
    if (!(yield* matches(pattern, [subject, scope], evaluator))) return false
    return !guard || (yield* evaluator.truth(yield* evaluator.evaluate(guard, scope)))
  } catch (error) {
    if (error instanceof UnknownReached) return error.unknown
    throw error
  }
}

type Subject = readonly [Value, Scope]

function* matches(
  pattern: Pattern,
  [subject, scope]: Subject,
  evaluator: Evaluator,
): Steps<boolean> {
  const bind = (name: string | null, value: Value): true => {
    if (name !== null) bindName(name, value, { scope, at: evaluator.placeOf(pattern, scope) })
    return true
  }
  if (pattern.kind === 'capture-pattern') return bind(pattern.name, subject)
  const reason = doubt(subject)
  if (reason) throw new UnknownReached(reason)
  switch (pattern.kind) {
    case 'value-pattern':
      return yield* matchesValue(pattern, [subject, scope], evaluator)
    case 'star-pattern':
      return bind(pattern.name, subject)
    case 'as-pattern':
      return (
        (yield* matches(pattern.pattern, [subject, scope], evaluator)) &&
        bind(pattern.name, subject)
      )
    case 'or-pattern':
      for (const choice of pattern.choices) {
        if (yield* matches(choice, [subject, scope], evaluator)) return true
      }
      return false
    case 'sequence-pattern':
      return yield* matchesItems(pattern.items, [subject, scope], evaluator)
    case 'mapping-pattern':
      return yield* matchesMapping(pattern, [subject, scope], evaluator)
    case 'class-pattern':
      return yield* matchesClass(pattern, [subject, scope], evaluator)
  }
}

function* matchesValue(
  pattern: Extract<Pattern, { kind: 'value-pattern' }>,
  [subject, scope]: Subject,
  evaluator: Evaluator,
): Steps<boolean> {
  const value = yield* evaluator.evaluate(pattern.expression, scope)
  const operator = value.kind === 'none' || value.kind === 'bool' ? 'is' : '=='
  return yield* evaluator.truth(yield* evaluator.compare(operator, subject, value))
}

function* matchesItems(
  patterns: readonly Pattern[],
  [given, scope]: Subject,
  evaluator: Evaluator,
): Steps<boolean> {
  const subject = plain(given)
  if (subject.kind !== 'list' && subject.kind !== 'tuple') return false
  const star = patterns.findIndex((pattern) => pattern.kind === 'star-pattern')
  const extra = subject.items.length - patterns.length
  if (star < 0 ? extra !== 0 : extra < -1) return false
  for (const [index, pattern] of patterns.entries()) {
    const part =
      index === star
        ? list(subject.items.slice(star, star + extra + 1))
        : subject.items[star >= 0 && index > star ? index + extra : index]
    if (!part || !(yield* matches(pattern, [part, scope], evaluator))) return false
  }
  return true
}

function* matchesMapping(
  pattern: MappingPattern,
  [given, scope]: Subject,
  evaluator: Evaluator,
): Steps<boolean> {
  const subject = plain(given)
  if (subject.kind !== 'dict') return false
  const rest = new Map(subject.entries)
  for (const { key, pattern: inner } of pattern.entries) {
    const hash = evaluator.hash(yield* evaluator.evaluate(key, scope))
    const entry = subject.entries.get(hash)
    if (!entry || !(yield* matches(inner, [entry[1], scope], evaluator))) return false
    rest.delete(hash)
  }
  if (pattern.rest !== null) {
    bindName(pattern.rest, dict(rest), { scope, at: evaluator.placeOf(pattern, scope) })
  }
  return true
}

/** Built-in types match their one position with the value itself. */
const WHOLE: ReadonlySet<string> = new Set([
  'bool',
  'bytes',
  'dict',
  'float',
  'frozenset',
  'int',
  'list',
  'set',
  'str',
  'tuple',
])

function* matchesClass(
  pattern: ClassPattern,
  [subject, scope]: Subject,
  evaluator: Evaluator,
): Steps<boolean> {
  const type = yield* evaluator.evaluate(pattern.type, scope)
  if (!(yield* evaluator.isInstance(subject, type))) return false
  const isWhole = type.kind === 'class' && !type.at && WHOLE.has(type.name)
  const names = isWhole ? [] : yield* positions(type, evaluator)
  for (const [index, inner] of pattern.positional.entries()) {
    const name = names[index]
    const value = isWhole
      ? subject
      : name === undefined
        ? null
        : yield* evaluator.findAttribute(subject, name)
    if (!value || !(yield* matches(inner, [value, scope], evaluator))) return false
  }
  for (const { name, pattern: inner } of pattern.keywords) {
    const value = yield* evaluator.findAttribute(subject, name)
    if (!value || !(yield* matches(inner, [value, scope], evaluator))) return false
  }
  return true
}

function* positions(type: Value, evaluator: Evaluator): Steps<readonly string[]> {
  const value = yield* evaluator.findAttribute(type, '__match_args__')
  return value?.kind === 'tuple'
    ? value.items.flatMap((item) => (item.kind === 'str' ? item.value : []))
    : []
}
