import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Major } from '../support/native-postgres.ts'
import { preparedDatabase, type TestDatabase } from '../support/test-database.ts'

/** One migration file of the Socrates example, cut at its markers. */
export interface SocratesMigration {
  /** The file's name without its ending. */
  readonly name: string
  readonly title: string
  /** The migrations of another database that this one speaks of. */
  readonly requires: readonly string[]
  /** The extension without which it is skipped. */
  readonly extension: string | null
  readonly up: string
  readonly down: string
}

/** A database of the Socrates example. */
export type SocratesDatabase = 'auth' | 'specs'

/** The folder of the Socrates example. */
export const socratesFolder: string = join(import.meta.dirname, '../../examples/socrates')

/** The migrations of one database in their order, the optional ones too. */
export function socratesMigrations(database: SocratesDatabase): readonly SocratesMigration[] {
  const folder = join(socratesFolder, 'migrations', database)
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'))
  return files.sort().map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    return cut(file.replace(/\.sql$/, ''), text)
  })
}

/** The migrations that every PostgreSQL can run: 001 to 009. */
export function plainMigrations(database: SocratesDatabase): readonly SocratesMigration[] {
  return socratesMigrations(database).filter(({ extension }) => extension === null)
}

/** An empty test database after all the plain migrations of one Socrates database. */
export function migratedDatabase(major: Major, database: SocratesDatabase): Promise<TestDatabase> {
  const scripts = plainMigrations(database).map(({ up }) => up)
  return preparedDatabase(major, scripts.join('\n'))
}

function cut(name: string, text: string): SocratesMigration {
  const parts = /^(.*?)^-- migrate:up([^\n]*)\n(.*)^-- migrate:down[^\n]*\n(.*)$/ms.exec(text)
  if (parts === null) throw new Error(`${name} lacks its markers`)
  const [, head = '', options = '', up = '', down = ''] = parts
  return {
    name,
    title: /^-- (.*)\n/.exec(head)?.[1] ?? '',
    requires: [...head.matchAll(/^-- elenchus:requires (\S+)$/gm)].map((match) => match[1] ?? ''),
    extension: /optional:extension=(\w+)/.exec(options)?.[1] ?? null,
    up,
    down,
  }
}
