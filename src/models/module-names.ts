/** A Python file by the parts of its path, the last without its ending: `app`, `models`, `__init__`. */
export interface PythonFile {
  readonly parts: readonly string[]
  readonly text: string
}

/** Folders that modules are imported from without naming them. */
const ROOTS = /^(src|backend|server|api|lib|python)$/

/**
 * The name that the project imports each file by, in the files' order: `src/app/models.py` is
 * `app.models` where more imports begin with `app` than with `src`.
 */
export function moduleNames(files: readonly PythonFile[]): readonly string[] {
  const imports = importsOf(files)
  const packages = new Set(
    files.flatMap(({ parts }) => (parts.at(-1) === '__init__' ? parts.slice(0, -1).join('/') : [])),
  )
  return files.map(({ parts }) => {
    const own = parts.at(-1) === '__init__' ? parts.slice(0, -1) : parts
    return own.slice(rootOf(parts, imports, packages)).join('.')
  })
}

/** What a project imports absolutely. */
interface Imports {
  /** The first names of all imports. */
  readonly first: ReadonlySet<string>
  /** How many imports lead through a folder, as `src/app`, to something within it. */
  readonly through: (folder: string) => number
}

function importsOf(files: readonly PythonFile[]): Imports {
  const pairs = new Map<string, number>()
  const first = new Set<string>()
  for (const { text } of files) {
    const found = text.matchAll(/^[ \t]*(?:from|import)[ \t]+(\w+)(?:\.(\w+))?/gm)
    for (const [, name = '', inner] of found) {
      first.add(name)
      if (inner !== undefined) {
        pairs.set(`${name}.${inner}`, (pairs.get(`${name}.${inner}`) ?? 0) + 1)
      }
    }
  }
  const within = new Map<string, Set<string>>()
  for (const { parts } of files) {
    for (const [at, part] of parts.entries()) {
      const folder = parts.slice(0, at).join('/')
      within.set(folder, (within.get(folder) ?? new Set()).add(part))
    }
  }
  const through = (folder: string): number => {
    const name = folder.slice(folder.lastIndexOf('/') + 1)
    const counts = [...(within.get(folder) ?? [])].map(
      (inner) => pairs.get(`${name}.${inner}`) ?? 0,
    )
    return counts.reduce((sum, count) => sum + count, 0)
  }
  return { first, through }
}

/** How many folders stand above what a file is imported by. */
function rootOf(
  parts: readonly string[],
  { first, through }: Imports,
  packages: ReadonlySet<string>,
): number {
  const top = topOfPackage(parts, packages)
  const named = parts.slice(0, top + 1).findIndex((part) => first.has(part))
  const isPackage = top < parts.length - 1
  if (named < 0) return isPackage ? top : parts.length > 1 && ROOTS.test(parts[0] ?? '') ? 1 : 0
  // A script that was started elsewhere may spell a package by its path.
  const countTo = (at: number): number => through(parts.slice(0, at + 1).join('/'))
  return isPackage && countTo(top) > countTo(named) ? top : named
}

/** Where the unbroken row of packages above a file begins. */
function topOfPackage(parts: readonly string[], packages: ReadonlySet<string>): number {
  let top = parts.length - 1
  while (top > 0 && packages.has(parts.slice(0, top).join('/'))) top -= 1
  return top
}
