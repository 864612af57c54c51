import { importStatements, type ImportingModule } from './import-statements.ts'

/**
 * The full names of what a module imports, each once: of `from a import b` both `a` and `a.b`, for only
 * the files tell which is a module. What only type checkers import is left out; what functions import
 * while they run is not.
 */
export function importedModules(importing: ImportingModule): readonly string[] {
  const found = new Set<string>()
  const text = withoutTypeChecking(importing.text)
  for (const { module, name } of importStatements({ ...importing, text })) {
    if (module !== '') found.add(module)
    if (name !== null && name !== '*') found.add(module === '' ? name : `${module}.${name}`)
  }
  return [...found]
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
