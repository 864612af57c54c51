import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogueHash } from '../../src/catalogue/snapshot.ts'
import type { AlembicHistory } from '../../src/history/alembic/read-alembic-history.ts'
import { AlembicRun } from '../../src/history/alembic/run/alembic-run.ts'
import { readVersionRows } from '../../src/history/alembic/run/version-rows.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import { projectPlace, readOf } from '../support/project-histories.ts'
import { readProjects, type GoldenHistory, type GoldenStep } from '../support/projects.ts'

const projects = readProjects().filter(({ histories }) => histories.length > 0)

/** Runs one step; one that Alembic could not take is not taken either. */
async function take(
  { revisions, direction, error }: GoldenStep,
  run: AlembicRun,
  { graph }: AlembicHistory,
): Promise<void> {
  for (const revision of graph.revisions.filter(({ id }) => revisions.includes(id))) {
    if (error === undefined) await run.run(revision, direction)
    else await expect(run.run(revision, direction)).rejects.toThrow('failed')
  }
}

describe.each(projects.map((project) => [project.name, project] as const))('%s', (_, project) => {
  const file = join(project.folder, 'golden/history.json')
  const goldens = JSON.parse(readFileSync(file, 'utf8')) as readonly GoldenHistory[]
  const cases = project.histories.flatMap((history) => {
    const steps = goldens.find(({ name }) => name === history.name)?.steps ?? []
    // An env.py that makes all tables itself and stamps the head runs no revision.
    if (steps[0]?.direction !== 'up') return []
    // At the end of a way back `--sql` drops Alembic's own table; the real command does not.
    const taken = project.engine === 'embedded' ? steps.slice(0, -1) : steps
    return history.databases.map(
      (database) => [`${history.name} of ${database}`, { history, database, taken }] as const,
    )
  })

  test.each(cases)('a run of "%s" leaves what Alembic leaves, up and down', async (_name, one) => {
    const history = await readOf(project, one.history)
    const { session, world } = await projectPlace(project, one)
    const { database } = one
    const given = { database, now: () => new Date(), uuid: () => crypto.randomUUID() }
    const run = new AlembicRun(history, session, { ...world, ...given })
    await run.start()
    for (const step of one.taken) {
      await take(step, run, history)
      const { catalogue } = await introspect(session)
      const { hash, versions } = step.databases[database] ?? {}
      const rows = await readVersionRows(session, run.versionTable)
      expect([step.revisions, catalogueHash(catalogue), rows]).toEqual([
        step.revisions,
        hash,
        versions,
      ])
    }
  })
})
