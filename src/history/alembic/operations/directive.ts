import type { HostCall, Steps, Value } from '../../../python/value/value.ts'
import type { ReplayContext } from '../replay/replay-context.ts'

/** What `op.<name>(…)` does. */
export type Directive = (call: HostCall, context: ReplayContext) => Steps<Value>
