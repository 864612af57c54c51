import type { FoundAddress } from './discovery.ts'
import type { HistoryOwner } from './history-owner.ts'

/** Words in the names of addresses that name no database. */
const PLAIN =
  /^(DATABASE|DB|POSTGRES|POSTGRESQL|PG|SQLALCHEMY|URL|URI|DSN|CONNECTION|STRING|TEST|TESTING|DEV|DEVELOPMENT|PROD|PRODUCTION|STAGING|LOCAL|ASYNC|SYNC|APP|MAIN|DEFAULT|READ|REPLICA|PRIMARY|MIGRATION|MIGRATIONS|ADMIN|DIRECT|POOL|POOLED|PRISMA|NON|POOLING)$/

/** Databases that addresses are called after, where there are two or more: `auth` for `AUTH_DATABASE_URL`. */
export function databasesNamedIn(addresses: readonly FoundAddress[]): readonly string[] {
  const names = new Set(addresses.flatMap(({ name }) => namedIn(name) ?? []))
  return names.size < 2 ? [] : [...names].sort()
}

function namedIn(address: string): string | null {
  const words = address.split('_').filter((word) => word !== '' && !PLAIN.test(word))
  return words.length === 0 || address !== address.toUpperCase()
    ? null
    : words.join('_').toLowerCase()
}

/** What tells which database an address belongs to. */
export interface AddressFacts {
  readonly names: readonly string[]
  readonly owners: readonly HistoryOwner[]
  /** The folder of the project that a file belongs to. */
  readonly nearest: (file: string) => string
}

/** Ties addresses to databases: by the only one, by name, by the ini file, or by the project. */
export function assignAddresses(
  addresses: readonly FoundAddress[],
  facts: AddressFacts,
): readonly FoundAddress[] {
  return addresses.map((one) => ({ ...one, database: databaseOf(one, facts) }))
}

function databaseOf(
  { name, at }: FoundAddress,
  { names, owners, nearest }: AddressFacts,
): string | null {
  const named = namedIn(name)
  if (named !== null && names.includes(named)) return named
  const [only] = names
  if (names.length === 1 && only !== undefined) return only
  if (at === null) return null
  const near = owners.filter((one) =>
    one.kind === 'alembic' ? one.read.candidate.config === at.file : false,
  )
  const around =
    near.length > 0 ? near : owners.filter((one) => folderOf(one, nearest) === nearest(at.file))
  const found = new Set(around.map(({ database }) => database))
  const [first] = found
  return found.size === 1 && first !== undefined ? first : null
}

function folderOf(owner: HistoryOwner, nearest: (file: string) => string): string {
  switch (owner.kind) {
    case 'alembic':
      return nearest(`${owner.read.history.settings.scriptFolder}/x`)
    case 'sql':
      return nearest(`${owner.sql.folder}/x`)
  }
}
