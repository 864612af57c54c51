import type { Session } from '../../../postgres/session.ts'
import type { AlembicHistory } from '../read-alembic-history.ts'
import type { ReplayWorld } from '../replay/replay-program.ts'
import { RevisionProgram } from '../replay/revision-program.ts'
import { StatementRunner } from '../replay/statement-runner.ts'
import type { VersionTableName } from './version-rows.ts'

/** Which table Alembic keeps its versions in, by what env.py configures. No database is asked. */
export async function versionTableOf(
  history: AlembicHistory,
  world: Partial<ReplayWorld> = {},
): Promise<VersionTableName> {
  const runner = new StatementRunner(silence, null)
  const program = new RevisionProgram(history, runner, world)
  await program.evaluateEnvironment()
  const { versionTable, versionTableSchema, versionTableHasKey } = program.context.configured
  return { schema: versionTableSchema, name: versionTable, hasKey: versionTableHasKey }
}

/** A session with nobody at the other end: an empty database that takes everything. */
const silence: Session = {
  engine: 'server',
  serverVersion: 180_000,
  run: () => Promise.resolve(),
  query: () => Promise.resolve([]),
  onNotice: () => undefined,
  close: () => Promise.resolve(),
}
