import type { AlembicHistory } from '../history/alembic/read-alembic-history.ts'
import type { EnvironmentReading } from '../history/alembic/read-environment.ts'
import type { ModuleSource } from '../python/module/source-provider.ts'
import { importedModules } from './imported-modules.ts'
import type { PythonProject } from './python-projects.ts'

/** What is imported when an env.py runs. */
export interface EnvironmentImports {
  /** The files of modules of the project, those that others import too. */
  readonly files: ReadonlySet<string>
  /** Whether modules are looked for while it runs, so that there may be more. */
  readonly importsMore: boolean
}

/** Follows the imports of an env.py through the modules of the project. */
export function environmentImports(
  { file, text }: EnvironmentReading,
  history: AlembicHistory,
  projects: readonly PythonProject[],
): EnvironmentImports {
  const files = new Set<string>()
  let importsMore = looksForModules(text) || /\bcurrent_app\b/.test(text)
  const find = finder(history, projects, file)
  const waiting = [{ text, name: '', isPackage: false }]
  for (const module of waiting) {
    for (const imported of importedModules(module).flatMap(withPackages)) {
      const source = find(imported)
      if (source === null || files.has(source.file)) continue
      files.add(source.file)
      importsMore ||= looksForModules(source.text)
      const isPackage = source.file.endsWith('/__init__.py')
      waiting.push({ text: source.text, name: imported, isPackage })
    }
  }
  return { files, importsMore }
}

/** Importing `a.b.c` imports `a` and `a.b` before. */
function withPackages(name: string): readonly string[] {
  const parts = name.split('.')
  return parts.map((_, at) => parts.slice(0, at + 1).join('.'))
}

function looksForModules(text: string): boolean {
  return /\b(import_module|__import__|import_string|walk_packages|iter_modules|find_modules|exec|create_app)\s*\(/.test(
    text,
  )
}

/** As the history imports it, else as the project of models does that lies nearest to it. */
function finder(
  { modules }: AlembicHistory,
  projects: readonly PythonProject[],
  file: string,
): (name: string) => ModuleSource | null {
  const around = projects.filter(({ root }) => root === '.' || file.startsWith(`${root}/`))
  return (name) => {
    const own = modules.module(name)
    if (own !== null && own !== 'folder') return own
    for (const { sources } of around) {
      const found = sources.modules.get(name)
      if (found) return found
    }
    return null
  }
}
