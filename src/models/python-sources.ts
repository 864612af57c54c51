import type { Files } from '../kernel/files.ts'
import type { ModuleSource } from '../python/module/source-provider.ts'
import type { LibraryVersions } from './sqlalchemy/reading.ts'

/** The Python modules of a folder by their names, as the project imports them. */
export interface PythonSources {
  readonly modules: ReadonlyMap<string, ModuleSource>
  /** Folders with modules and without `__init__.py`. */
  readonly folders: ReadonlySet<string>
  readonly versions: LibraryVersions
}

/** Folders that hold no modules of the project's own. */
const SKIPPED =
  /^(\..*|node_modules|venv|env|site-packages|__pycache__|build|dist|\.tox|migrations|alembic|versions)$/

/** Folders that modules are imported from without naming them. */
const ROOTS = /^(src|backend|server|api|lib|python)$/

/** Reads all Python files below a folder, save those of environments and migrations. */
export async function readSources(files: Files, folder: string): Promise<PythonSources> {
  const found: { readonly file: string; readonly parts: readonly string[] }[] = []
  const pins: string[] = []
  const walk = async (path: string, parts: readonly string[]): Promise<void> => {
    for (const name of (await files.list(path)) ?? []) {
      const file = `${path}/${name}`
      if (name.endsWith('.py')) found.push({ file, parts: [...parts, name.slice(0, -3)] })
      else if (PINS.test(name)) pins.push((await files.read(file)) ?? '')
      else if (!name.includes('.') && !SKIPPED.test(name)) await walk(file, [...parts, name])
    }
  }
  await walk(folder, [])
  const modules = new Map<string, ModuleSource>()
  for (const { file, parts } of found) {
    const text = await files.read(file)
    if (text !== null) modules.set(moduleName(parts, found), { file, text })
  }
  return { modules, folders: foldersOf(modules), versions: pinnedVersions(pins.join('\n')) }
}

const PINS =
  /^(requirements.*\.txt|pyproject\.toml|poetry\.lock|uv\.lock|Pipfile(\.lock)?|setup\.(cfg|py))$/

/** `src/app/models.py` is `app.models`, unless `src` is a package itself. */
function moduleName(
  parts: readonly string[],
  found: readonly { readonly parts: readonly string[] }[],
): string {
  const [first = ''] = parts
  const isPackage = found.some(
    (one) => one.parts.length === 2 && one.parts[0] === first && one.parts[1] === '__init__',
  )
  const rest = parts.length > 1 && ROOTS.test(first) && !isPackage ? parts.slice(1) : parts
  return (rest.at(-1) === '__init__' ? rest.slice(0, -1) : rest).join('.')
}

function foldersOf(modules: ReadonlyMap<string, ModuleSource>): ReadonlySet<string> {
  const found = new Set<string>()
  for (const name of modules.keys()) {
    for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1)) {
      found.add(name.slice(0, at))
    }
  }
  return found
}

/** Whether a module looks as if it declared models: it is cheap, and may say yes too often. */
export function declaresModels(text: string): boolean {
  if (!/\b(sqlalchemy|sqlmodel|flask_sqlalchemy|db)\b/.test(text)) return false
  return /\b(Table|Column|mapped_column|declarative_base|DeclarativeBase|SQLModel|Mapped|as_declarative|Model|MetaData)\b/.test(
    text,
  )
}

/** The versions that a project pins, as far as it says; else the ones that most have today. */
export function pinnedVersions(text: string): LibraryVersions {
  const found = (library: string): readonly number[] | null => {
    const name = new RegExp(
      `\\b${library}\\b["']?(?:\\s*\\[[^\\]]*\\])?["']?\\s*(?:[=~><^]+|version\\s*=|=)\\s*["'{ ]*(?:version\\s*=\\s*)?["'^~>=]*(\\d+)\\.(\\d+)(?:\\.(\\d+))?`,
      'i',
    )
    const match =
      name.exec(text) ??
      new RegExp(`name = "${library}"\\s+version = "(\\d+)\\.(\\d+)(?:\\.(\\d+))?`, 'i').exec(text)
    return match === null
      ? null
      : match.slice(1).map((digits: string | undefined) => Number(digits ?? 0))
  }
  const [one = 0, two = 0, three = 24] = found('sqlmodel') ?? []
  // SQLModel brings the SQLAlchemy of its time.
  const usual = one > 0 || two > 0 || three >= 50 ? [2, 1] : [2, 0]
  const [major = 2, minor = 0] = found('sqlalchemy') ?? usual
  return { sqlalchemy: [major, minor], sqlmodel: [one, two, three] }
}
