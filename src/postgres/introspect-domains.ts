import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { DomainCheck, DomainType } from '../catalogue/user-type.ts'
import { sortedBy } from '../kernel/ordering.ts'
import type { ReadRows } from './introspect-query.ts'
import { groupedByRelation, type Groups, type Hanging } from './introspect-groups.ts'

interface DomainRow extends QualifiedName {
  readonly oid: number
  readonly base_type: string
  readonly collation: string | null
  readonly not_null: boolean
  readonly default_expression: string | null
  readonly comment: string | null
}

interface DomainCheckRow extends Hanging {
  readonly name: string
  readonly definition: string
  readonly validated: boolean
  readonly comment: string | null
}

/** Reads the domains with their checks. */
export async function introspectDomains(read: ReadRows): Promise<readonly DomainType[]> {
  const rows = await read<DomainCheckRow>('domain-checks')
  const checks = groupedByRelation(
    sortedBy(rows, (row) => row.name),
    checkOf,
  )
  const domains = await read<DomainRow>('domains')
  return domains.map((row) => domainOf(row, checks))
}

function domainOf(row: DomainRow, checks: Groups<DomainCheck>): DomainType {
  return {
    kind: 'domain',
    schema: row.schema,
    name: row.name,
    baseType: row.base_type,
    collation: row.collation,
    nullable: !row.not_null,
    default: row.default_expression,
    checks: checks.get(row.oid) ?? [],
    comment: row.comment,
  }
}

function checkOf({ name, definition, validated, comment }: DomainCheckRow): DomainCheck {
  return { name, definition: definition.replace(/ NOT VALID$/, ''), validated, comment }
}
