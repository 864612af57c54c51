import type { Place } from '../../kernel/place.ts'
import { builtins } from '../builtin/builtins.ts'
import { exceptionClass } from '../builtin/exception-classes.ts'
import { typeOf } from '../builtin/type-of.ts'
import type {
  Expression,
  Located,
  Statement,
  BinaryOperator,
  CompareOperator,
} from '../syntax/syntax-tree.ts'
import { hashKey } from '../value/hash-key.ts'
import { instance, tuple } from '../value/make.ts'
import { str } from '../value/plain-value.ts'
import { LimitReached, Raised } from '../value/raised.ts'
import { UnknownReached, unknownValue } from '../value/unknown-reached.ts'
import type {
  Arguments,
  ClassValue,
  HashKey,
  HostFunctions,
  IteratorValue,
  Scope,
  Steps,
  UnknownValue,
  Value,
} from '../value/value.ts'
import { assign } from './assign.ts'
import { findAttribute, setAttribute } from './attributes.ts'
import { call } from './call.ts'
import { compare, equals } from './compare.ts'
import type { Completion, Evaluate, Evaluator, Execute } from './evaluator.ts'
import { expressionHandlers } from './expressions.ts'
import type { Gap } from './gap.ts'
import { deferImports } from './import-statement.ts'
import { isInstance } from './is-instance.ts'
import { collect, iterate } from './iterate.ts'
import type { Limits } from './limits.ts'
import { operate } from './operate.ts'
import { attempt } from './settle.ts'
import { statementHandlers } from './statements.ts'
import { getItem } from './subscript.ts'
import { taintNames, taint } from './taint.ts'
import { format, repr, text } from './text.ts'
import { truth } from './truth.ts'
import type { FolderEntry } from '../module/source-provider.ts'

/** What an interpreter is made of. */
export interface InterpreterParts {
  readonly limits: Limits
  readonly host: HostFunctions
  readonly importModule: (name: string) => Steps<Value>
  readonly modulesIn: (folder: string) => readonly FolderEntry[] | null
  readonly parseExpression: (text: string) => Expression | null
  readonly decide: (condition: UnknownValue) => 'neither' | 'then' | 'else'
}

/** Evaluates syntax trees; every question goes to one of the files beside this one. */
export class Interpreter implements Evaluator {
  readonly host: HostFunctions
  readonly gaps: Gap[] = []
  readonly handled: Value[] = []
  callDepth = 0
  unknownCalls = 0
  tryDepth = 0
  readonly #parts: InterpreterParts
  readonly #told = new Set<string>()
  #left: number
  #total: number
  #node: Located = { start: 0, end: 0 }
  #scope: Scope | null = null

  constructor(parts: InterpreterParts) {
    this.#parts = parts
    this.host = parts.host
    this.#left = parts.limits.steps
    this.#total = parts.limits.totalSteps
  }

