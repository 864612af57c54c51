/** A module whose imports are asked for. */
export interface ImportingModule {
  readonly text: string
  /** Its full name; empty where nothing is imported from beside it. */
  readonly name: string
  /** Whether it is the `__init__.py` of a package. */
  readonly isPackage: boolean
}

/**
 * The full names of what a module imports, each once: of `from a import b` both `a` and `a.b`, for only
 * the files tell which is a module. What only type checkers import is left out; what functions import
 * while they run is not.
 */
export function importedModules(module: ImportingModule): readonly string[] {
  const found = new Set<string>()
  for (const [, plain, dots = '', from = '', names] of withoutTypeChecking(module.text).matchAll(
    IMPORT,
  )) {
    if (plain !== undefined) for (const name of listed(plain)) found.add(name)
    if (names === undefined) continue
    const base = dots === '' ? from : relative(module, dots.length, from)
    if (base !== '') found.add(base)
    for (const name of listed(names)) {
      if (name !== '*') found.add(base === '' ? name : `${base}.${name}`)
    }
  }
  return [...found]
}

const IMPORT =
  /^[ \t]*(?:import[ \t]+([^\n#;]+)|from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|(?:\\\n|[^\n#;])+))/gm

/** The names of a list, without what they are called here. */
function listed(text: string): readonly string[] {
  return text
    .replaceAll(/#[^\n]*|[()\\]/g, ' ')
    .split(',')
    .map((one) => one.trim().split(/\s/, 1)[0] ?? '')
    .filter((name) => /^[\w.]+$|^\*$/.test(name))
}

/** `from ..x import y` seen from a module. */
function relative({ name, isPackage }: ImportingModule, dots: number, from: string): string {
  const parts = name.split('.')
  const kept = parts.slice(0, parts.length - dots + (isPackage ? 1 : 0))
  return [...kept, ...(from === '' ? [] : [from])].join('.')
}

/** The text without the blocks that only type checkers read. */
function withoutTypeChecking(text: string): string {
  if (!text.includes('TYPE_CHECKING')) return text
  const kept: string[] = []
  let block: number | null = null
  for (const line of text.split('\n')) {
    const indent = line.search(/\S/)
    if (block !== null && indent >= 0 && indent <= block) block = null
    if (block !== null) continue
    if (/^\s*if\s+(\w+\.)?TYPE_CHECKING\s*:\s*(#.*)?$/.test(line)) block = indent
    else kept.push(line)
  }
  return kept.join('\n')
}
