import type { Place } from '../../kernel/place.ts'
import type { Expression, Located, Statement } from '../syntax/syntax-tree.ts'
import type { Machine, Scope, Steps, UnknownValue, Value } from '../value/value.ts'
import type { Gap } from './gap.ts'

/**
 * How a block ended; null where it came to its end. `uncertain` means that it is not known whether
 * it was left: then what follows may not have happened.
 */
export type Completion =
  | null
  | 'break'
  | 'continue'
  | { readonly kind: 'return'; readonly value: Value }
  | { readonly kind: 'uncertain'; readonly why: UnknownValue; readonly leaves: 'loop' | 'function' }

/** What the parts of the evaluation need of each other. */
export interface Evaluator extends Machine {
  evaluate(node: Expression, scope: Scope): Steps<Value>
  execute(body: readonly Statement[], scope: Scope): Steps<Completion>
  executeOne(statement: Statement, scope: Scope): Steps<Completion>
  assign(target: Expression, value: Value, scope: Scope): Steps<void>
  /** Puts a node at which messages and calls are said to stand. */
  stand(node: Located, scope: Scope): void
  placeOf(node: Located, scope: Scope): Place
  unknownAt(reason: string, node: Located, scope: Scope): UnknownValue
  gap(gap: Gap): void
  /** Parses a text as an expression, for annotations in quotes. */
  parseExpression(text: string): Expression | null
  /** What is to be done where a condition is unknown. */
  decide(condition: UnknownValue): 'neither' | 'then' | 'else'
  callDepth: number
  /** How many calls of unknown values there were: each may have raised. */
  unknownCalls: number
  /** How many `try` with handlers are open. */
  tryDepth: number
  /** The exceptions that handlers are busy with, the innermost last. */
  readonly handled: Value[]
  builtin(name: string): Value | null
  /** Keeps the imports of `if TYPE_CHECKING` for annotations. */
  defer(body: readonly Statement[], scope: Scope): void
}

/** Evaluates one kind of node. */
export type Evaluate<Node> = (node: Node, scope: Scope, evaluator: Evaluator) => Steps<Value>

/** Executes one kind of statement. */
export type Execute<Node> = (node: Node, scope: Scope, evaluator: Evaluator) => Steps<Completion>