  /** Runs with a budget of steps of its own. */
  *withBudget<T>(steps: Steps<T>): Steps<T> {
    const [left, node, scope] = [this.#left, this.#node, this.#scope]
    this.#left = Math.min(this.#parts.limits.steps, this.#total)
    try {
      return yield* steps
    } finally {
      this.#left = left
      this.#node = node
      this.#scope = scope
    }
  }

  /** All gaps told since the last time. */
  drainGaps(): readonly Gap[] {
    this.#told.clear()
    return this.gaps.splice(0)
  }

  spend(steps: number): void {
    this.#left -= steps
    this.#total -= steps
    if (this.#left < 0) throw new LimitReached('the limit of steps was reached')
  }

  get isTried(): boolean {
    return this.tryDepth > 0
  }

  checkSize(size: number): void {
    if (size <= this.#parts.limits.size) return
    const unknown = this.unknown('this grows over the limit of sizes')
    this.gap({
      kind: 'limit',
      reason: unknown.reason,
      at: unknown.at,
      until: unknown.at,
      possible: [],
    })
    throw new UnknownReached(unknown)
  }

  gap(gap: Gap): void {
    const key = `${gap.kind} ${gap.reason} ${gap.at.file}:${gap.at.line}:${gap.at.column}`
    if (this.#told.has(key) || this.gaps.length >= this.#parts.limits.gaps) return
    this.#told.add(key)
    this.gaps.push(gap)
  }

  evaluate(node: Expression, scope: Scope): Steps<Value> {
    this.spend(1)
    return (expressionHandlers[node.kind] as Evaluate<Expression>)(node, scope, this)
  }

  executeOne(statement: Statement, scope: Scope): Steps<Completion> {
    this.spend(1)
    this.stand(statement, scope)
    return (statementHandlers[statement.kind] as Execute<Statement>)(statement, scope, this)
  }

  *execute(body: readonly Statement[], scope: Scope): Steps<Completion> {
    for (const [index, statement] of body.entries()) {
      let completion: Completion
      try {
        completion = yield* this.executeOne(statement, scope)
      } catch (error) {
        completion = this.#recover(error, statement, scope)
      }
      if (completion === null) continue
      if (typeof completion === 'object' && completion.kind === 'uncertain') {
        const nodes = body.slice(index + 1)
        taint({ nodes, scope, why: completion.why, kind: 'condition' }, this)
      }
      return completion
    }
    return null
  }

  /** A statement that met an unknown value, or JavaScript's own limits, is left out. */
  #recover(error: unknown, statement: Statement, scope: Scope): null {
    const unknown = this.#reasonOf(error)
    if (!unknown) throw error
    const at = this.placeOf(statement, scope)
    const until = this.placeOf({ start: statement.end, end: statement.end }, scope)
    this.gap({ kind: 'unsupported', reason: unknown.reason, at, until, possible: [] })
    taintNames({ nodes: [statement], scope, why: unknown, kind: 'unsupported' }, this)
    return null
  }

  #reasonOf(error: unknown): UnknownValue | null {
    if (error instanceof UnknownReached) return error.unknown
    if (error instanceof RangeError) return this.unknown('this is too large or nested too deeply')
    return null
  }

  *assign(target: Expression, value: Value, scope: Scope): Steps<void> {
    yield* assign(target, [value, scope], this)
  }

  stand(node: Located, scope: Scope): void {
    this.#node = node
    this.#scope = scope
  }

  here(): Place {
    if (!this.#scope) return { file: '', line: 1, column: 1 }
    return this.placeOf(this.#node, this.#scope)
  }

  placeOf(node: Located, scope: Scope): Place {
    return scope.module.placeOf(node.start)
  }

  unknown(reason: string): UnknownValue {
    return unknownValue(reason, this.here())
  }

  unknownAt(reason: string, node: Located, scope: Scope): UnknownValue {
    return unknownValue(reason, this.placeOf(node, scope))
  }

  raise(type: string, message: string): never {
    const exception = instance(exceptionClass(type), this.here())
    exception.attributes.set('args', tuple(message === '' ? [] : [str(message)]))
    throw new Raised(exception, exception.at)
  }

  *call(callee: Value, given: Arguments): Steps<Value> {
    this.spend(1)
    const [node, scope] = [this.#node, this.#scope]
    const result = yield* attempt(call(callee, given, this))
    this.#node = node
    this.#scope = scope
    return result
  }

  findAttribute(object: Value, name: string): Steps<Value | null> {
    return findAttribute(object, name, this)
  }

  *getAttribute(object: Value, name: string): Steps<Value> {
    const found = yield* findAttribute(object, name, this)
    if (found) return found
    const owner =
      object.kind === 'class' ? `type object '${object.name}'` : `'${typeOf(object).name}' object`
    return this.raise('AttributeError', `${owner} has no attribute '${name}'`)
  }

  *setAttribute(object: Value, name: string, value: Value): Steps<void> {
    yield* setAttribute(object, [name, value], this)
  }

  getItem(object: Value, key: Value): Steps<Value> {
    return attempt(getItem(object, key, this))
  }

  operate(operator: BinaryOperator, left: Value, right: Value): Steps<Value> {
    return attempt(operate(operator, [left, right], this))
  }

  compare(operator: CompareOperator, left: Value, right: Value): Steps<Value> {
    return attempt(compare(operator, [left, right], this))
  }

  equals(left: Value, right: Value): Steps<boolean> {
    return equals(left, right, this)
  }

  truth(value: Value): Steps<boolean> {
    return truth(value, this)
  }

  collect(value: Value): Steps<readonly Value[]> {
    return collect(value, this)
  }

  iterate(value: Value): Steps<IteratorValue> {
    return iterate(value, this)
  }

  text(value: Value): Steps<string> {
    return text(value, this)
  }

  repr(value: Value): Steps<string> {
    return repr(value, this)
  }

  format(value: Value, specification: string): Steps<string> {
    return format(value, specification, this)
  }

  typeOf(value: Value): ClassValue {
    return typeOf(value)
  }

  isInstance(value: Value, type: Value): Steps<boolean> {
    return isInstance(value, type, this)
  }

  hash(value: Value): HashKey {
    return hashKey(value) ?? this.raise('TypeError', `unhashable type: '${typeOf(value).name}'`)
  }

  importModule(name: string): Steps<Value> {
    return this.#parts.importModule(name)
  }

  modulesIn(folder: string): readonly FolderEntry[] | null {
    return this.#parts.modulesIn(folder)
  }

  parseExpression(source: string): Expression | null {
    return this.#parts.parseExpression(source)
  }

  decide(condition: UnknownValue): 'neither' | 'then' | 'else' {
    return this.#parts.decide(condition)
  }

  builtin(name: string): Value | null {
    return builtins.get(name) ?? null
  }

  defer(body: readonly Statement[], scope: Scope): void {
    deferImports(body, scope, this)
  }
}
