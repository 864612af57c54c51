import type { Constraint, ForeignKey } from '../../catalogue/constraint.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { printedText } from '../../sql/print/printed-text.ts'
import { joinSql, sql, type Sql } from '../../sql/sql.ts'
import type { Preflight } from '../preflight.ts'

/** The queries that count the rows that do not fit a constraint; none where no query can say it. */
export function unfitRows(table: QualifiedName, constraint: Constraint): readonly Preflight[] {
  switch (constraint.kind) {
    case 'primary-key':
    case 'unique': {
      const { columns, withoutOverlaps } = constraint
      const distinct = constraint.kind === 'primary-key' || constraint.nullsNotDistinct
      return withoutOverlaps ? [] : duplicates(table, columns.map(identifier), { distinct })
    }
    case 'foreign-key':
      return constraint.period || constraint.match === 'full' ? [] : [orphans(table, constraint)]
    case 'check':
      return [
        {
          counts: `rows of ${table.schema}.${table.name} that do not fit ${constraint.name}`,
          // A check that gives null is met.
          query: sql`select count(*) as count from ${qualified(table)} where not (${printedText(constraint.expression)})`,
        },
      ]
    case 'exclusion':
      return []
  }
}

/** Counts values that are there more than once; nulls are only alike where they count as values. */
export function duplicates(
  table: QualifiedName,
  keys: readonly Sql[],
  { distinct, where = null }: { readonly distinct: boolean; readonly where?: Sql | null },
): readonly Preflight[] {
  const present = distinct ? [] : keys.map((key) => sql`${key} is not null`)
  const conditions = [...present, ...(where === null ? [] : [sql`(${where})`])]
  const filter = conditions.length === 0 ? sql`` : sql` where ${joinSql(conditions, sql` and `)}`
  const groups = joinSql(keys, sql`, `)
  const query = sql`select count(*) as count from (select from ${qualified(table)}${filter} group by ${groups} having count(*) > 1) as duplicates`
  return [
    { counts: `values in ${table.schema}.${table.name} that are there more than once`, query },
  ]
}

function orphans(table: QualifiedName, key: ForeignKey): Preflight {
  const pairs = key.columns.map((column, at) => {
    const other = identifier(key.referencedColumns[at] ?? column)
    return sql`referenced.${other} = referring.${identifier(column)}`
  })
  const present = key.columns.map((column) => sql`referring.${identifier(column)} is not null`)
  const found = sql`select from ${qualified(key.references)} as referenced where ${joinSql(pairs, sql` and `)}`
  const { schema, name } = key.references
  return {
    counts: `rows of ${table.schema}.${table.name} whose ${key.columns.join(', ')} ${schema}.${name} has not`,
    query: sql`select count(*) as count from ${qualified(table)} as referring where ${joinSql(present, sql` and `)} and not exists (${found})`,
  }
}
