import { tuple } from '../../value/make.ts'
import { bool, none, str } from '../../value/plain-value.ts'
import { known, UnknownReached } from '../../value/unknown-reached.ts'
import type { Machine, ModuleValue, NativeFunction, Value } from '../../value/value.ts'
import { define, defineTolerant } from '../define.ts'
import { iteratorOver } from '../iterator-methods.ts'
import { optionalText, textOf } from '../read-argument.ts'
import { libraryModule } from './library-module.ts'
import { normalPath } from './path-text.ts'

/** `importlib` and `pkgutil`: modules of the project are found as `import` finds them, and no others. */
export function importModules(): readonly ModuleValue[] {
  return [
    libraryModule(
      'importlib',
      [],
      [importModule, defineTolerant('reload', 'module', ([module = none]) => module)],
    ),
    libraryModule(
      'pkgutil',
      [],
      [
        listing('iter_modules', false),
        listing('walk_packages', true),
        defineTolerant('extend_path', 'path name', ([path = none]) => path),
      ],
    ),
  ]
}

const importModule = define(
  'import_module',
  'name package?',
  function* ([name, package_], machine) {
    const full = absoluteName(textOf(name, machine), optionalText(package_, machine), machine)
    if (!/^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(full)) {
      return machine.unknown(`"${full}" is no name of a module`)
    }
    return yield* machine.importModule(full)
  },
)

/** `.models` within a package; two dots lead to the package around it. */
function absoluteName(name: string, package_: string | null, machine: Machine): string {
  const level = /^\.*/.exec(name)?.[0].length ?? 0
  if (level === 0) return name
  const parts = package_ === null || package_ === '' ? [] : package_.split('.')
  if (parts.length < level) {
    return machine.raise('ImportError', 'attempted relative import beyond top-level package')
  }
  const base = parts.slice(0, parts.length - level + 1)
  return [...base, ...(level === name.length ? [] : [name.slice(level)])].join('.')
}

function listing(name: string, isDeep: boolean): NativeFunction {
  const signature = isDeep ? 'path? prefix? onerror?' : 'path? prefix?'
  return define(name, signature, function* ([path = none, prefix], machine) {
    if (path.kind === 'none') return machine.unknown('what is installed is not known')
    const start = prefix === undefined ? '' : textOf(prefix, machine)
    const rows: Value[] = []
    for (const one of yield* machine.collect(path)) {
      rows.push(...rowsOf(normalPath(yield* machine.text(known(one))), start, { isDeep, machine }))
    }
    return iteratorOver(rows, 'generator')
  })
}

interface Listing {
  readonly isDeep: boolean
  readonly machine: Machine
}

/** As CPython gives them: sorted by name, what is in a package after it. Files that nobody read may be there. */
function rowsOf(folder: string, prefix: string, { isDeep, machine }: Listing): readonly Value[] {
  const entries = machine.modulesIn(folder)
  if (entries === null) {
    throw new UnknownReached(machine.unknown(`"${folder}" is no folder of the project`))
  }
  machine.spend(entries.length)
  return entries.flatMap(({ name, isPackage }) => {
    const full = `${prefix}${name}`
    const finder = machine.unknown('what finds modules is not understood')
    const row: Value = {
      ...tuple([finder, str(full), bool(isPackage)]),
      names: ['module_finder', 'name', 'ispkg'],
    }
    if (!isDeep || !isPackage) return [row]
    return [row, ...rowsOf(`${folder}/${name}`, `${full}.`, { isDeep, machine })]
  })
}
