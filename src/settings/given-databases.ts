import { suggestion } from '../kernel/nearest-name.ts'
import { Secret } from '../kernel/secret.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Application } from './application.ts'
import { urlFault } from './database-url.ts'

/** Addresses of databases that somebody gave by hand, by the names of the databases. */
export type GivenDatabases = ReadonlyMap<string, Secret>

const FORM = '--database main=postgresql://user:password@host:5432/database'

/**
 * Reads `name=address` texts. A driver of Python's in the address is taken out. No error holds any part
 * of an address.
 *
 * @throws UserError for what is of another form
 */
export function givenDatabases(texts: readonly string[]): GivenDatabases {
  return new Map(texts.map(givenDatabase))
}

function givenDatabase(text: string): readonly [string, Secret] {
  const [, name, address] = /^([a-z][a-z0-9_-]*)=(.*)$/is.exec(text) ?? []
  if (name === undefined || address === undefined) {
    throw new UserError('A database is given by its name and its address.', {
      code: 'command-line',
      hint: FORM,
    })
  }
  const plain = address.replace(/^(postgres(?:ql)?)\+[a-z0-9_]+:/, '$1:')
  const fault = urlFault(plain)
  if (fault === null) return [name, new Secret(plain)]
  throw new UserError(`The address that is given of database "${name}" ${fault}.`, {
    code: 'command-line',
    hint: FORM,
  })
}

/**
 * An application whose databases are where somebody said, and otherwise as they were.
 *
 * @throws UserError for a database that is not one of the application's
 */
export function withGivenDatabases(application: Application, given: GivenDatabases): Application {
  const names = application.databases.map(({ name }) => name)
  for (const name of given.keys()) if (!names.includes(name)) throw unknownDatabase(name, names)
  return {
    ...application,
    databases: application.databases.map((database) => {
      const url = given.get(database.name)
      return url ? { ...database, engine: { kind: 'server', url, tls: null } } : database
    }),
  }
}

function unknownDatabase(name: string, names: readonly string[]): UserError {
  return new UserError(`There is no database "${name}"${suggestion(name, names) || '.'}`, {
    code: 'unknown-database',
    hint: names.length === 0 ? 'No database was found.' : `There are ${names.join(', ')}.`,
  })
}
