import { UserError } from '../kernel/user-error.ts'
import type { Plan } from '../plan/plan.ts'
import type { PlanDestination } from '../run/plan-target.ts'
import { parseWitness, type WitnessName } from './witness-name.ts'

/**
 * Says where a plan is to be run: where the user says, or on the database that it was made from.
 *
 * @param on a database's name or an address; null where the plan has to say
 * @throws UserError where nobody says
 */
export function planDestination(plan: Plan, on: string | null): PlanDestination {
  const name = on === null ? witnessOf(plan) : targetNamed(on)
  switch (name?.kind) {
    case 'database':
    case 'server':
      return name
    case 'history':
    case 'script':
    case 'alembic':
    case 'models':
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

function nowhere({ from }: Plan): UserError {
  return new UserError(
    `The plan was made from "${from.witness}", which is no database to run it on.`,
    {
      code: 'plan-without-database',
      hint: 'Say where: --on <database>, or --on postgresql://…',
    },
  )
}
