import type { SequenceParameters } from '../../catalogue/sequence.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { sql } from '../../sql/sql.ts'
import type { PlanStatement } from '../plan-step.ts'

/** How a sequence comes to other parameters. */
export interface SequenceChange {
  readonly from: SequenceParameters
  readonly to: SequenceParameters
  readonly sequence: QualifiedName
  /** How people call it. */
  readonly name: string
  readonly restarts: boolean
}

/** Whether a sequence has to start anew, because it cannot stand where it stood at first. */
export function mustRestart(from: SequenceParameters, to: SequenceParameters): boolean {
  const start = BigInt(from.start)
  return start < BigInt(to.minimum) || start > BigInt(to.maximum)
}

/** What can go wrong: the position is lost, or does not fit and the statement fails. */
export function positionRisks({
  from,
  to,
  sequence,
  name,
  restarts,
}: SequenceChange): Pick<PlanStatement, 'hazards' | 'preflight'> {
  if (restarts) {
    const sentence = `The position of ${name} is lost: it starts anew.`
    return { hazards: [{ kind: 'data-loss', sentence }], preflight: [] }
  }
  const narrower =
    BigInt(to.minimum) > BigInt(from.minimum) || BigInt(to.maximum) < BigInt(from.maximum)
  if (!narrower) return { hazards: [], preflight: [] }
  const [minimum, maximum] = [literal(to.minimum), literal(to.maximum)]
  const outside = sql`last_value not between ${minimum} and ${maximum}`
  return {
    hazards: [{ kind: 'may-fail-on-data', sentence: `${name} may stand outside its new bounds.` }],
    preflight: [
      {
        counts: `whether ${name} stands outside its new bounds`,
        query: sql`select count(*) as count from ${qualified(sequence)} where ${outside}`,
      },
    ],
  }
}
