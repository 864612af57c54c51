import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { loadPythonParser, type PythonParser } from '../../python/syntax/python-parser.ts'

const GRAMMAR = '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'

/** The parser of Python, with its grammar as it is installed. */
export async function installedPythonParser(): Promise<PythonParser> {
  const file = createRequire(import.meta.url).resolve(GRAMMAR)
  return loadPythonParser(await readFile(file))
}
