/** A Python file by the parts of its path, the last without its ending: `app`, `models`, `__init__`. */
export interface PythonFile {
  readonly parts: readonly string[]
  readonly text: string
}

/** Folders that modules are imported from without naming them. */
const ROOTS = /^(src|backend|server|api|lib|python)$/

/**
 * The name that the project imports each file by, in the files' order: `src/app/models.py` is
 * `app.models` where something imports `app` and nothing imports `src`.
 */
export function moduleNames(files: readonly PythonFile[]): readonly string[] {
  const imported = new Set(files.flatMap(({ text }) => importedPackages(text)))
  const packages = new Set(
    files.flatMap(({ parts }) => (parts.at(-1) === '__init__' ? parts.slice(0, -1).join('/') : [])),
  )
  return files.map(({ parts }) => {
    const own = parts.at(-1) === '__init__' ? parts.slice(0, -1) : parts
    return own.slice(rootOf(parts, imported, packages)).join('.')
  })
}

/** The first names of all absolute imports. */
function importedPackages(text: string): readonly string[] {
  return Array.from(text.matchAll(/^[ \t]*(?:from|import)[ \t]+(\w+)/gm), ([, name = '']) => name)
}

/** How many folders stand above what a file is imported by. */
function rootOf(
  parts: readonly string[],
  imported: ReadonlySet<string>,
  packages: ReadonlySet<string>,
): number {
  const top = topOfPackage(parts, packages)
  const named = parts.slice(0, top + 1).findIndex((part) => imported.has(part))
  if (named >= 0) return named
  if (top < parts.length - 1) return top
  return parts.length > 1 && ROOTS.test(parts[0] ?? '') ? 1 : 0
}

/** Where the unbroken row of packages above a file begins. */
function topOfPackage(parts: readonly string[], packages: ReadonlySet<string>): number {
  let top = parts.length - 1
  while (top > 0 && packages.has(parts.slice(0, top).join('/'))) top -= 1
  return top
}
