import type { Files } from '../kernel/files.ts'
import { UserError } from '../kernel/user-error.ts'
import { PostgresError } from '../postgres/postgres-error.ts'
import type { Session } from '../postgres/session.ts'
import { missingRole, roleHint, withRoles } from '../postgres/shadow-roles.ts'
import { asSentence, statementFailure } from '../history/statement-failure.ts'
import { checkSyntax } from '../sql/check-syntax.ts'
import type { Source } from '../sql/script-fault.ts'
import { splitScript } from '../sql/split-script.ts'

/** SQL files, read and found to be well-formed. */
export interface ScriptWitness {
  readonly sources: readonly Source[]
  /** What was left out of them, for people. */
  readonly notes: readonly string[]
}

/**
 * Reads a SQL file, or every `.sql` file of a folder in the order of their names. The parser has
 * to be loaded.
 *
 * @throws UserError where there is none, and for a syntax error with its place
 */
export async function readScript(files: Files, path: string): Promise<ScriptWitness> {
  const names = await files.list(path).catch(() => null)
  const paths = names?.filter((name) => name.endsWith('.sql')).map((name) => `${path}/${name}`)
  const sources: Source[] = []
  for (const file of paths ?? [path]) {
    const text = await files.read(file)
    if (text === null) throw noSuchScript(path)
    sources.push({ file, text })
  }
  if (sources.length === 0) throw noSuchScript(path)
  return { sources, notes: sources.flatMap(checked) }
}

/** Runs the files on an empty database. */
export async function runScript(session: Session, { sources }: ScriptWitness): Promise<void> {
  for (const source of sources) {
    for (const statement of splitScript(source.text, source.file).statements) {
      try {
        await withRoles(session, () => session.run(statement.text))
      } catch (error) {
        if (!(error instanceof PostgresError)) throw error
        throw new UserError(`"${source.file}" failed: ${asSentence(error.message)}`, {
          code: 'script-failed',
          ...statementFailure(source, statement, error),
          hint: hintFor(error),
        })
      }
    }
  }
}

function hintFor(error: PostgresError): string {
  const FEATURE_NOT_SUPPORTED = '0A000'
  const { code, message } = error
  const role = missingRole(error)
  if (role !== null) return roleHint(role)
  return code === FEATURE_NOT_SUPPORTED && message.startsWith('extension ')
    ? 'Name a server that has it as "shadow.url" in the settings file: scripts are run on an empty throw-away database there.'
    : 'It was run on an empty throw-away database; nothing of yours was changed.'
}

function checked(source: Source): readonly string[] {
  const { statements, metaCommands } = splitScript(source.text, source.file)
  for (const statement of statements) checkSyntax(statement, source)
  const names = [...new Set(metaCommands.map(({ name }) => `\\${name}`))]
  return names.length === 0 ? [] : [`${source.file}: psql's ${names.join(', ')} left out`]
}

function noSuchScript(path: string): UserError {
  return new UserError(`There is no SQL file and no folder of SQL files at "${path}".`, {
    code: 'script-missing',
    hint: 'A witness is database:<name>, history:<name>, models:<name>, alembic:<folder>, a .sql file or folder, a .json snapshot, or a postgresql:// address.',
  })
}
