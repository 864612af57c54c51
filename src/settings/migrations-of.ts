import type { Migrations } from './application.ts'
import type { AlembicInput } from './settings-input.ts'
import { within } from './within.ts'

/** The migrations of a database as its settings name them, seen from where the folder is named. */
export function migrationsOf(given: string | AlembicInput, root: string): Migrations {
  if (typeof given === 'string') return { kind: 'sql', folder: within(root, given) }
  const { alembic, section = null, target = null } = given
  const isAll = target === null || target === 'heads'
  return {
    kind: 'alembic',
    config: within(root, alembic),
    section: section === 'alembic' ? null : section,
    target: isAll ? null : target,
  }
}

/** Where the migrations of a database are: a folder, or the configuration of a tool. */
export function placeOfMigrations(migrations: Migrations): string {
  switch (migrations.kind) {
    case 'sql':
      return migrations.folder
    case 'alembic':
      return migrations.config
  }
}
