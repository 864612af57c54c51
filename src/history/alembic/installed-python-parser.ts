import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { cachingParser } from './caching-parser.ts'
import { loadPythonParser, type PythonParser } from '../../python/syntax/python-parser.ts'

const GRAMMAR = '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'

let loading: Promise<PythonParser> | null = null

/**
 * The parser of Python, with its grammar as it is installed. It keeps what it parsed: a project is read
 * several times in one audit.
 */
export function installedPythonParser(): Promise<PythonParser> {
  // Two that are loaded at the same time get into each other's way.
  loading ??= load()
  return loading
}

async function load(): Promise<PythonParser> {
  const file = createRequire(import.meta.url).resolve(GRAMMAR)
  return cachingParser(await loadPythonParser(await readFile(file)))
}
