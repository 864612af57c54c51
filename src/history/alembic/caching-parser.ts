import type { ModuleSyntax } from '../../python/syntax/module-syntax.ts'
import type { PythonParser } from '../../python/syntax/python-parser.ts'

/** A parser that keeps what it parsed: a history is read once and replayed several times. */
export function cachingParser(parser: PythonParser): PythonParser {
  const kept = new Map<string, ModuleSyntax>()
  return {
    parseModule: (source) => {
      const existing = kept.get(source)
      if (existing) return existing
      const made = parser.parseModule(source)
      kept.set(source, made)
      return made
    },
    parseExpression: (source) => parser.parseExpression(source),
  }
}
