import type { Constraint } from '../../catalogue/constraint.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { TableIndex } from '../../catalogue/table-index.ts'
import { identifier } from '../../sql/identifier.ts'
import { printedText } from '../../sql/print/printed-text.ts'
import type { PlanStatement } from '../plan-step.ts'
import { duplicates, unfitRows } from './unfit-rows.ts'

/** What can go wrong with a statement, and the queries that say whether it will. */
type Risks = Pick<PlanStatement, 'hazards' | 'preflight'>

/** What can go wrong when a constraint is added to a table with rows. */
export function constraintRisks(table: QualifiedName, constraint: Constraint): Risks {
  const sentence = `A row of table ${table.schema}.${table.name} may not fit constraint ${constraint.name}.`
  return {
    hazards: [{ kind: 'may-fail-on-data', sentence }],
    preflight: unfitRows(table, constraint),
  }
}

/** What can go wrong when an index is built on a table with rows. */
export function indexRisks(relation: QualifiedName, index: TableIndex): Risks {
  if (!index.unique) return { hazards: [], preflight: [] }
  const keys = index.keys.map(({ on }) =>
    on.kind === 'column' ? identifier(on.name) : printedText(on.text),
  )
  const where = index.where === null ? null : printedText(index.where)
  const sentence = `Two rows of ${relation.schema}.${relation.name} may have the same value for index ${index.name}.`
  return {
    hazards: [{ kind: 'may-fail-on-data', sentence }],
    preflight: duplicates(relation, keys, { distinct: index.nullsNotDistinct, where }),
  }
}
