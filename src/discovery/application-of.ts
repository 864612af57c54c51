import { compareText } from '../kernel/ordering.ts'
import type { Application, Database, Migrations } from '../settings/application.ts'
import { buildApplication } from '../settings/build-application.ts'
import { withGivenDatabases, type GivenDatabases } from '../settings/given-databases.ts'
import type { Discovery, FoundHistory } from './discovery.ts'
import { modelsOf } from './models-of.ts'

/**
 * The application that a search found, as if settings had described it. A database is on a server where
 * its address was given, and else one that is not there.
 *
 * @throws UserError where an address was given of a database that was not found, though others were
 */
export function applicationOf(discovery: Discovery, given: GivenDatabases): Application {
  const names = discovery.databases.map(({ name }) => name)
  // Nothing but an address is enough to look at a database.
  const databases = names.length === 0 ? [...given.keys()].sort(compareText) : names
  const from = { root: discovery.folder, origin: { kind: 'discovered' } } as const
  const plain = buildApplication(from, {
    databases: Object.fromEntries(databases.map((name) => [name, {}])),
  })
  const application: Application = {
    ...plain,
    databases: plain.databases.map((one): Database => {
      const history = discovery.histories.find(({ database }) => database === one.name)
      return history ? { ...one, migrations: migrationsOf(history) } : one
    }),
    models: modelsOf(discovery.metadatas),
  }
  return withGivenDatabases(application, given)
}

/** The migrations of a history, as settings would name them. */
export function migrationsOf(history: FoundHistory): Migrations {
  switch (history.kind) {
    case 'sql':
      return { kind: 'sql', folder: history.folder }
    case 'alembic': {
      const { config, section } = history
      return { kind: 'alembic', config, section, target: null }
    }
  }
}
