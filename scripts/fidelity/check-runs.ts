import { nodeFiles } from '../../src/settings/node-files.ts'
import { readAlembicHistory } from '../../src/history/alembic/read-alembic-history.ts'
import { upgradeOrder } from '../../src/history/alembic/revision-graph.ts'
import { AlembicRun } from '../../src/history/alembic/run/alembic-run.ts'
import type { GoldenStep, ProjectHistory } from '../../tests/support/projects.ts'
import { pythonParser } from '../../tests/support/python-program.ts'
import type { Making } from './making.ts'
import { conversePython } from './run-python.ts'
import { stepsCall } from './steps-call.ts'

/**
 * Runs the histories of a project with Elenchus. Alembic has nothing to upgrade then, and takes it back.
 *
 * @throws Error with what Alembic would have upgraded
 */
export async function checkRuns(making: Making): Promise<void> {
  if (making.project.engine === 'embedded') return
  for (const history of making.project.histories) {
    const { home, project } = making
    await home.renew(Object.keys(project.databases))
    const runs = history.databases.map((database) => runHere(making, history, database))
    if (!(await Promise.all(runs)).every(Boolean)) continue
    await conversePython(stepsCall(making, history, 'walk'), (answer) => {
      const { direction, revisions } = answer as Pick<GoldenStep, 'direction' | 'revisions'>
      if (direction === 'down') return Promise.resolve()
      throw new Error(`Alembic goes on with ${revisions.join()}`)
    })
  }
}

/** False where env.py makes the schema itself and stamps it: there is nothing to be run. */
async function runHere(
  { home, python }: Making,
  history: ProjectHistory,
  database: string,
): Promise<boolean> {
  const { config, section, target } = history
  const parser = await pythonParser()
  const read = await readAlembicHistory(nodeFiles, python.folder, { parser, config, section })
  const environment = new Map(
    Object.entries(history.environment).map(([name, text]) => [name, home.fill(text)]),
  )
  return home.using(database, async (session) => {
    const run = new AlembicRun(read, session, {
      database,
      environment: (name) => environment.get(name) ?? null,
      x: history.x,
      url: home.address(database),
      now: () => new Date(),
      uuid: () => crypto.randomUUID(),
    })
    await run.start()
    if (!run.runsRevisions) return false
    for (const revision of upgradeOrder(read.graph, target)) await run.run(revision, 'up')
    return true
  })
}
