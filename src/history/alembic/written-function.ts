import { placeOf, type Place } from '../../kernel/place.ts'
import type { PythonParser } from '../../python/syntax/python-parser.ts'
import type { Expression, FunctionStatement, Statement } from '../../python/syntax/syntax-tree.ts'

/** What a function of a revision does, as far as its text alone tells. */
export interface WrittenFunction {
  /**
   * `idle`: it says nothing to the database. `raises`: it does nothing but raise. `working`: whatever
   * else, also what is not written as a plain function.
   */
  readonly body: 'idle' | 'raises' | 'working'
  /** Where it is defined; null where it is not written as a plain function. */
  readonly at: Place | null
  /** The statement that raises, in one line; empty for others. */
  readonly raise: string
}

/** The file of a revision. */
interface Source {
  readonly file: string
  readonly text: string
}

/** Reads what the text of a file tells of one of its functions, `upgrade` or `downgrade`. */
export function writtenFunction(
  name: string,
  { file, text }: Source,
  parser: PythonParser,
): WrittenFunction {
  const { statements } = parser.parseModule(text)
  const plain = statements.filter(isFunction).findLast(({ code }) => code.name === name)
  // What is imported or assigned under that name, or decorated, is not looked into.
  if (plain === undefined) return { body: 'working', at: null, raise: '' }
  const at = placeOf(file, text, plain.start)
  return plain.decorators.length > 0
    ? { body: 'working', at, raise: '' }
    : { ...bodyOf(plain.code.body, text), at }
}

function isFunction(statement: Statement): statement is FunctionStatement {
  return statement.kind === 'function'
}

function bodyOf(body: readonly Statement[], text: string): Omit<WrittenFunction, 'at'> {
  const first = body.find((one) => !isIdle(one))
  if (first === undefined) return { body: 'idle', raise: '' }
  if (first.kind === 'return') {
    return { body: returnsNothing(first.value) ? 'idle' : 'working', raise: '' }
  }
  if (first.kind !== 'raise') return { body: 'working', raise: '' }
  return { body: 'raises', raise: text.slice(first.start, first.end).replaceAll(/\s+/g, ' ') }
}

function returnsNothing(value: Expression | null): boolean {
  return value === null || isQuiet(value)
}

/** Whether a statement says nothing to the database, and the next one is run. */
function isIdle(statement: Statement): boolean {
  const { kind } = statement
  if (kind === 'expression') return isQuiet(statement.expression) || isNotice(statement.expression)
  if (kind === 'assignment') return isQuiet(statement.value) || isQuestion(statement.value)
  return kind === 'pass' || kind === 'import' || kind === 'import-from'
}

/** A docstring, `...`, a name, a text with values in it. */
function isQuiet({ kind }: Expression): boolean {
  return kind === 'literal' || kind === 'name' || kind === 'joined'
}

/** `print(…)`, `logger.info(…)`, `warnings.warn(…)` */
function isNotice(expression: Expression): boolean {
  if (expression.kind !== 'call') return false
  const { callee, arguments: given } = expression
  if (!given.every(({ value }) => isQuiet(value))) return false
  if (callee.kind === 'name') return callee.name === 'print'
  return (
    callee.kind === 'attribute' &&
    callee.object.kind === 'name' &&
    /^(_*log|_*logger|logging|warnings)$/i.test(callee.object.name)
  )
}

/** `op.get_bind()`, which is no more than asked for. */
function isQuestion(expression: Expression): boolean {
  if (expression.kind !== 'call' || expression.callee.kind !== 'attribute') return false
  const { object, name } = expression.callee
  return object.kind === 'name' && object.name === 'op' && /^get_(bind|context)$/.test(name)
}
