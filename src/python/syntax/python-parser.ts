import { Language, Parser } from 'web-tree-sitter'
import { lowerModule } from './lower-module.ts'
import { rawTree } from './raw-tree.ts'
import type { ModuleSyntax } from './module-syntax.ts'
import type { Expression } from './syntax-tree.ts'

/** Longer files are refused, in UTF-16 units. */
const LONGEST = 8_000_000

/** Turns source into syntax trees; holds the grammar, so make one and keep it. */
export interface PythonParser {
  /** A whole file. What does not parse is a fault; the rest goes on. */
  parseModule(source: string): ModuleSyntax
  /** One expression, such as an annotation in quotes; null where it is none. */
  parseExpression(source: string): Expression | null
}

/**
 * Starts the parser.
 *
 * @param grammar the bytes of `tree-sitter-python.wasm` of `@vscode/tree-sitter-wasm`
 */
export async function loadPythonParser(grammar: Uint8Array): Promise<PythonParser> {
  await Parser.init()
  const parser = new Parser()
  const language = await Language.load(grammar)
  parser.setLanguage(language)
  const parseModule = (source: string): ModuleSyntax => parseWith(parser, language, source)
  return { parseModule, parseExpression: (source) => onlyExpression(parseModule(`(${source}\n)`)) }
}

function parseWith(parser: Parser, language: Language, source: string): ModuleSyntax {
  if (source.length > LONGEST) return refused('this file is too long to be read')
  const tree = parser.parse(source)
  if (!tree) return refused('this file could not be parsed')
  const cursor = tree.walk()
  try {
    return lowerModule(rawTree(cursor, language), source, tree.rootNode.hasError)
  } finally {
    // Both live in the memory of the parser, which nothing collects.
    cursor.delete()
    tree.delete()
  }
}

function refused(reason: string): ModuleSyntax {
  return { statements: [], doc: null, faults: [{ start: 0, end: 0, reason }] }
}

function onlyExpression(module: ModuleSyntax): Expression | null {
  const [first] = module.statements
  if (module.faults.length > 0 || module.statements.length !== 1) return null
  return first?.kind === 'expression' ? first.expression : null
}
