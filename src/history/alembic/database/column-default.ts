import type { Steps } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'
import { askInspector } from './inspector-query.ts'

/** The default of a column as PostgreSQL prints it; null where it has none. */
export function* columnDefault(
  {
    schema,
    table,
    column,
  }: { readonly schema: string | null; readonly table: string; readonly column: string },
  { runner }: ReplayContext,
): Steps<string | null> {
  const rows = yield* waitFor(
    askInspector<{ name: string; default: string | null }>(runner.session, 'columns', [
      schema,
      table,
    ]),
  )
  return rows.find(({ name }) => name === column)?.default ?? null
}

/** Whether a column is an identity. */
export function* columnIsIdentity(
  {
    schema,
    table,
    column,
  }: { readonly schema: string | null; readonly table: string; readonly column: string },
  { runner }: ReplayContext,
): Steps<boolean> {
  const rows = yield* waitFor(
    askInspector<{ name: string; identity: string }>(runner.session, 'columns', [schema, table]),
  )
  return (rows.find(({ name }) => name === column)?.identity ?? '') !== ''
}
