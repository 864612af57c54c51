import type { Steps } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'
import { askInspector } from './inspector-query.ts'

/** A column by its name; a table without a schema is found by the search path. */
export interface ColumnName {
  readonly schema: string | null
  readonly table: string
  readonly column: string
}

interface ColumnFacts {
  readonly default: string | null
  readonly identity: string
}

/** The default of a column as PostgreSQL prints it; null where it has none. */
export function* columnDefault(name: ColumnName, context: ReplayContext): Steps<string | null> {
  return (yield* factsOf(name, context))?.default ?? null
}

/** Whether a column is an identity. */
export function* columnIsIdentity(name: ColumnName, context: ReplayContext): Steps<boolean> {
  return ((yield* factsOf(name, context))?.identity ?? '') !== ''
}

function* factsOf(
  { schema, table, column }: ColumnName,
  { runner }: ReplayContext,
): Steps<ColumnFacts | undefined> {
  const [facts] = yield* waitFor(
    askInspector<ColumnFacts>(runner.session, 'column', [schema, table, column]),
  )
  return facts
}
