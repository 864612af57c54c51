import { partKey } from '../../catalogue/table-key.ts'
import { referenceKey } from '../../catalogue/object-reference.ts'
import type { CatalogueObject, CatalogueObjectOf } from '../../compare/catalogue-object.ts'
import { dispatchByKind, type ByKind } from '../../compare/dispatch-by-kind.ts'
import { dropAggregate } from '../../sql/print/aggregate.ts'
import { dropColumn, dropIdentity, setNullable } from '../../sql/print/column.ts'
import { dropAttribute } from '../../sql/print/composite-type.ts'
import { dropConstraint, dropOwnConstraint } from '../../sql/print/constraint.ts'
import { dropDomain, dropDomainCheck } from '../../sql/print/domain.ts'
import { dropExtension } from '../../sql/print/extension.ts'
import { dropMaterializedView } from '../../sql/print/materialized-view.ts'
import { dropPolicy } from '../../sql/print/policy.ts'
import { dropRoutine } from '../../sql/print/routine.ts'
import { dropSchema } from '../../sql/print/schema.ts'
import { dropSequence } from '../../sql/print/sequence.ts'
import { dropStatistics } from '../../sql/print/statistics.ts'
import { dropTable } from '../../sql/print/table.ts'
import { dropTrigger } from '../../sql/print/trigger.ts'
import { dropType } from '../../sql/print/user-type.ts'
import { dropView } from '../../sql/print/view.ts'
import { dropIndex } from '../../sql/print/table-index.ts'
import type { Sql } from '../../sql/sql.ts'
import type { Column } from '../../catalogue/column.ts'
import type { Table } from '../../catalogue/table.ts'
import { leavesBelow, type Removals } from '../removals.ts'
import { tableOf } from '../side.ts'
import type { Planning } from './planning.ts'
import { oldName } from './type-swap.ts'

/** The statements that drop an object. */
export function dropStatements(object: CatalogueObject, planning: Planning): readonly Sql[] {
  return dispatchByKind(drops, object, planning)
}

const drops: ByKind<readonly Sql[], [Planning]> = {
  schema: ({ described }) => dropSchema(described),
  extension: ({ described }) => dropExtension(described),
  type: typeDrop,
  'domain-check': ({ reference, described }) => dropDomainCheck(typeOf(reference), described),
  'composite-attribute': ({ reference, described }) => dropAttribute(typeOf(reference), described),
  sequence: ({ described }) => dropSequence(described),
  table: ({ described }) => dropTable(described),
  view: ({ described }) =>
    described.kind === 'view' ? dropView(described) : dropMaterializedView(described),
  column: columnDrop,
  constraint: constraintDrop,
  index: ({ reference }) => dropIndex(reference),
  trigger: ({ reference, described }) => dropTrigger(relationOf(reference), described),
  policy: ({ reference, described }) => dropPolicy(relationOf(reference), described),
  routine: ({ described }) => dropRoutine(described),
  aggregate: ({ described }) => dropAggregate(described),
  statistics: ({ described }) => dropStatistics(described),
  // A view's columns go with it, and what is not described is not touched.
  'view-column': () => [],
  undescribed: () => [],
}

function typeDrop(
  { reference, described }: CatalogueObjectOf<'type'>,
  planning: Planning,
): readonly Sql[] {
  return described.kind === 'domain'
    ? dropDomain(described)
    : dropType(described, { cascade: takesRoutines(referenceKey(reference), planning) })
}

function constraintDrop(
  { reference, described }: CatalogueObjectOf<'constraint'>,
  { sides, fates, removals }: Planning,
): readonly Sql[] {
  const key = referenceKey(reference)
  const only = leavesBelow(key, sides, fates)
  const below = removals.membersOf(key).flatMap((member) => {
    const object = sides.from.objects.get(member)
    return member !== key && object?.kind === 'constraint' ? [object] : []
  })
  // A child may have declared it itself as well, which the catalogue does not tell.
  const declared = below.filter(
    (object) => (tableOf(object.reference, sides.from)?.inherits.length ?? 0) > 0,
  )
  return [
    ...dropConstraint(relationOf(reference), described, { only }),
    ...declared.flatMap((object) =>
      dropOwnConstraint(relationOf(object.reference), object.described),
    ),
  ]
}

function columnDrop(
  { reference, described }: CatalogueObjectOf<'column'>,
  { sides, fates, options, removals }: Planning,
): readonly Sql[] {
  const table = tableOf(reference, sides.from)
  if (table === null) return []
  const only = leavesBelow(referenceKey(reference), sides, fates)
  // Else PostgreSQL 18 takes the not null of a child for its parent's for ever.
  const bare = only && options.major >= 18 && !described.nullable
  return [
    ...(bare ? notNullReasonsDrop(table, described, removals) : []),
    ...(bare ? setNullable(table, { name: described.name, nullable: true }, { only }) : []),
    ...dropColumn(table, described, { only }),
  ]
}

/** An identity and a primary key, which go with the column, keep its not null as long as they are there. */
function notNullReasonsDrop(table: Table, column: Column, removals: Removals): readonly Sql[] {
  const key = partKey('column', table, column.name)
  const going = table.constraints.filter(
    ({ name }) => removals.dropperOf(partKey('constraint', table, name)) === key,
  )
  const primary = going.filter(({ kind }) => kind === 'primary-key')
  // Those that refer to their own table need its key.
  const referring = going.filter(({ kind }) => kind === 'foreign-key')
  return [
    ...(column.identity === null ? [] : dropIdentity(table, column)),
    ...(primary.length === 0 ? [] : [...referring, ...primary]).flatMap((constraint) =>
      dropConstraint(table, constraint),
    ),
  ]
}

/** A range and its canonical function need each other, so that neither can be dropped alone. */
function takesRoutines(key: string, { removals, sides }: Planning): boolean {
  return removals
    .membersOf(key)
    .some((member) => sides.from.objects.get(member)?.kind === 'routine')
}

/** The statements that drop what was moved away to make room for a new type. */
export function dropOldType(object: CatalogueObject, planning: Planning): readonly Sql[] {
  if (object.kind !== 'type') return []
  const old = oldName(object.described, planning)
  return object.described.kind === 'domain' ? dropDomain(old) : dropType(old)
}

function relationOf({ schema, relation }: { schema: string; relation: string }): {
  schema: string
  name: string
} {
  return { schema, name: relation }
}

function typeOf({ schema, type }: { schema: string; type: string }): {
  schema: string
  name: string
} {
  return { schema, name: type }
}
