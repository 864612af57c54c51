import type { SaObject } from '../../../models/sqlalchemy/sa-object.ts'
import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'

/** Values for the placeholders of a statement, by name. */
export type Parameters = ReadonlyMap<string, Value>

/** What makes a statement's text; null where something of it is not known, which was told. */
export interface ExecutableObject extends SaObject {
  readonly statement: (
    parameters: Parameters,
    call: HostCall,
    context: ReplayContext,
  ) => Steps<string | null>
}

/** The same for a value that may be something else. */
export function executableOf(value: Value): ExecutableObject | null {
  return value.kind === 'host' && 'statement' in value ? (value as ExecutableObject) : null
}
