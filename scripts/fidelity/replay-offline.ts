import { printSnapshot, snapshotOf } from '../../src/catalogue/snapshot.ts'
import { introspect } from '../../src/postgres/introspect.ts'
import type { GoldenStep, ProjectHistory } from '../../tests/support/projects.ts'
import { openMemory } from './database-home.ts'
import type { Making } from './making.ts'
import { conversePython } from './run-python.ts'
import { readState, StateWatch } from './state-watch.ts'
import { stepsCall } from './steps-call.ts'

interface OfflineStep extends Pick<GoldenStep, 'direction' | 'revisions'> {
  readonly sql: string
}

/** Runs what `alembic upgrade a:b --sql` prints for each step, on the embedded engine. */
export async function replayOffline(
  making: Making,
  history: ProjectHistory,
): Promise<{ steps: readonly GoldenStep[]; snapshots: ReadonlyMap<string, string> }> {
  const [database = 'main'] = history.databases
  const offline = await readOffline(making, history)
  const session = await openMemory()
  try {
    const watch = new StateWatch(database, () => readState(session))
    await watch.look()
    const steps: GoldenStep[] = []
    const snapshots = new Map<string, string>()
    for (const { sql, ...step } of offline) {
      await session.run(sql)
      steps.push({ ...step, databases: { [database]: await watch.look() } })
      if (step.direction === 'down') continue
      const { catalogue, server } = await introspect(session)
      snapshots.set(database, printSnapshot(snapshotOf(catalogue, server)))
    }
    return { steps, snapshots }
  } finally {
    await session.close()
  }
}

async function readOffline(
  making: Making,
  history: ProjectHistory,
): Promise<readonly OfflineStep[]> {
  let steps: readonly OfflineStep[] = []
  await conversePython(stepsCall(making, history, 'offline'), (answer) => {
    steps = answer as readonly OfflineStep[]
    return Promise.resolve()
  })
  return steps
}
