import type { Aggregate } from '../../catalogue/aggregate.ts'
import { identifier, qualified } from '../identifier.ts'
import { sql, type Sql } from '../sql.ts'
import { lines } from './name-list.ts'
import { printedText } from './printed-text.ts'

/** Makes an aggregate. */
export function createAggregate(aggregate: Aggregate): readonly Sql[] {
  const parameters = aggregate.parameters.map(
    ({ name, value }) => sql`${identifier(name)} = ${printedText(value)}`,
  )
  const hypothetical = aggregate.variant === 'hypothetical-set' ? [sql`hypothetical`] : []
  const parts = lines([...parameters, ...hypothetical])
  return [sql`create aggregate ${aggregateSignature(aggregate)} ${parts}`]
}

/** Drops an aggregate. */
export function dropAggregate(aggregate: AggregateName): readonly Sql[] {
  return [sql`drop aggregate ${aggregateSignature(aggregate)}`]
}

/** What tells an aggregate from others. */
export type AggregateName = Pick<Aggregate, 'schema' | 'name' | 'identityArguments'>

/** `shop.total(integer)`; one without arguments is called with `*`. */
export function aggregateSignature(aggregate: AggregateName): Sql {
  const { identityArguments } = aggregate
  return sql`${qualified(aggregate)}(${printedText(identityArguments === '' ? '*' : identityArguments)})`
}
