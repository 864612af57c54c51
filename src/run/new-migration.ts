import { mkdir, writeFile } from 'node:fs/promises'
import { migrationTemplate, nextVersion } from '../history/next-version.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Database } from '../settings/application.ts'
import { shellWord } from '../kernel/shell-word.ts'
import type { Run } from './opened.ts'
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
  const folder = folderOf(database, wanted)
  const version = nextVersion(run.histories, database.name, run.environment.clock.now())
  const file = `${folder}/${version}_${name}.sql`
  await mkdir(folder, { recursive: true })
  // Never over a file that another hand may just have made.
  await writeFile(file, text, { flag: 'wx' })
  return file
}

function folderOf({ name, migrations }: Database, wanted: NewMigration): string {
  switch (migrations.kind) {
    case 'sql':
      return migrations.folder
    case 'alembic':
      throw new UserError(
        `The migrations of "${name}" are Alembic's, which are written in Python.`,
        {
          code: 'alembic-history',
          hint: `alembic revision -m ${shellWord(wanted.name)}, and fill it in; the SQL for it is written by: elenchus plan history:${name} models:${name}`,
        },
      )
  }
}

function namelessMigration(name: string): UserError {
  return new UserError(`"${name}" is no name for a migration.`, {
    code: 'command-line',
    hint: 'Say what it does: elenchus new auth "add login attempts"',
  })
}
