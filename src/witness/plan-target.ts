import type { Secret } from '../kernel/secret.ts'
import { UserError } from '../kernel/user-error.ts'
import type { Plan } from '../plan/plan.ts'
import type { Run } from '../run/opened.ts'
import { selectDatabases } from '../run/selection.ts'
import type { Database } from '../settings/application.ts'
import { parseWitness, type WitnessName } from './witness-name.ts'

/** Where a plan is run. */
export interface PlanTarget {
  /** The run, with the database in it if it is not of the application. */
  readonly run: Run
  readonly database: Database
}

/**
 * Finds where a plan is to be run: where the user says, or on the database that it was made from.
 *
 * @param on a database's name or an address; null where the plan has to say
 * @throws UserError where nobody says
 */
export function planTarget(run: Run, plan: Plan, on: string | null): PlanTarget {
  const name = on === null ? witnessOf(plan) : targetNamed(on)
  switch (name?.kind) {
    case 'database': {
      const [database] = selectDatabases(run.application, [name.database])
      if (database === undefined) throw nowhere(plan)
      return { run, database }
    }
    case 'server':
      return outside(run, name.url)
    case 'history':
    case 'script':
    case 'snapshot':
    case undefined:
      throw nowhere(plan)
  }
}

function witnessOf({ from }: Plan): WitnessName | null {
  return from.witness.startsWith('database:') ? parseWitness(from.witness) : null
}

function targetNamed(text: string): WitnessName {
  const witness = parseWitness(text)
  const isName = witness.kind === 'script' && !/[./]/.test(text)
  return isName ? { kind: 'database', database: text } : witness
}

/** A database that is not of the application is run like one, under a name of its own. */
function outside(run: Run, url: Secret): PlanTarget {
  const { timeouts } = run.application
  const engine = { kind: 'server', url, tls: null } as const
  const database: Database = { name: 'server', engine, migrations: '', after: [], timeouts }
  const history = { database: 'server', folder: '', revisions: [] }
  return {
    database,
    run: {
      ...run,
      application: { ...run.application, databases: [database] },
      histories: [history],
      order: [],
    },
  }
}

function nowhere({ from }: Plan): UserError {
  return new UserError(
    `The plan was made from "${from.witness}", which is no database to run it on.`,
    {
      code: 'plan-without-database',
      hint: 'Say where: --on <database>, or --on postgresql://…',
    },
  )
}
