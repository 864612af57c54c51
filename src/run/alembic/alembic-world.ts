import type { ReplayWorld } from '../../history/alembic/replay/replay-program.ts'
import type { Application, Database } from '../../settings/application.ts'
import type { RunEnvironment } from '../run-context.ts'

/** What of a run its revisions may know. */
export interface WorldOfRun {
  readonly application: Application
  readonly environment: RunEnvironment
}

/**
 * What the revisions of a database may know of the world. Variables that hold addresses of databases are
 * answered with those of the application, without passwords; all others as they are set.
 */
export function alembicWorld(
  { application, environment }: WorldOfRun,
  database: string,
): Pick<ReplayWorld, 'url' | 'database' | 'now' | 'environment'> {
  const own = application.databases.find(({ name }) => name === database)
  const url = own === undefined ? null : addressOf(own)
  return {
    url,
    database,
    now: () => environment.clock.now(),
    environment: (name) => {
      if (!ADDRESS.test(name)) return environment.variables(name)
      const meant = application.databases.find((one) => isNamedIn(name, one))
      return meant === undefined ? url : addressOf(meant)
    },
  }
}

/** `DATABASE_URL`, `AUTH_DATABASE_URL`, `SQLALCHEMY_DATABASE_URI`, `POSTGRES_DSN`. */
const ADDRESS = /(^|_)(DATABASE|DB|POSTGRES|POSTGRESQL|PG|ALCHEMY|SQLALCHEMY)_?(URL|URI|DSN)(_|$)/i

/** `DATABASE_URL_AUTH` is that of `auth`. */
function isNamedIn(variable: string, { name }: Database): boolean {
  const words = variable.toLowerCase().split('_')
  const own = name.toLowerCase().split(/[-_]/)
  return words.some((_, at) => own.every((word, offset) => words[at + offset] === word))
}

function addressOf({ name, engine }: Database): string {
  switch (engine.kind) {
    case 'embedded':
      return `postgresql://localhost/${name}`
    case 'server': {
      const url = new URL(engine.url.reveal())
      url.password = ''
      url.searchParams.delete('password')
      return url.toString()
    }
  }
}
