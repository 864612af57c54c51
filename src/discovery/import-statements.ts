/** A module whose imports are asked for. */
export interface ImportingModule {
  readonly text: string
  /** Its full name; empty where nothing is imported from beside it. */
  readonly name: string
  /** Whether it is the `__init__.py` of a package. */
  readonly isPackage: boolean
}

/** One thing that a module imports. */
export interface ImportedName {
  /** The full name of the module: of `from .db import Base` in `app.main` it is `app.db`. */
  readonly module: string
  /** What is taken out of it; null where the module itself is imported. */
  readonly name: string | null
  /** What it is called here. */
  readonly as: string
}

/** What a module imports, at its beginning or in its functions, in the order of the text. */
export function importStatements(module: ImportingModule): readonly ImportedName[] {
  const found: ImportedName[] = []
  for (const [, plain, dots = '', from = '', names] of module.text.matchAll(IMPORT)) {
    if (plain !== undefined) {
      found.push(...listed(plain).map(({ name, as }) => ({ module: name, name: null, as })))
    }
    if (names === undefined) continue
    const base = dots === '' ? from : relative(module, dots.length, from)
    found.push(...listed(names).map(({ name, as }) => ({ module: base, name, as })))
  }
  return found
}

const IMPORT =
  /^[ \t]*(?:import[ \t]+([^\n#;]+)|from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|(?:\\\n|[^\n#;])+))/gm

interface Listed {
  readonly name: string
  readonly as: string
}

/** The names of a list, with what they are called here. */
function listed(text: string): readonly Listed[] {
  return text
    .replaceAll(/#[^\n]*|[()\\]/g, ' ')
    .split(',')
    .map((one) => one.trim().split(/\s+/))
    .filter(([name = '']) => /^[\w.]+$|^\*$/.test(name))
    .map(([name = '', word, as]) => ({ name, as: word === 'as' && as !== undefined ? as : name }))
}

/** `from ..x import y` seen from a module. */
function relative({ name, isPackage }: ImportingModule, dots: number, from: string): string {
  const parts = name.split('.')
  const kept = parts.slice(0, parts.length - dots + (isPackage ? 1 : 0))
  return [...kept, ...(from === '' ? [] : [from])].join('.')
}
