import type { Policy } from '../catalogue/policy.ts'
import { compareText, sortedBy } from '../kernel/ordering.ts'
import { groupedByRelation, type Groups, type Hanging } from './introspect-groups.ts'
import { wordForLetter } from './introspect-letter.ts'
import type { ReadRows } from './introspect-query.ts'

interface PolicyRow extends Hanging {
  readonly name: string
  readonly command: string
  readonly permissive: boolean
  readonly roles: readonly string[]
  readonly using_expression: string | null
  readonly check_expression: string | null
  readonly comment: string | null
}

/** Reads the row security policies of every table, sorted by name. */
export async function introspectPolicies(read: ReadRows): Promise<Groups<Policy>> {
  const rows = await read<PolicyRow>('policies')
  return groupedByRelation(
    sortedBy(rows, (row) => row.name),
    policyOf,
  )
}

function policyOf(row: PolicyRow): Policy {
  return {
    kind: 'policy',
    name: row.name,
    command: wordForLetter(commands, row.command),
    permissive: row.permissive,
    roles: [...row.roles].sort(compareText),
    using: row.using_expression,
    check: row.check_expression,
    comment: row.comment,
  }
}

const commands = { '*': 'all', r: 'select', a: 'insert', w: 'update', d: 'delete' } as const
