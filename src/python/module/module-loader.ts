import { boundNames } from '../syntax/bound-names.ts'
import type { PythonParser } from '../syntax/python-parser.ts'
import type { ModuleSyntax } from '../syntax/module-syntax.ts'
import type { Expression, Statement } from '../syntax/syntax-tree.ts'
import { list } from '../value/make.ts'
import { none, str } from '../value/plain-value.ts'
import { LimitReached, Raised } from '../value/raised.ts'
import { unknownValue } from '../value/unknown-reached.ts'
import type { ModuleValue, Scope, Steps, UnknownValue, Value } from '../value/value.ts'
import type { Interpreter } from '../evaluate/interpreter.ts'
import { moduleScope } from '../evaluate/names.ts'
import { lineTable } from './line-table.ts'
import type { ModuleSource } from './source-provider.ts'

/** A module of the project while it is evaluated: as a whole, or one name at a time. */
export class LoadedModule {
  readonly value: ModuleValue
  readonly scope: Scope
  readonly #syntax: ModuleSyntax
  readonly #interpreter: Interpreter
  readonly #done = new Set<Statement>()
  #statementsOf: ReadonlyMap<string, readonly Statement[]> | null = null
  #stopped: UnknownValue | null = null

  constructor(
    source: ModuleSource & { readonly name: string; readonly isLazy: boolean },
    parser: PythonParser,
    interpreter: Interpreter,
  ) {
    this.#interpreter = interpreter
    this.#syntax = parser.parseModule(source.text)
    this.value = {
      kind: 'module',
      name: source.name,
      file: source.file,
      attributes: new Map<string, Value>([
        ['__name__', str(source.name)],
        ['__file__', str(source.file)],
        ['__doc__', this.#syntax.doc === null ? none : str(this.#syntax.doc)],
        ...(isPackage(source.file)
          ? [
              ['__path__', list([str(source.file.replace(/(^|\/)__init__\.pyi?$/, ''))])] as [
                string,
                Value,
              ],
            ]
          : []),
        ['__package__', str(packageOf(source.name, source.file))],
      ]),
      places: new Map(),
      isLazy: source.isLazy,
      lookup: (name) => this.#lookup(name),
      placeOf: lineTable(source.file, source.text),
      textOf: (start, end) => source.text.slice(start, end),
      deferred: new Map(),
    }
    this.scope = moduleScope(this.value)
    this.#tellFaults()
  }

  #tellFaults(): void {
    const { placeOf } = this.value
    for (const { start, end, reason } of this.#syntax.faults) {
      this.#interpreter.gap({
        kind: 'syntax',
        reason,
        at: placeOf(start),
        until: placeOf(end),
        possible: [],
      })
    }
  }

  /** Evaluates all statements that are not evaluated yet. */
  *evaluate(): Steps<void> {
    for (const statement of this.#syntax.statements) yield* this.#run(statement)
  }

  /** Evaluates only what binds or changes a name, and what star imports bring; `*` is all names. */
  *#lookup(name: string): Steps<Value | null> {
    if (name === '*') {
      yield* this.#interpreter.withBudget(this.#wholly())
      return null
    }
    this.#statementsOf ??= index(this.#syntax.statements)
    const statements = this.#statementsOf.get(name) ?? this.#statementsOf.get('*') ?? []
    for (const statement of statements) yield* this.#interpreter.withBudget(this.#run(statement))
    return this.value.attributes.get(name) ?? null
  }

  *#wholly(): Steps<Value> {
    yield* this.evaluate()
    return none
  }

  /** Nothing is thrown out of a module: a statement that raises is a gap, and its names are unknown. */
  *#run(statement: Statement): Steps<void> {
    if (this.#done.has(statement)) return
    this.#done.add(statement)
    if (this.#stopped) {
      this.#leaveOut(statement, this.#stopped)
      return
    }
    try {
      yield* this.#interpreter.execute([statement], this.scope)
    } catch (error) {
      const why = yield* this.#reasonOf(error, statement)
      if (!why) throw error
      this.#leaveOut(statement, why)
    }
  }

  *#reasonOf(error: unknown, statement: Statement): Steps<UnknownValue | null> {
    const { placeOf } = this.value
    const told = (
      kind: 'raised' | 'limit',
      reason: string,
      at = placeOf(statement.start),
    ): UnknownValue => {
      this.#interpreter.gap({ kind, reason, at, until: placeOf(statement.end), possible: [] })
      return unknownValue(reason, at)
    }
    if (error instanceof LimitReached) {
      this.#stopped = told('limit', error.message)
      return this.#stopped
    }
    if (!(error instanceof Raised)) return null
    return told('raised', `this raises ${yield* raisedText(error, this.#interpreter)}`, error.at)
  }

  #leaveOut(statement: Statement, why: UnknownValue): void {
    const { attributes } = this.value
    for (const name of boundNames([statement])) {
      if (!attributes.has(name)) attributes.set(name, why)
    }
  }
}

/** An exception as a message names it. */
export function* raisedText(raised: Raised, interpreter: Interpreter): Steps<string> {
  const { exception } = raised
  if (exception.kind !== 'instance') return 'an unknown exception'
  try {
    const text = yield* interpreter.text(exception)
    return text === '' ? exception.type.name : `${exception.type.name}: ${text.slice(0, 200)}`
  } catch {
    return exception.type.name
  }
}

function isPackage(file: string): boolean {
  return file.endsWith('__init__.py')
}

function packageOf(name: string, file: string): string {
  return isPackage(file) ? name : name.split('.').slice(0, -1).join('.')
}

/** Statements by the names that they bind or change; star imports and broken ones under `*`. */
function index(statements: readonly Statement[]): ReadonlyMap<string, readonly Statement[]> {
  const found = new Map<string, Statement[]>()
  const stars = statements.filter((one) => one.kind === 'import-from' && one.names === '*')
  for (const statement of statements) {
    for (const name of [...boundNames([statement]), ...changedNames(statement)]) {
      const list = found.get(name) ?? []
      if (!list.includes(statement)) list.push(statement)
      found.set(name, list)
    }
  }
  found.set('*', stars)
  return found
}

/** `x.append(…)`, `x[…] = …` and `x.a = …` change what `x` holds. */
function changedNames(statement: Statement): readonly string[] {
  if (statement.kind === 'expression' && statement.expression.kind === 'call') {
    return rootName(statement.expression.callee)
  }
  if (statement.kind === 'assignment') {
    return statement.targets.filter((target) => target.kind !== 'name').flatMap(rootName)
  }
  return []
}

function rootName(node: Expression): readonly string[] {
  if (node.kind === 'name') return [node.name]
  if (node.kind === 'attribute' || node.kind === 'subscript') return rootName(node.object)
  return []
}
