/**
 * How long it takes to read the models of a project, from cold, beside importing the same models in
 * Python. Run: npx jiti bench/python.ts [number of models]…
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pythonWith } from '../scripts/fidelity/python-environment.ts'
import { ddlOf } from '../src/models/ddl-of.ts'
import { readModels } from '../src/models/read-models.ts'
import { loadPythonParser } from '../src/python/syntax/python-parser.ts'
import { nodeFiles } from '../src/settings/node-files.ts'
import { best, line, measureOwn, type Measurement } from './support/measure.ts'
import { writeProject } from './support/python-project.ts'

const ROUNDS = 3
const GRAMMAR = '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'
const script = fileURLToPath(import.meta.url)

const IMPORT = `
import json, resource, time
start = time.perf_counter()
import shop.models
from shop.base import Base
from sqlalchemy.orm import configure_mappers
configure_mappers()
assert Base.metadata.tables
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
`

const [first, ...rest] = process.argv.slice(2)
if (first === '--once') await readOnce(rest[0] ?? '')
else await compare([first, ...rest].map(Number).filter((models) => models > 0))

async function compare(sizes: readonly number[]): Promise<void> {
  const python = pythonWith('sqlalchemy-2.0')
  for (const models of sizes.length === 0 ? [300, 1_000] : sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'elenchus-models-'))
    try {
      await writeProject(folder, models)
      const own: Measurement[] = []
      const real: Measurement[] = []
      for (let round = 0; round < ROUNDS; round++) {
        own.push(await measureOwn(script, ['--once', folder]))
        real.push(importInPython(python, folder))
      }
      report(models, best(own), best(real))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

function report(models: number, own: Measurement, real: Measurement): void {
  console.log(
    `${models} models of 11 columns, one in a module, best of ${ROUNDS}, each a new process`,
  )
  console.log(`  read, and printed as DDL  ${line(own)}`)
  console.log(`  imported in Python        ${line(real)}`)
}

/** Prints what it took to read a project; the loading of our own modules is left out. */
async function readOnce(folder: string): Promise<void> {
  const from = performance.now()
  const parser = await loadPythonParser(
    await readFile(createRequire(import.meta.url).resolve(GRAMMAR)),
  )
  const { declarations, gaps } = await readModels(nodeFiles, folder, { parser })
  const statements = declarations.flatMap(ddlOf)
  const seconds = (performance.now() - from) / 1000
  if (gaps.length > 0 || statements.length === 0) throw new Error('the models were not read whole')
  console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS }))
}

function importInPython(python: string, folder: string): Measurement {
  const options = { cwd: folder, encoding: 'utf8', env: { PYTHONDONTWRITEBYTECODE: '1' } } as const
  return JSON.parse(execFileSync(python, ['-c', IMPORT], options)) as Measurement
}
