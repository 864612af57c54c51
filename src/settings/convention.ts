import { compareText } from '../kernel/ordering.ts'
import type { Files } from '../kernel/files.ts'
import { UserError } from '../kernel/user-error.ts'
import type { ConventionFolder } from './application.ts'
import { within } from './within.ts'

/** Databases that are known by the names of folders alone. */
export interface Convention {
  readonly folder: ConventionFolder
  /** The folder of migrations of each database, from the directory. */
  readonly migrations: ReadonlyMap<string, string>
}

const folders: readonly ConventionFolder[] = ['migrations', 'db/migrations']

/**
 * Looks for migrations where they usually are: `migrations/<database>/*.sql`, or one database
 * `main` in `migrations/*.sql` or dbmate's `db/migrations/*.sql`. Null where there are none.
 *
 * @throws UserError where more than one of these holds, for then nobody knows what is meant
 */
export async function findConvention(directory: string, files: Files): Promise<Convention | null> {
  const found: Convention[] = []
  for (const folder of folders) {
    const convention = await conventionIn(within(directory, folder), folder, files)
    if (convention !== null) found.push(convention)
  }
  if (found.length > 1) throw ambiguous(found.map(({ folder }) => folder))
  return found[0] ?? null
}

async function conventionIn(
  location: string,
  folder: ConventionFolder,
  files: Files,
): Promise<Convention | null> {
  const names = (await files.list(location)) ?? []
  const own = names.some(isMigration)
  const below: string[] = []
  for (const name of folder === 'migrations' ? names : []) {
    if (name.startsWith('.')) continue
    const inside = await files.list(within(location, name))
    if (inside?.some(isMigration)) below.push(name)
  }
  if (own && below.length > 0) {
    throw ambiguous([`${folder}/*.sql`, ...below.map((name) => `${folder}/${name}`)])
  }
  if (own) return { folder, migrations: new Map([['main', folder]]) }
  if (below.length === 0) return null
  const sorted = below.sort(compareText)
  return { folder, migrations: new Map(sorted.map((name) => [name, `${folder}/${name}`])) }
}

function isMigration(name: string): boolean {
  return name.endsWith('.sql')
}

function ambiguous(places: readonly string[]): UserError {
  const quoted = places.map((place) => `"${place}"`).join(' and ')
  return new UserError(
    `Migrations were found in ${quoted}, and no settings file says which count.`,
    {
      code: 'convention-ambiguous',
      hint: 'Write a settings file with `elenchus init <database>`, and name the folders in it.',
    },
  )
}
