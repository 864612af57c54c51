import { leadingWords } from './leading-words.ts'
import { parseStatement } from './parser.ts'

/**
 * The names in `create extension` statements, each once, in the order of the statements. What a
 * `do` block or `cascade` creates is not seen. Needs `loadParser()`.
 */
export function requestedExtensions(statements: Iterable<string>): readonly string[] {
  const names = new Set<string>()
  for (const text of statements) {
    const name = extensionOf(text)
    if (name !== null) names.add(name)
  }
  return [...names]
}

function extensionOf(text: string): string | null {
  // Only the few statements that can matter are parsed.
  if (leadingWords(text, 2).join(' ') !== 'create extension') return null
  const parsed = parseStatement(text)
  if (parsed.kind !== 'statement' || !('CreateExtensionStmt' in parsed.node)) return null
  return parsed.node.CreateExtensionStmt.extname ?? null
}
