import { printSnapshot, snapshotOf } from '../../src/catalogue/snapshot.ts'
import { canonicalJson } from '../../src/kernel/canonical-json.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import { goldenModelsFile, type ProjectModels } from '../../tests/support/projects.ts'
import { openMemory } from './database-home.ts'
import type { GoldenFiles, Making } from './making.ts'
import { pythonProgram, type PythonCall } from './python-environment.ts'
import { PythonFailed, runPython } from './run-python.ts'

/** What SQLAlchemy's `create_all` makes of every metadata of a project. */
export async function makeModels(making: Making): Promise<GoldenFiles> {
  const files = new Map<string, string>()
  for (const models of making.project.models) {
    files.set(goldenModelsFile(models), await makeOne(making, models))
  }
  return files
}

async function makeOne(making: Making, models: ProjectModels): Promise<string> {
  if (making.project.engine === 'embedded') return makeEmbedded(making, models)
  const { home } = making
  await home.renew(Object.keys(making.project.databases))
  if (models.prepare !== undefined) await home.run(models.database, models.prepare)
  const refusal = await createAll(making, models, home.address(models.database))
  if (models.refused === true && refusal === null) throw new Error(`${models.name} was not refused`)
  if (refusal !== null) return canonicalJson({ error: refusal })
  const { catalogue, server } = await home.introspect(models.database)
  return printSnapshot(snapshotOf(catalogue, server))
}

/** The words of a refusal, or null. */
async function createAll(
  making: Making,
  models: ProjectModels,
  url: string,
): Promise<string | null> {
  try {
    await runPython(call(making, models, url))
    return null
  } catch (error) {
    if (error instanceof PythonFailed && models.refused === true) return refusalIn(error.message)
    throw error
  }
}

/** The exception's first line: the rest repeats the statement, and links to a manual. */
function refusalIn(output: string): string {
  const line = output.split('\n').find((each) => /^(sqlalchemy|psycopg)[\w.]*: /.test(each))
  return line ?? output
}

/** The statements that SQLAlchemy would send, run on the engine that has pgvector. */
async function makeEmbedded(making: Making, models: ProjectModels): Promise<string> {
  const printed = await runPython(call(making, models, null))
  const statements = JSON.parse(printed.trim().split('\n').at(-1) ?? '[]') as readonly string[]
  const session = await openMemory()
  try {
    if (models.prepare !== undefined) await session.run(models.prepare)
    for (const statement of statements) await session.run(statement)
    const { catalogue, server } = await introspect(session)
    return printSnapshot(snapshotOf(catalogue, server))
  } finally {
    await session.close()
  }
}

function call(making: Making, models: ProjectModels, url: string | null): PythonCall {
  const { imports, metadata, context = null } = models
  return {
    ...making.python,
    words: [pythonProgram('create_models'), JSON.stringify({ imports, metadata, context, url })],
    environment: environmentOf(making),
  }
}

/** Models may ask for addresses when they are imported: they get those that any history gets. */
function environmentOf({ project, home }: Making): Readonly<Record<string, string>> {
  const pairs = project.histories.flatMap(({ environment }) => Object.entries(environment))
  return Object.fromEntries(pairs.map(([key, value]) => [key, home.fill(value)]))
}
