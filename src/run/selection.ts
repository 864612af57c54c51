import type { History, Revision } from '../history/revision.ts'
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
  const slash = text.indexOf('/')
  const [database, wanted] =
    slash === -1 ? [null, text] : [text.slice(0, slash), text.slice(slash + 1)]
  const found = histories
    .filter((history) => database === null || history.database === database)
    .flatMap((history) => history.revisions.filter((revision) => isMeant(revision, wanted)))
  const [first] = found
  if (first === undefined) throw noSuchRevision(text)
  if (found.length > 1) throw ambiguousRevision(text, found)
  return first
}

function isMeant(revision: Revision, wanted: string): boolean {
  return revision.id === wanted || revision.version === wanted
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

function noSuchRevision(text: string): UserError {
  return new UserError(`There is no migration "${text}".`, {
    code: 'unknown-revision',
    hint: 'Name it as <database>/<version> or <database>/<version>_<name>; `elenchus status` lists them.',
  })
}

function ambiguousRevision(text: string, found: readonly Revision[]): UserError {
  const names = found.map((revision) => `"${revision.database}/${revision.version}"`)
  return new UserError(`More than one database has a migration "${text}".`, {
    code: 'ambiguous-revision',
    hint: `Name the database too: ${names.join(' or ')}.`,
  })
}
