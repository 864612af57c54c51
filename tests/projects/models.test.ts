import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../../src/catalogue/snapshot.ts'
import { differences } from '../../src/compare/differences.ts'
import { ddlOf } from '../../src/models/ddl-of.ts'
import { readModels, type ModelsReading } from '../../src/models/read-models.ts'
import { none, str } from '../../src/python/value/plain-value.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import type { Session } from '../../src/postgres/session.ts'
import { nodeFiles } from '../../src/settings/node-files.ts'
import { buildModels } from '../../src/witness/build-models.ts'
import { nativeSession, pgliteSession } from '../support/catalogue-session.ts'
import { goldenModelsFile, readProjects, type Project } from '../support/projects.ts'
import { pythonParser } from '../support/python-program.ts'

/** What a gap announces: columns that are bound through `locals()`. */
const ANNOUNCED: ReadonlyMap<string, readonly string[]> = new Map([
  ['gatehouse main', ['what', 'who']],
])

const readings = new Map<string, Promise<ModelsReading>>()

function readingOf(project: Project): Promise<ModelsReading> {
  const existing = readings.get(project.name)
  if (existing) return existing
  const made = readProject(project)
  readings.set(project.name, made)
  return made
}

async function readProject({ folder, root, histories }: Project): Promise<ModelsReading> {
  const environment = new Map(histories.flatMap((one) => Object.entries(one.environment)))
  return readModels(nodeFiles, join(folder, root), {
    parser: await pythonParser(),
    host: {
      environment: (name) => {
        const value = environment.get(name)
        return value === undefined
          ? none
          : str(value.replace(/^\{(\w+)\}$/, 'postgresql://localhost/$1'))
      },
    },
  })
}

function sessionFor({ engine }: Project): Promise<Session> {
  return engine === 'embedded' ? pgliteSession() : nativeSession(18)
}

const projects = readProjects().filter(({ models }) => models.length > 0)

describe.each(projects.map((project) => [project.name, project] as const))('%s', (_, project) => {
  test.each(project.models.map((one) => [one.name, one] as const))(
    'the models "%s" make what SQLAlchemy makes of them',
    async (_name, models) => {
      const { declarations, gaps } = await readingOf(project)
      const declaration = declarations.find(({ names }) => names.includes(models.metadata))
      if (!declaration) {
        throw new Error(`not found among ${JSON.stringify(declarations.map(({ names }) => names))}`)
      }
      const inDeclarations = new Set(declarations.flatMap((one) => one.gaps))
      const session = await sessionFor(project)
      if (models.prepare !== undefined) await session.run(models.prepare)
      const refusals = await buildModels(session, ddlOf(declaration))
      if (models.refused === true) {
        expect(refusals.length).toBeGreaterThan(0)
        return
      }
      const golden = JSON.parse(
        readFileSync(join(project.folder, 'golden', goldenModelsFile(models)), 'utf8'),
      ) as Snapshot
      const { catalogue } = await introspect(session)
      const announced = ANNOUNCED.get(`${project.name} ${models.name}`) ?? []
      expect({
        refusals: refusals.map(({ statement, message }) => `${message}: ${statement.sql}`),
        gaps: [...gaps.filter((gap) => !inDeclarations.has(gap)), ...declaration.gaps].map(
          ({ reason, at, subject }) =>
            `${at.file.split('/').at(-1)}:${at.line} ${subject ?? ''} ${reason}`,
        ),
        differences: differences(golden.catalogue, catalogue).map((one) => JSON.stringify(one)),
      }).toEqual({
        refusals: [],
        gaps: announced.length === 0 ? [] : [expect.any(String)],
        differences: announced.map((name): unknown => expect.stringContaining(`"name":"${name}"`)),
      })
    },
  )
})
