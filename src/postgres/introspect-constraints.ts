import type {
  CheckConstraint,
  Constraint,
  Deferral,
  Exclusion,
  ForeignKey,
  PrimaryKey,
  ReferentialAction,
  UniqueConstraint,
} from '../catalogue/constraint.ts'
import { compareText, sortedBy } from '../kernel/ordering.ts'
import type { ColumnsOfRelations } from './introspect-columns.ts'
import { groupedByRelation, type Groups, type Hanging } from './introspect-groups.ts'
import { wordForLetter } from './introspect-letter.ts'
import type { ReadRows } from './introspect-query.ts'
import { sortedOptions } from './introspect-sorting.ts'

interface ConstraintRow extends Hanging {
  readonly name: string
  readonly kind: 'p' | 'u' | 'f' | 'c' | 'x'
  readonly inherited: boolean
  readonly deferrable: boolean
  readonly deferred: boolean
  readonly validated: boolean
  readonly enforced: boolean
  readonly period: boolean
  readonly no_inherit: boolean
  /** Null for a check that names no column. */
  readonly columns: readonly number[] | null
  /** The condition of a check, the definition of an exclusion. */
  readonly text: string | null
  /** Oid of the table that a foreign key refers to. */
  readonly target: number
  readonly target_schema: string | null
  readonly target_name: string | null
  readonly target_columns: readonly number[] | null
  readonly match: string
  readonly on_update: string
  readonly on_delete: string
  readonly on_delete_columns: readonly number[] | null
  readonly nulls_not_distinct: boolean | null
  readonly include: readonly number[] | null
  readonly options: readonly string[] | null
  readonly comment: string | null
}

/** Reads the constraints of every table, sorted by name. */
export async function introspectConstraints(
  read: ReadRows,
  columns: ColumnsOfRelations,
): Promise<Groups<Constraint>> {
  const rows = await read<ConstraintRow>('constraints')
  const sorted = sortedBy(rows, (row) => row.name)
  return groupedByRelation(sorted, (row) => constraintOf(row, columns))
}

function constraintOf(row: ConstraintRow, columns: ColumnsOfRelations): Constraint {
  switch (row.kind) {
    case 'p':
      return primaryKey(row, columns)
    case 'u':
      return uniqueConstraint(row, columns)
    case 'f':
      return foreignKey(row, columns)
    case 'c':
      return checkConstraint(row)
    case 'x':
      return exclusion(row)
  }
}

function primaryKey(row: ConstraintRow, columns: ColumnsOfRelations): PrimaryKey {
  return { kind: 'primary-key', ...factsOf(row), ...indexBackedFacts(row, columns) }
}

function uniqueConstraint(row: ConstraintRow, columns: ColumnsOfRelations): UniqueConstraint {
  return {
    kind: 'unique',
    ...factsOf(row),
    ...indexBackedFacts(row, columns),
    nullsNotDistinct: row.nulls_not_distinct ?? false,
  }
}

function foreignKey(row: ConstraintRow, columns: ColumnsOfRelations): ForeignKey {
  const setColumns = columns.names(row.relation, row.on_delete_columns ?? [])
  return {
    kind: 'foreign-key',
    ...factsOf(row),
    columns: columns.names(row.relation, row.columns ?? []),
    references: { schema: row.target_schema ?? '', name: row.target_name ?? '' },
    referencedColumns: columns.names(row.target, row.target_columns ?? []),
    match: wordForLetter(matches, row.match),
    onUpdate: wordForLetter(actions, row.on_update),
    onDelete: wordForLetter(actions, row.on_delete),
    onDeleteColumns: [...setColumns].sort(compareText),
    deferral: deferralOf(row),
    validated: row.validated,
    enforced: row.enforced,
    period: row.period,
  }
}

function checkConstraint(row: ConstraintRow): CheckConstraint {
  return {
    kind: 'check',
    ...factsOf(row),
    expression: row.text ?? '',
    validated: row.validated,
    enforced: row.enforced,
    noInherit: row.no_inherit,
  }
}

function exclusion(row: ConstraintRow): Exclusion {
  return {
    kind: 'exclusion',
    ...factsOf(row),
    // The deferral is an attribute of its own; a difference in it must not show twice.
    definition: (row.text ?? '').replace(/(?: DEFERRABLE)?(?: INITIALLY DEFERRED)?$/, ''),
    deferral: deferralOf(row),
  }
}

function factsOf({ name, inherited, comment }: ConstraintRow): ConstraintFacts {
  return { name, inherited, comment }
}

type ConstraintFacts = Pick<ConstraintRow, 'name' | 'inherited' | 'comment'>

function indexBackedFacts(row: ConstraintRow, columns: ColumnsOfRelations): IndexBackedFacts {
  return {
    columns: columns.names(row.relation, row.columns ?? []),
    include: columns.names(row.relation, row.include ?? []),
    deferral: deferralOf(row),
    withoutOverlaps: row.period,
    storageParameters: sortedOptions(row.options),
  }
}

type IndexBackedFacts = Omit<PrimaryKey, 'kind' | keyof ConstraintFacts>

function deferralOf({ deferrable, deferred }: ConstraintRow): Deferral {
  if (!deferrable) return 'not-deferrable'
  return deferred ? 'initially-deferred' : 'deferrable'
}

const matches = { s: 'simple', f: 'full', p: 'partial' } as const

const actions: Readonly<Record<string, ReferentialAction>> = {
  a: 'no-action',
  r: 'restrict',
  c: 'cascade',
  n: 'set-null',
  d: 'set-default',
}
