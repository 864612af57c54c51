import { UserError } from '../kernel/user-error.ts'
import type { Discovery } from './discovery.ts'

/** Whether a search found neither models nor migrations. */
export function isEmpty({ metadatas, histories }: Discovery): boolean {
  return metadatas.length === 0 && histories.length === 0
}

/** What is said where nothing was found: what was looked for, and the way out. */
export function nothingFound(discovery: Discovery): UserError {
  const { folder, looseScripts, looseRevisions, notes } = discovery
  return new UserError(`Neither models nor migrations were found in "${folder}".`, {
    code: 'nothing-found',
    details: [
      'Looked for models of SQLAlchemy, SQLModel and Flask-SQLAlchemy; for alembic.ini, [tool.alembic] and',
      'folders with env.py; and for folders of SQL migrations, in this folder and all within it.',
      ...(looseScripts.length === 0
        ? []
        : [`SQL files that are in no history: ${looseScripts.length}.`]),
      ...looseRevisions.map(
        (one) => `Revisions in "${one.folder}" that are in no history: ${one.files.length}.`,
      ),
      ...notes,
    ],
    hint: 'Name the folder that they are in: elenchus audit <folder>; or write a settings file: elenchus init',
  })
}
