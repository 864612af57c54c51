import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { modulesInFolder } from '../../src/python/module/modules-in-folder.ts'
import { Program, type ProgramSettings } from '../../src/python/module/program.ts'
import { loadPythonParser, type PythonParser } from '../../src/python/syntax/python-parser.ts'
import type { Value } from '../../src/python/value/value.ts'

let parser: Promise<PythonParser> | null = null

/** The parser with the grammar of the package, loaded once for a test file. */
export function pythonParser(): Promise<PythonParser> {
  parser ??= readFile(
    createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'),
  ).then(loadPythonParser)
  return parser
}

/** A program of files by path: `app/models.py`. */
export async function pythonProgram(
  files: Readonly<Record<string, string>>,
  settings: Partial<ProgramSettings> = {},
): Promise<Program> {
  const names = new Map(
    Object.entries(files).map(([file, text]) => [moduleName(file), { file, text }]),
  )
  const module = (name: string): ReturnType<ProgramSettings['sources']['module']> => {
    const isFolder = [...names.keys()].some((one) => one.startsWith(`${name}.`))
    return names.get(name) ?? (isFolder ? 'folder' : null)
  }
  const modulesIn = modulesInFolder(() => Object.keys(files))
  return new Program({ parser: await pythonParser(), sources: { module, modulesIn }, ...settings })
}

function moduleName(file: string): string {
  return file.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.')
}

/** What a name of a module is, as `repr` writes it; unknown ones as `unknown: reason`. */
export async function shown(program: Program, value: Value): Promise<string> {
  if (value.kind === 'unknown') return `unknown: ${value.reason}`
  const text = await program.repr(value)
  return text.kind === 'str'
    ? text.value
    : `unknown: ${text.kind === 'unknown' ? text.reason : text.kind}`
}

/** The `repr` of the name `result` after a module of this source ran. */
export async function resultOf(source: string): Promise<string> {
  const program = await pythonProgram({ 'main.py': source })
  const value = await program.lookUp('main', 'result')
  const gaps = program.drainGaps()
  const text = await shown(program, value)
  return gaps.length === 0 ? text : `${text} [${gaps.map((gap) => gap.reason).join('; ')}]`
}
