import { builtinModules } from '../builtin/modules.ts'
import { Interpreter } from '../evaluate/interpreter.ts'
import type { Gap } from '../evaluate/gap.ts'
import { usualLimits, type Limits } from '../evaluate/limits.ts'
import { attempt } from '../evaluate/settle.ts'
import { visitAll } from '../syntax/children.ts'
import type { PythonParser } from '../syntax/python-parser.ts'
import type { Expression } from '../syntax/syntax-tree.ts'
import { none } from '../value/plain-value.ts'
import { LimitReached, Raised } from '../value/raised.ts'
import { UnknownReached, unknownValue } from '../value/unknown-reached.ts'
import type {
  Annotation,
  Arguments,
  HostFunctions,
  ModuleValue,
  Scope,
  Steps,
  UnknownValue,
  Value,
  Yielded,
} from '../value/value.ts'
import type { Place } from '../../kernel/place.ts'
import { LoadedModule, raisedText } from './module-loader.ts'
import type { SourceProvider } from './source-provider.ts'

/** What a program is made of. */
export interface ProgramSettings {
  readonly parser: PythonParser
  readonly sources: SourceProvider
  /** Modules that another room supplies, by full name; they come before the project's own. */
  readonly hostModule?: (name: string) => Value | null
  readonly host?: HostFunctions
  readonly limits?: Partial<Limits>
  /** Whether a module is evaluated one name at a time instead of as a whole. */
  readonly isLazy?: (name: string) => boolean
  /** What is done where a condition is unknown; neither branch by default. */
  readonly decide?: (condition: UnknownValue) => 'neither' | 'then' | 'else'
}

/** How a call from outside ended. */
export type Outcome =
  | { readonly kind: 'returned'; readonly value: Value }
  | {
      readonly kind: 'raised'
      readonly exception: Value
      readonly text: string
      readonly at: Place
    }
  | { readonly kind: 'stopped'; readonly reason: string }

/** The project's modules, evaluated as they are asked for. Nothing of a module is ever thrown. */
export class Program {
  readonly #settings: ProgramSettings
  readonly #interpreter: Interpreter
  readonly #modules = new Map<string, Value>()
  readonly #loaded = new Map<string, LoadedModule>()
  readonly #libraries: ReadonlyMap<string, ModuleValue> = builtinModules()

