import { Language, Parser } from 'web-tree-sitter'
import { lowerModule } from './lower-module.ts'
import { blanked, definitionParts, swallowsDefinition } from './definition-parts.ts'
import { rawTree, type RawNode } from './raw-tree.ts'
import type { ModuleSyntax, SyntaxFault } from './module-syntax.ts'
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
  const parse = (text: string): Parsed | null => parsed(parser, language, text)
  const whole = parse(source)
  if (whole === null) return refused('this file could not be parsed')
  return (
    (whole.hasError ? withoutBroken(whole, source, parse) : null) ??
    lowerModule(whole.root, source, whole.hasError)
  )
}

interface Parsed {
  readonly root: RawNode
  readonly hasError: boolean
}

function parsed(parser: Parser, language: Language, text: string): Parsed | null {
  const tree = parser.parse(text)
  if (!tree) return null
  const cursor = tree.walk()
  try {
    return { root: rawTree(cursor, language), hasError: tree.rootNode.hasError }
  } finally {
    // Both live in the memory of the parser, which nothing collects.
    cursor.delete()
    tree.delete()
  }
}

/**
 * One definition that does not parse may take the whole file with it: then those that do not parse by
 * themselves are left out. Null where nothing is won by that.
 */
function withoutBroken(
  { root }: Parsed,
  source: string,
  parse: (text: string) => Parsed | null,
): ModuleSyntax | null {
  const parts = definitionParts(source)
  if (!swallowsDefinition(root, parts) && endOfOpenHead(source) === null) return null
  const broken = parts.flatMap((part) => {
    const text = source.slice(part.start, part.end)
    const own = parse(text)
    return own?.hasError ? [{ part, text, root: own.root }] : []
  })
  const rest = blanked(
    source,
    broken.map(({ part }) => part),
  )
  const sound = broken.length === 0 ? null : parse(rest)
  if (sound === null || sound.hasError) return null
  const faults = broken.flatMap(({ part, text, root: own }) =>
    faultsIn(text, own).map(({ start, end, reason }) => ({
      start: start + part.start,
      end: end + part.start,
      reason,
    })),
  )
  return { ...lowerModule(sound.root, rest, false), faults }
}

/** The parser notices a colon that is missing far behind its place. */
function faultsIn(text: string, root: RawNode): readonly SyntaxFault[] {
  const end = endOfOpenHead(text)
  if (end === null) return lowerModule(root, text, true).faults
  return [{ start: end, end, reason: '":" is missing here' }]
}

/** The end of a definition's first line, where that lacks its colon. */
function endOfOpenHead(text: string): number | null {
  const head =
    /^(?:(?:async\s+)?def\s+\w+\s*\(.*\)(?:\s*->[^:#\n]+)?|class\s+\w+[^:#\n(]*(?:\(.*\)\s*)?)$/m.exec(
      text,
    )
  return head === null ? null : head.index + head[0].trimEnd().length
}

function refused(reason: string): ModuleSyntax {
  return { statements: [], doc: null, faults: [{ start: 0, end: 0, reason }] }
}

function onlyExpression(module: ModuleSyntax): Expression | null {
  const [first] = module.statements
  if (module.faults.length > 0 || module.statements.length !== 1) return null
  return first?.kind === 'expression' ? first.expression : null
}
