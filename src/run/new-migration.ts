import { mkdir, writeFile } from 'node:fs/promises'
import { migrationTemplate, nextVersion } from '../history/next-version.ts'
import { UserError } from '../kernel/user-error.ts'
import type { AlembicDatabaseHistory } from '../history/revision.ts'
import { alembicCommand } from '../history/alembic/run/alembic-command.ts'
import { historyOf, type Run } from './opened.ts'
import { selectDatabases } from './selection.ts'

/** A migration that is to be written. */
export interface NewMigration {
  readonly database: string
  /** What it does, in a few words: `add project labels`. */
  readonly name: string
}

/**
 * Writes an empty migration with the next version, in the style of those that are there.
 *
 * @returns the path of the file
 * @throws UserError for an unknown database and for a name without a letter or digit
 */
export function newMigration(run: Run, wanted: NewMigration): Promise<string> {
  return writeMigration(run, wanted, migrationTemplate(wanted.name))
}

/** Writes a migration with the next version and a given text; else as {@link newMigration}. */
export async function writeMigration(
  run: Run,
  wanted: NewMigration,
  text: string,
): Promise<string> {
  const [database] = selectDatabases(run.application, [wanted.database])
  const name = wanted.name
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '_')
    .replace(/^_|_$/g, '')
  if (name === '' || database === undefined) throw namelessMigration(wanted.name)
  const folder = folderForMigration(run, wanted)
  const version = nextVersion(run.histories, database.name, run.environment.clock.now())
  const file = `${folder}/${version}_${name}.sql`
  await mkdir(folder, { recursive: true })
  // Never over a file that another hand may just have made.
  await writeFile(file, text, { flag: 'wx' })
  return file
}

/**
 * The folder into which a migration is written.
 *
 * @param to what it is planned for, if it is planned
 * @throws UserError for a history that is not of SQL files, with the commands to use instead
 */
export function folderForMigration(run: Run, { database, name, to }: FolderWanted): string {
  selectDatabases(run.application, [database])
  const history = historyOf(run.histories, database)
  switch (history.kind) {
    case 'sql':
      return history.folder
    case 'alembic':
      throw new UserError(`The migrations of "${database}" are Alembic's, which are Python.`, {
        code: 'alembic-history',
        details: [
          `The SQL to put into it: elenchus plan history:${database} ${to ?? `models:${database}`} --out plan.json`,
        ],
        hint: `Write the revision with Alembic: ${alembicCommand(history.source.settings, ['revision', '-m', name, ...headOf(history)])}`,
      })
  }
}

interface FolderWanted extends NewMigration {
  readonly to?: string | undefined
}

/** Where there are several heads, Alembic has to be told which one it goes on from. */
function headOf({ target }: AlembicDatabaseHistory): readonly string[] {
  return target?.endsWith('@head') === true ? ['--head', target] : []
}

function namelessMigration(name: string): UserError {
  return new UserError(`"${name}" is no name for a migration.`, {
    code: 'command-line',
    hint: 'Say what it does: elenchus new auth "add login attempts"',
  })
}
