import type { Secret } from '../kernel/secret.ts'
import type { Database } from '../settings/application.ts'
import type { Run } from './opened.ts'
import { selectDatabases } from './selection.ts'

/** The database on which a plan shall be run: one of the application, or one outside of it. */
export type PlanDestination =
  | { readonly kind: 'database'; readonly database: string }
  | { readonly kind: 'server'; readonly url: Secret }

/** Where a plan is run. */
export interface PlanTarget {
  /** The run, with the database in it if it is not of the application. */
  readonly run: Run
  readonly database: Database
  /** How a plan from there names it, without a password. */
  readonly witness: string
}

/**
 * Finds the database on which a plan shall be run.
 *
 * @throws UserError for a name that the application does not have
 */
export function planTarget(run: Run, destination: PlanDestination): PlanTarget {
  switch (destination.kind) {
    case 'database':
      return inside(run, destination.database)
    case 'server':
      return outside(run, destination.url)
  }
}

function inside(run: Run, name: string): PlanTarget {
  const [database] = selectDatabases(run.application, [name])
  if (database === undefined) throw new RangeError(`no database ${name}`)
  return { run, database, witness: `database:${name}` }
}

/** A database that is not of the application is run like one, under a name of its own. */
function outside(run: Run, url: Secret): PlanTarget {
  const { timeouts } = run.application
  const engine = { kind: 'server', url, tls: null } as const
  const migrations = { kind: 'sql', folder: '' } as const
  const database: Database = { name: 'server', engine, migrations, after: [], timeouts }
  const history = { kind: 'sql', database: 'server', folder: '', revisions: [] } as const
  return {
    database,
    witness: 'postgresql://…',
    run: {
      ...run,
      application: { ...run.application, databases: [database] },
      histories: [history],
      order: [],
    },
  }
}
