import { printSnapshot, snapshotOf } from '../../src/catalogue/snapshot.ts'
import { canonicalJson, type Json } from '../../src/kernel/canonical-json.ts'
import {
  goldenHistoryFile,
  type GoldenHistory,
  type GoldenStep,
  type ProjectHistory,
} from '../../tests/support/projects.ts'
import { replayOffline } from './replay-offline.ts'
import type { GoldenFiles, Making } from './making.ts'
import { conversePython, runPython } from './run-python.ts'
import { StateWatch } from './state-watch.ts'
import { stepsCall } from './steps-call.ts'

type Graph = Omit<GoldenHistory, 'name' | 'steps'>

/** What Alembic makes of every history of a project, up at once, and up and down step by step. */
export async function makeHistories(making: Making): Promise<GoldenFiles> {
  const files = new Map<string, string>()
  const histories: GoldenHistory[] = []
  for (const history of making.project.histories) {
    const graph = await readGraph(making, history)
    const replay = making.project.engine === 'embedded' ? replayOffline : replayNative
    const { steps, snapshots } = await replay(making, history)
    histories.push({ name: history.name, ...graph, steps })
    for (const [database, text] of snapshots) {
      files.set(goldenHistoryFile(history, database), text)
    }
  }
  if (histories.length > 0) {
    files.set('history.json', canonicalJson(histories as unknown as Json))
  }
  return files
}

async function readGraph(making: Making, history: ProjectHistory): Promise<Graph> {
  const answers: Graph[] = []
  await conversePython(stepsCall(making, history, 'graph'), (answer) => {
    answers.push(answer as Graph)
    return Promise.resolve()
  })
  const [graph] = answers
  if (graph === undefined) throw new Error(`Alembic said nothing about ${history.name}`)
  return graph
}

async function replayNative(
  making: Making,
  history: ProjectHistory,
): Promise<{ steps: readonly GoldenStep[]; snapshots: ReadonlyMap<string, string> }> {
  const snapshots = await upgradeAtOnce(making, history)
  const steps = await walk(making, history)
  checkSame(steps, snapshots)
  return { steps, snapshots }
}

/** `alembic upgrade <target>`, as a person calls it. */
async function upgradeAtOnce(
  making: Making,
  history: ProjectHistory,
): Promise<ReadonlyMap<string, string>> {
  const { home } = making
  await home.renew(Object.keys(making.project.databases))
  const options = ['-c', history.config, '-n', history.section]
  const x = history.x.flatMap((argument) => ['-x', argument])
  const words = ['-m', 'alembic', ...options, ...x, 'upgrade', history.target]
  await runPython({ ...stepsCall(making, history, 'walk'), words })
  const snapshots = new Map<string, string>()
  for (const database of history.databases) {
    const { catalogue, server } = await home.introspect(database)
    snapshots.set(database, printSnapshot(snapshotOf(catalogue, server)))
  }
  return snapshots
}

async function walk(making: Making, history: ProjectHistory): Promise<readonly GoldenStep[]> {
  await making.home.renew(Object.keys(making.project.databases))
  const watches = history.databases.map(
    (database) => new StateWatch(database, () => making.home.introspect(database)),
  )
  for (const watch of watches) await watch.look()
  const steps: GoldenStep[] = []
  await conversePython(stepsCall(making, history, 'walk'), async (answer) => {
    const said = answer as Omit<GoldenStep, 'databases'>
    const states = []
    for (const watch of watches) states.push([watch.database, await watch.look()] as const)
    steps.push({ ...said, databases: Object.fromEntries(states) })
  })
  return steps
}

/** Step by step has to come to the same as all at once, else the golden files would be two truths. */
function checkSame(steps: readonly GoldenStep[], snapshots: ReadonlyMap<string, string>): void {
  const last = steps.filter(({ direction }) => direction === 'up').at(-1)
  // An env.py that makes all tables itself and stamps the head takes no step.
  if (last === undefined) return
  for (const [database, text] of snapshots) {
    const { hash } = JSON.parse(text) as { readonly hash: string }
    if (last.databases[database]?.hash !== hash) {
      throw new Error(`"${database}" differs when it is upgraded step by step`)
    }
  }
}
