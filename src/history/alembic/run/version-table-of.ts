import { UserError } from '../../../kernel/user-error.ts'
import type { ReplayNote } from '../../replayed-revision.ts'
import type { AlembicHistory } from '../read-alembic-history.ts'
import type { ReplayWorld } from '../replay/replay-program.ts'
import { RevisionProgram } from '../replay/revision-program.ts'
import { StatementRunner } from '../replay/statement-runner.ts'
import { agreeingSession } from '../environment/agreeing-session.ts'
import { usualVersionTable, type VersionTableName } from './version-rows.ts'

/**
 * Which table Alembic keeps its versions in, by what env.py configures; where no code of the project
 * speaks of one, the usual one. No database is asked.
 *
 * @throws UserError `unread-environment` where what env.py says of it could not be read
 */
export async function versionTableOf(
  history: AlembicHistory,
  world: Partial<ReplayWorld> = {},
): Promise<VersionTableName> {
  const texts = [...history.modules.files.values()]
  if (!texts.some((text) => text.includes('version_table'))) return usualVersionTable
  const runner = new StatementRunner(agreeingSession, null)
  const program = new RevisionProgram(history, runner, world)
  await program.evaluateEnvironment()
  const { versionTable, versionTableSchema, versionTableHasKey } = program.context.configured
  const [gap] = program.context.gaps
  const isUsual = versionTable === usualVersionTable.name && versionTableSchema === null
  if (isUsual && gap !== undefined) throw unread(history, gap)
  return { schema: versionTableSchema, name: versionTable, hasKey: versionTableHasKey }
}

function unread({ settings }: AlembicHistory, { text, at }: ReplayNote): UserError {
  return new UserError(`In which table Alembic keeps its versions could not be read: ${text}.`, {
    code: 'unread-environment',
    at,
    hint: `Give "version_table" and "version_table_schema" in ${settings.scriptFolder}/env.py as plain texts.`,
  })
}
