/**
 * How long it takes to read a project in Python from cold, its models, and its Alembic history with a
 * replay on the embedded engine; beside importing the same models in Python and `alembic upgrade head
 * --sql`. Run, after a build: npx jiti bench/python.ts [--python <interpreter>] [number of models]…
 * There are as many revisions as models. An interpreter has SQLAlchemy 2.0 and Alembic; without the flag
 * one is made where that can be.
 */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { pythonWith } from '../scripts/fidelity/python-environment.ts'
import { openEmbedded } from '../src/embedded/open-embedded.ts'
import { readAlembicHistory } from '../src/history/alembic/read-alembic-history.ts'
import { AlembicReplay } from '../src/history/alembic/replay-revision.ts'
import { ddlOf } from '../src/models/ddl-of.ts'
import { readModels } from '../src/models/read-models.ts'
import { loadPythonParser, type PythonParser } from '../src/python/syntax/python-parser.ts'
import { nodeFiles } from '../src/settings/node-files.ts'
import { writeHistory } from './support/alembic-history.ts'
import { best, line, measureOwn, type Measurement } from './support/measure.ts'
import { writeProject } from './support/python-project.ts'

const ROUNDS = 3
const GRAMMAR = '@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'
const script = fileURLToPath(import.meta.url)

const measured = (work: string): string => `
import json, resource, time
start = time.perf_counter()
${work}
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}))
`

const IMPORT = measured(`
import shop.models
from shop.base import Base
from sqlalchemy.orm import configure_mappers
configure_mappers()
assert Base.metadata.tables
`)

const UPGRADE = measured(`
import io
from alembic import command
from alembic.config import Config
output = io.StringIO()
command.upgrade(Config("alembic.ini", output_buffer=output), "head", sql=True)
assert "CREATE TABLE" in output.getvalue()
`)

const { values, positionals } = parseArgs({
  options: { python: { type: 'string' }, once: { type: 'string' } },
  allowPositionals: true,
})
if (values.once === 'models') await once(readOnce)
else if (values.once === 'history') await once(replayOnce)
else await compare(positionals.map(Number).filter((models) => models > 0))

async function compare(sizes: readonly number[]): Promise<void> {
  const python = interpreter()
  for (const models of sizes.length === 0 ? [300, 1_000] : sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'elenchus-python-'))
    try {
      await writeProject(folder, models)
      await writeHistory(folder, models)
      await measureAll({ folder, models, python })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

function interpreter(): string | null {
  if (values.python !== undefined) return values.python
  try {
    return pythonWith('sqlalchemy-2.0')
  } catch {
    return null
  }
}

interface Job {
  readonly folder: string
  readonly models: number
  readonly python: string | null
}

async function measureAll({ folder, models, python }: Job): Promise<void> {
  const ways: readonly (readonly [title: string, measure: () => Promise<Measurement>])[] = [
    ['models read, and printed as DDL', () => measureOwn(script, ['--once', 'models', folder])],
    ['history read and replayed', () => measureOwn(script, ['--once', 'history', folder])],
    ...(python === null
      ? []
      : ([
          ['models imported in Python', () => inPython(python, folder, IMPORT)],
          ['alembic upgrade head --sql', () => inPython(python, folder, UPGRADE)],
        ] as const)),
  ]
  const taken = ways.map((): Measurement[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [at, [, measure]] of ways.entries()) taken[at]?.push(await measure())
  }
  const load = loadavg()[0]?.toFixed(1) ?? '?'
  console.log(
    `${models} models of 11 columns, one in a module, and ${models} revisions; best of ${ROUNDS}, each a new process; load ${load}`,
  )
  for (const [at, [title]] of ways.entries()) {
    console.log(`  ${title.padEnd(32)} ${line(best(taken[at] ?? []))}`)
  }
}

/** Prints what it took; the loading of our own modules is left out. */
async function once(work: (folder: string, parser: PythonParser) => Promise<void>): Promise<void> {
  const from = performance.now()
  const parser = await loadPythonParser(
    await readFile(createRequire(import.meta.url).resolve(GRAMMAR)),
  )
  await work(positionals[0] ?? '', parser)
  const seconds = (performance.now() - from) / 1000
  console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS }))
}

async function readOnce(folder: string, parser: PythonParser): Promise<void> {
  const { declarations, gaps } = await readModels(nodeFiles, folder, { parser })
  const statements = declarations.flatMap(ddlOf)
  if (gaps.length > 0 || statements.length === 0) throw new Error('the models were not read whole')
}

async function replayOnce(folder: string, parser: PythonParser): Promise<void> {
  const opened = openEmbedded({ folder: null, cache: join(tmpdir(), 'elenchus-bench-cache') })
  const history = await readAlembicHistory(nodeFiles, folder, { parser })
  const session = await opened
  const replay = new AlembicReplay(history, session, { versionTable: 'meanwhile' })
  await replay.start()
  for (const revision of history.graph.order) {
    const { state, failure, gaps } = await replay.replay(revision, 'up')
    if (state !== 'applied') throw new Error(`${revision.id}: ${JSON.stringify([failure, gaps])}`)
  }
  await session.close()
}

function inPython(python: string, folder: string, program: string): Promise<Measurement> {
  const options = { cwd: folder, encoding: 'utf8', env: { PYTHONDONTWRITEBYTECODE: '1' } } as const
  const output = execFileSync(python, ['-c', program], {
    ...options,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return Promise.resolve(JSON.parse(output.trim().split('\n').at(-1) ?? '') as Measurement)
}
