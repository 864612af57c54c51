import type { HostCall, Steps } from '../../../python/value/value.ts'
import { literal } from '../../../sql/literal.ts'
import { sql } from '../../../sql/sql.ts'
import { nameIn } from '../operations/read-arguments.ts'
import type { ReplayContext } from '../replay/replay-context.ts'
import { waitFor } from '../replay/wait-for.ts'

/** Whether a table of that name is there. */
export function* tableExists(
  { schema, name }: { readonly schema: string | null; readonly name: string },
  call: HostCall,
  context: ReplayContext,
): Steps<boolean> {
  const text = literal(nameIn(schema, name))
  const ran = yield* waitFor(
    context.runner.ask(sql`select to_regclass(${text}) is not null as there`, call.at),
  )
  return ran.kind === 'done' && ran.rows[0]?.['there'] === true
}
