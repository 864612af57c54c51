import type { Trigger } from '../catalogue/trigger.ts'
import { sortedBy } from '../kernel/ordering.ts'
import { groupedByRelation, type Groups, type Hanging } from './introspect-groups.ts'
import { wordForLetter } from './introspect-letter.ts'
import type { ReadRows } from './introspect-query.ts'

interface TriggerRow extends Hanging {
  readonly name: string
  readonly definition: string
  readonly enabled: string
  readonly inherited: boolean
  readonly comment: string | null
}

/** Reads the triggers of every table and view, sorted by name. */
export async function introspectTriggers(read: ReadRows): Promise<Groups<Trigger>> {
  const rows = await read<TriggerRow>('triggers')
  return groupedByRelation(
    sortedBy(rows, (row) => row.name),
    triggerOf,
  )
}

function triggerOf({ name, definition, enabled, inherited, comment }: TriggerRow): Trigger {
  return {
    kind: 'trigger',
    name,
    definition,
    enabled: wordForLetter(firings, enabled),
    inherited,
    comment,
  }
}

const firings = { O: 'origin', R: 'replica', A: 'always', D: 'disabled' } as const