  constructor(settings: ProgramSettings) {
    this.#settings = settings
    const { parser } = settings
    this.#interpreter = new Interpreter({
      limits: { ...usualLimits, ...settings.limits },
      host: settings.host ?? { environment: () => none },
      importModule: (name) => this.#import(name),
      modulesIn: (folder) => settings.sources.modulesIn(folder),
      parseExpression: (text) => parser.parseExpression(text),
      decide: settings.decide ?? (() => 'neither'),
    })
  }

  /** A module, evaluated; unknown where it is not part of the project. */
  importModule(name: string): Promise<ModuleValue | Value> {
    return this.run(this.#import(name))
  }

  /** Whether a module was imported already. */
  isLoaded(name: string): boolean {
    return this.#modules.has(name)
  }

  /** The names of all modules of the project that were imported, in that order. */
  loadedModules(): readonly string[] {
    return [...this.#loaded.keys()]
  }

  /** Evaluates what was left of a module that is evaluated one name at a time. */
  async complete(name: string): Promise<void> {
    const module = this.#loaded.get(name)
    if (module) await this.run(this.#interpreter.withBudget(this.#evaluate(module)))
  }

  /** The value of a name of a module, evaluated for it alone where the module is lazy. */
  lookUp(module: string, name: string): Promise<Value> {
    return this.run(this.#lookUp(module, name))
  }

  *#lookUp(module: string, name: string): Steps<Value> {
    const value = yield* this.#import(module)
    const found = yield* this.#interpreter.findAttribute(value, name)
    return found ?? this.#interpreter.unknown(`module "${module}" has no name "${name}"`)
  }

  /** Calls a value with a budget of its own; what it raises is an outcome. */
  async call(callee: Value, given: Arguments): Promise<Outcome> {
    const found: Outcome[] = []
    const steps = this.#interpreter.withBudget(this.#call(callee, given))
    await this.run(this.#keep(steps, found))
    return found[0] ?? { kind: 'stopped', reason: 'nothing came of the call' }
  }

  *#keep(steps: Steps<Outcome>, found: Outcome[]): Steps<Value> {
    found.push(yield* steps)
    return none
  }

  *#call(callee: Value, given: Arguments): Steps<Outcome> {
    try {
      return { kind: 'returned', value: yield* this.#interpreter.call(callee, given) }
    } catch (error) {
      if (error instanceof LimitReached) return this.#stopped(error.message)
      if (error instanceof RangeError) {
        return this.#stopped('this is too large or nested too deeply')
      }
      if (!(error instanceof Raised)) throw error
      const text = yield* raisedText(error, this.#interpreter)
      return { kind: 'raised', exception: error.exception, text, at: error.at }
    }
  }

  #stopped(reason: string): Outcome {
    const at = this.#interpreter.here()
    this.#interpreter.gap({ kind: 'limit', reason, at, until: at, possible: [] })
    return { kind: 'stopped', reason }
  }

  /** The value of an annotation: texts in quotes are read as expressions. */
  annotation({ expression, scope }: Annotation): Promise<Value> {
    return this.run(this.#typeValue(expression, scope))
  }

  /** An expression of the project, evaluated in a scope of it. */
  evaluate(expression: Expression, scope: Scope): Promise<Value> {
    return this.run(this.#typeValue(expression, scope))
  }

  *#typeValue(expression: Expression, scope: Scope): Steps<Value> {
    const interpreter = this.#interpreter
    const quoted =
      expression.kind === 'literal' && expression.value.kind === 'str'
        ? interpreter.parseExpression(expression.value.value)
        : null
    const inner = quoted ?? expression
    const around = quoted ? standingAt(expression.start, scope) : scope
    try {
      const seen = yield* this.#withDeferred(inner, around)
      return yield* attempt(interpreter.evaluate(inner, seen))
    } catch (error) {
      if (!(error instanceof Raised)) throw error
      return unknownValue(`this raises ${yield* raisedText(error, interpreter)}`, error.at)
    }
  }

  /** A scope in which names that only type checkers import are found. */
  *#withDeferred(expression: Expression, scope: Scope): Steps<Scope> {
    const { attributes, deferred } = scope.module
    const wanted = new Set<string>()
    visitAll([expression], (node) => {
      if (node.kind === 'name') wanted.add(node.name)
    })
    const names = new Map<string, Value>()
    for (const name of wanted) {
      const find = deferred.get(name)
      if (find && !attributes.has(name)) names.set(name, yield* find())
    }
    if (names.size === 0) return scope
    return { ...scope, kind: 'comprehension', names, enclosing: scope, code: null }
  }

  /** A value as `str()` writes it; unknown where something in it is. */
  text(value: Value): Promise<Value> {
    return this.run(attempt(this.#written(this.#interpreter.text(value))))
  }

  /** A value as `repr()` writes it; unknown where something in it is. */
  repr(value: Value): Promise<Value> {
    return this.run(attempt(this.#written(this.#interpreter.repr(value))))
  }

  *#written(steps: Steps<string>): Steps<Value> {
    return { kind: 'str', value: yield* steps }
  }

  /** All gaps told since the last time, in the order in which they were met. */
  drainGaps(): readonly Gap[] {
    return this.#interpreter.drainGaps()
  }

  /** The one loop: it waits for hosts, and for nothing else. */
  async run(steps: Steps<Value>): Promise<Value> {
    try {
      let step = steps.next(none)
      while (!step.done) {
        step = 'kind' in step.value ? steps.next(none) : await resumed(steps, step.value)
      }
      return step.value
    } catch (error) {
      if (error instanceof UnknownReached) return error.unknown
      if (error instanceof LimitReached) return this.#interpreter.unknown(error.message)
      if (error instanceof RangeError) {
        return this.#interpreter.unknown('this is too large or nested too deeply')
      }
      throw error
    }
  }

  *#import(name: string): Steps<Value> {
    const existing = this.#modules.get(name)
    if (existing) return existing
    const host = this.#settings.hostModule?.(name) ?? null
    if (host) return this.#keepModule(name, host)
    const dot = name.lastIndexOf('.')
    // A module's package is evaluated first, as Python does it; a lazy one only when asked.
    if (dot > 0) yield* this.#import(name.slice(0, dot))
    const known = this.#modules.get(name)
    if (known) return known
    const source = this.#settings.sources.module(name)
    if (source === 'folder') return this.#keepModule(name, this.#folder(name))
    if (source !== null) return yield* this.#load(name, source)
    const library = this.#libraries.get(name)
    return this.#keepModule(name, library ?? this.#missing(name))
  }

  /** What is in it is imported by name; where it lies is not known. */
  #folder(name: string): ModuleValue {
    const path = this.#interpreter.unknown(`"${name}" has no __init__.py`)
    const module = folderModule(name)
    return { ...module, attributes: new Map([['__path__', path]]) }
  }

  #missing(name: string): Value {
    const [first = name] = name.split('.', 1)
    const package_ = this.#modules.get(first)
    const missing = package_?.kind === 'module' && package_.file !== '' ? name : first
    return this.#interpreter.unknown(`module "${missing}" is not part of the project`)
  }

  *#load(name: string, source: { readonly file: string; readonly text: string }): Steps<Value> {
    const isLazy = this.#settings.isLazy?.(name) ?? false
    const module = new LoadedModule(
      { ...source, name, isLazy },
      this.#settings.parser,
      this.#interpreter,
    )
    this.#keepModule(name, module.value)
    this.#loaded.set(name, module)
    if (!isLazy) yield* this.#interpreter.withBudget(this.#evaluate(module))
    return module.value
  }

  *#evaluate(module: LoadedModule): Steps<Value> {
    yield* module.evaluate()
    return none
  }

  /** A module is also an attribute of its package. */
  #keepModule(name: string, value: Value): Value {
    this.#modules.set(name, value)
    const dot = name.lastIndexOf('.')
    const parent = dot > 0 ? this.#modules.get(name.slice(0, dot)) : undefined
    const last = name.slice(dot + 1)
    if (parent?.kind === 'module' && value.kind !== 'unknown' && !parent.attributes.has(last)) {
      parent.attributes.set(last, value)
    }
    return value
  }
}

/** What a host's promise brings goes on in the evaluation, also an exception of Python. */
async function resumed(
  steps: Steps<Value>,
  promise: Promise<Value>,
): Promise<IteratorResult<Promise<Value> | Yielded, Value>> {
  let value: Value
  try {
    value = await promise
  } catch (error) {
    return steps.throw(error)
  }
  return steps.next(value)
}

/** What stands in quotes has offsets of its own: its place is that of the quotes. */
function standingAt(offset: number, scope: Scope): Scope {
  const at = scope.module.placeOf(offset)
  return { ...scope, module: { ...scope.module, placeOf: () => at } }
}

/** A folder without `__init__.py`. */
function folderModule(name: string): ModuleValue {
  return {
    kind: 'module',
    name,
    file: `${name.replaceAll('.', '/')}/__init__.py`,
    attributes: new Map(),
    places: new Map(),
    isLazy: false,
    lookup: null,
    placeOf: () => ({ file: name, line: 1, column: 1 }),
    textOf: () => '',
    deferred: new Map(),
  }
}
