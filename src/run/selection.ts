import { revisionsOf } from '../history/revisions-of.ts'
import type { History, Revision } from '../history/revision.ts'
import { alembicMeant } from './alembic/alembic-meant.ts'
import { compareText } from '../kernel/ordering.ts'
import { suggestion } from '../kernel/nearest-name.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Application, Database } from '../settings/application.ts'

/**
 * The databases that a command is about: all, or those named by `--only`, sorted by name.
 *
 * @throws UserError for a name that the application does not have
 */
export function selectDatabases(
  application: Application,
  only: readonly string[],
): readonly Database[] {
  for (const name of only) {
    if (!application.databases.some((database) => database.name === name)) {
      throw unknownDatabase(application, name)
    }
  }
  return application.databases
    .filter((database) => only.length === 0 || only.includes(database.name))
    .toSorted((left, right) => compareText(left.name, right.name))
}

/**
 * The revision that a user means: `auth/002_admin_management`, `auth/002`, or without the database
 * where only one has it.
 *
 * @throws UserError where there is none, or more than one
 */
export function findRevision(histories: readonly History[], text: string): Revision {
  return onlyOne(matching(histories, text, isMeant), text, histories)
}

/**
 * As {@link findRevision}, and the beginning of an id will do: for commands that only show something.
 *
 * @throws UserError where there is none, or more than one
 */
export function meantRevision(histories: readonly History[], text: string): Revision {
  const exact = matching(histories, text, isMeant)
  const found = exact.length > 0 ? exact : matching(histories, text, beginsWith)
  return onlyOne(found, text, histories)
}

type IsMeant = (revision: Revision, wanted: string) => boolean

function matching(
  histories: readonly History[],
  text: string,
  isMeant: IsMeant,
): readonly Revision[] {
  const slash = text.indexOf('/')
  const [database, wanted] =
    slash === -1 ? [null, text] : [text.slice(0, slash), text.slice(slash + 1)]
  return histories
    .filter((history) => database === null || history.database === database)
    .flatMap((history): readonly Revision[] =>
      history.kind === 'alembic'
        ? alembicMeant(history, wanted)
        : history.revisions.filter((revision) => isMeant(revision, wanted)),
    )
}

function onlyOne(
  found: readonly Revision[],
  text: string,
  histories: readonly History[],
): Revision {
  const [first] = found
  if (first === undefined) throw noSuchRevision(text, histories)
  if (found.length > 1) throw ambiguousRevision(text, found)
  return first
}

function isMeant(revision: Revision, wanted: string): boolean {
  return revision.id === wanted || (revision.kind === 'sql' && revision.version === wanted)
}

/** An empty text begins every id, and means none. */
function beginsWith(revision: Revision, wanted: string): boolean {
  if (wanted === '') return false
  const name = revision.kind === 'sql' ? revision.name : ''
  return revision.id.startsWith(wanted) || name.startsWith(wanted)
}

function unknownDatabase(application: Application, name: string): UserError {
  const names = application.databases.map((database) => database.name)
  return new UserError(
    `The application has no database "${name}"${suggestion(name, names) || '.'}`,
    {
      code: 'unknown-database',
      hint: `It has ${names.map((one) => `"${one}"`).join(', ')}.`,
    },
  )
}

function noSuchRevision(text: string, histories: readonly History[]): UserError {
  const revisions = revisionsOf(histories)
  const isWhole = text.includes('/')
  const names = revisions.map((one) => (isWhole ? fullName(one) : one.id))
  return new UserError(`There is no migration "${text}"${suggestion(text, names) || '.'}`, {
    code: 'unknown-revision',
    hint: 'Name it as <database>/<version> or <database>/<version>_<name>; `elenchus status` lists them.',
  })
}

function ambiguousRevision(text: string, found: readonly Revision[]): UserError {
  const databases = new Set(found.map(({ database }) => database))
  if (databases.size === found.length) {
    const names = found.map((one) => `"${one.database}/${shortName(one)}"`)
    return new UserError(`More than one database has a migration "${text}".`, {
      code: 'ambiguous-revision',
      hint: `Name the database too: ${names.join(' or ')}.`,
    })
  }
  return new UserError(`More than one migration begins with "${text}".`, {
    code: 'ambiguous-revision',
    hint: `Name one of them: ${found.map((one) => `"${fullName(one)}"`).join(' or ')}.`,
  })
}

/** A version alone is enough for a file. */
function shortName(revision: Revision): string {
  return revision.kind === 'sql' ? revision.version : revision.id
}

function fullName({ database, id }: Revision): string {
  return `${database}/${id}`
}
