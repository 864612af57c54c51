import type {
  CheckConstraint,
  Constraint,
  Deferral,
  ForeignKey,
  PrimaryKey,
  UniqueConstraint,
} from '../../catalogue/constraint.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import { identifier, qualified } from '../identifier.ts'
import { joinSql, sql, type Sql } from '../sql.ts'
import { list, nameList } from './name-list.ts'
import { where } from './optional.ts'
import { deletionOf, matchOf, updateOf } from './referential-action.ts'
import { withStorageParameters } from './storage-parameters.ts'
import { printedText } from './printed-text.ts'

/** How a constraint is added. */
export interface AddConstraintOptions {
  /** Leaves the tables below alone. Foreign keys cannot be added so. */
  readonly only?: boolean
}

/** Adds a constraint; the rows are tried unless it is not validated. */
export function addConstraint(
  table: QualifiedName,
  constraint: Constraint,
  { only = false }: AddConstraintOptions = {},
): readonly Sql[] {
  const target = sql`${where(only, sql`only `)}${qualified(table)}`
  const notValid = where(isNotValid(constraint), sql` not valid`)
  return [sql`alter table ${target} add ${constraintDefinition(constraint)}${notValid}`]
}

/** Makes a key of a unique index that is there, and gives the index the key's name. */
export function addKeyUsingIndex(
  table: QualifiedName,
  key: PrimaryKey | UniqueConstraint,
  index: string,
): readonly Sql[] {
  const word = key.kind === 'primary-key' ? sql`primary key` : sql`unique`
  const clause = sql`${word} using index ${identifier(index)}${deferralOf(key.deferral)}`
  return [sql`alter table ${qualified(table)} add constraint ${identifier(key.name)} ${clause}`]
}

/** Drops a constraint; from the tables below too, unless told to leave them alone. */
export function dropConstraint(
  table: QualifiedName,
  { name }: Pick<Constraint, 'name'>,
  { only = false }: { readonly only?: boolean } = {},
): readonly Sql[] {
  const target = sql`${where(only, sql`only `)}${qualified(table)}`
  return [sql`alter table ${target} drop constraint ${identifier(name)}`]
}

/** Drops a constraint of a child that is there only if the child has declared it itself. */
export function dropOwnConstraint(
  table: QualifiedName,
  { name }: Pick<Constraint, 'name'>,
): readonly Sql[] {
  return [sql`alter table ${qualified(table)} drop constraint if exists ${identifier(name)}`]
}

/** Tries the rows that were there before a constraint was added as not valid. */
export function validateConstraint(
  table: QualifiedName,
  { name }: Pick<Constraint, 'name'>,
): readonly Sql[] {
  return [sql`alter table ${qualified(table)} validate constraint ${identifier(name)}`]
}

/** Changes when a foreign key is checked. */
export function setDeferral(
  table: QualifiedName,
  { name, deferral }: Pick<ForeignKey, 'name' | 'deferral'>,
): readonly Sql[] {
  const clause = deferral === 'not-deferrable' ? sql` not deferrable` : deferralOf(deferral)
  return [sql`alter table ${qualified(table)} alter constraint ${identifier(name)}${clause}`]
}

/** Whether a constraint was added as not valid, which `create table` cannot do. */
export function isNotValid(constraint: Constraint): boolean {
  switch (constraint.kind) {
    case 'check':
    case 'foreign-key':
      // One that is not enforced was never validated either.
      return constraint.enforced && !constraint.validated
    case 'primary-key':
    case 'unique':
    case 'exclusion':
      return false
  }
}

/** A constraint as it stands in `create table` and `add`, without `not valid`. */
export function constraintDefinition(constraint: Constraint): Sql {
  return sql`constraint ${identifier(constraint.name)} ${clauseOf(constraint)}`
}

function clauseOf(constraint: Constraint): Sql {
  switch (constraint.kind) {
    case 'primary-key':
      return sql`primary key ${keyOf(constraint)}`
    case 'unique': {
      const nulls = where(constraint.nullsNotDistinct, sql`nulls not distinct `)
      return sql`unique ${nulls}${keyOf(constraint)}`
    }
    case 'foreign-key':
      return foreignKeyOf(constraint)
    case 'check':
      return checkOf(constraint)
    case 'exclusion':
      return sql`${printedText(constraint.definition)}${deferralOf(constraint.deferral)}`
  }
}

function keyOf(key: PrimaryKey | UniqueConstraint): Sql {
  return joinSql(
    [
      columnsOf(key.columns, where(key.withoutOverlaps, sql` without overlaps`)),
      where(key.include.length > 0, sql` include ${nameList(key.include)}`),
      withStorageParameters(key.storageParameters),
      deferralOf(key.deferral),
    ],
    sql``,
  )
}

/** Columns in parentheses, with some words behind the last one. */
function columnsOf(columns: readonly string[], behindLast: Sql): Sql {
  const last = columns.length - 1
  return list(columns.map((name, at) => sql`${identifier(name)}${where(at === last, behindLast)}`))
}

function foreignKeyOf(key: ForeignKey): Sql {
  const columns = (names: readonly string[]): Sql =>
    key.period ? periodColumns(names) : nameList(names)
  const target = sql`${qualified(key.references)} ${columns(key.referencedColumns)}`
  return joinSql(
    [
      sql`foreign key ${columns(key.columns)} references ${target}`,
      matchOf(key.match),
      updateOf(key.onUpdate),
      deletionOf(key.onDelete, key.onDeleteColumns),
      deferralOf(key.deferral),
      where(!key.enforced, sql` not enforced`),
    ],
    sql``,
  )
}

function periodColumns(columns: readonly string[]): Sql {
  const last = columns.length - 1
  return list(
    columns.map((name, at) => sql`${where(at === last, sql`period `)}${identifier(name)}`),
  )
}

function checkOf({ expression, noInherit, enforced }: CheckConstraint): Sql {
  const inheritance = where(noInherit, sql` no inherit`)
  const enforcement = where(!enforced, sql` not enforced`)
  return sql`check (${printedText(expression)})${inheritance}${enforcement}`
}

function deferralOf(deferral: Deferral): Sql {
  switch (deferral) {
    case 'not-deferrable':
      return sql``
    case 'deferrable':
      return sql` deferrable`
    case 'initially-deferred':
      return sql` deferrable initially deferred`
  }
}
