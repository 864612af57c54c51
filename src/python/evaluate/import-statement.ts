import type { Import, ImportFrom, Statement } from '../syntax/syntax-tree.ts'
import { doubt } from '../value/unknown-reached.ts'
import type { HostObject, ModuleValue, Scope, Steps, Value } from '../value/value.ts'
import type { Completion, Evaluator } from './evaluator.ts'
import { bindName } from './names.ts'

/** `import a.b as c` */
export function* importModules(
  node: Import,
  scope: Scope,
  evaluator: Evaluator,
): Steps<Completion> {
  evaluator.stand(node, scope)
  const at = evaluator.placeOf(node, scope)
  for (const { module, alias } of node.modules) {
    const value = yield* evaluator.importModule(module)
    const [first = module] = module.split('.', 1)
    if (alias !== null) bindName(alias, value, { scope, at })
    else {
      bindName(first, first === module ? value : yield* evaluator.importModule(first), {
        scope,
        at,
      })
    }
  }
  return null
}

/** `from a import b as c` */
export function* importFrom(
  node: ImportFrom,
  scope: Scope,
  evaluator: Evaluator,
): Steps<Completion> {
  evaluator.stand(node, scope)
  const at = evaluator.placeOf(node, scope)
  const source = absoluteName(node, scope.module)
  if (source === null) {
    return evaluator.raise('ImportError', 'attempted relative import beyond top-level package')
  }
  if (node.names === '*') {
    yield* importAll(yield* evaluator.importModule(source), scope, evaluator)
    return null
  }
  for (const { name, alias } of node.names) {
    bindName(alias ?? name, yield* importName(source, name, evaluator), { scope, at })
  }
  return null
}

/** One name of a module: an attribute of it or a module within it. */
export function* importName(source: string, name: string, evaluator: Evaluator): Steps<Value> {
  const module = yield* evaluator.importModule(source)
  const found = module.kind === 'unknown' ? null : yield* evaluator.findAttribute(module, name)
  if (found && found.kind !== 'unknown') return found
  const inner = yield* evaluator.importModule(`${source}.${name}`)
  if (inner.kind !== 'unknown') return inner
  return (
    found ??
    doubt(module) ??
    evaluator.raise('ImportError', `cannot import name '${name}' from '${source}'`)
  )
}

/** The full name of the module that is imported from; null where the dots lead too far. */
export function absoluteName(node: ImportFrom, module: ModuleValue): string | null {
  if (node.level === 0) return node.module
  const parts = module.name.split('.')
  const isPackage = /(^|\/)__init__\.pyi?$/.test(module.file)
  const up = node.level - (isPackage ? 1 : 0)
  if (up >= parts.length + (isPackage ? 0 : 1) || up > parts.length) return null
  const base = parts.slice(0, parts.length - up)
  return [...base, ...(node.module === '' ? [] : [node.module])].join('.')
}

function* importAll(module: Value, scope: Scope, evaluator: Evaluator): Steps<void> {
  if (module.kind !== 'module' && module.kind !== 'host') return
  const at = evaluator.here()
  for (const name of yield* namesOf(module, evaluator)) {
    const value = yield* evaluator.findAttribute(module, name)
    if (value) bindName(name, value, { scope, at })
  }
}

function* namesOf(
  module: ModuleValue | HostObject,
  evaluator: Evaluator,
): Steps<readonly string[]> {
  if (module.kind === 'host') return module.names ?? []
  if (module.isLazy && module.lookup) yield* module.lookup('*')
  const all = yield* evaluator.findAttribute(module, '__all__')
  const listed = all?.kind === 'list' || all?.kind === 'tuple' ? all.items : null
  if (listed) return listed.flatMap((item) => (item.kind === 'str' ? item.value : []))
  return [...module.attributes.keys()].filter((name) => !name.startsWith('_'))
}

/** Keeps the imports of `if TYPE_CHECKING` for annotations that name them. */
export function deferImports(body: readonly Statement[], scope: Scope, evaluator: Evaluator): void {
  const { deferred } = scope.module
  for (const statement of body) {
    if (statement.kind === 'import') {
      for (const { module, alias } of statement.modules) {
        const [first = module] = module.split('.', 1)
        deferred.set(alias ?? first, () => evaluator.importModule(alias === null ? first : module))
      }
    } else if (statement.kind === 'import-from' && statement.names !== '*') {
      const source = absoluteName(statement, scope.module)
      for (const { name, alias } of source === null ? [] : statement.names) {
        deferred.set(alias ?? name, () => importName(source ?? '', name, evaluator))
      }
    }
  }
}
