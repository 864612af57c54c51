import { partKey, tableKey } from '../../../catalogue/table-key.ts'
import type { Constraint } from '../../../catalogue/constraint.ts'
import type { ReferenceTo } from '../../../catalogue/object-reference.ts'
import type { QualifiedName } from '../../../catalogue/qualified-name.ts'
import type { Table } from '../../../catalogue/table.ts'
import type { Sql } from '../../sql.ts'
import { addConstraint, isNotValid, validateConstraint } from '../constraint.ts'
import { nameIndexShare } from '../index-share.ts'
import { attachIndex } from '../table-index.ts'
import { parentsOf, tablesBelow, type CreationContext } from './creation-context.ts'
import { keyShares, type KeyShare } from './key-shares.ts'
import { attachmentKey, stepFor, type Rank, type Step } from './step.ts'

/**
 * Whether a constraint is made with its table. Keys of partitioned tables and of partitions are
 * made later and tied together, so that each has its own name.
 */
export function isInline(table: Table, constraint: Constraint, context: CreationContext): boolean {
  if (hasLateColumn(table, context) || isLate(table, constraint, context)) return false
  switch (constraint.kind) {
    case 'foreign-key':
      return false
    case 'check':
      return !isNotValid(constraint)
    case 'primary-key':
    case 'unique':
    case 'exclusion':
      return table.partitionKey === null && table.partitionOf === null
  }
}

/** The steps that make the constraints which are not made with their table. */
export function constraintSteps(table: Table, context: CreationContext): readonly Step[] {
  const later = table.constraints.filter((constraint) => !isInline(table, constraint, context))
  return [
    ...later.map((constraint) => constraintStep(table, constraint, context)),
    ...shareSteps(table, context),
    ...validationSteps(table, context),
  ]
}

function constraintStep(table: Table, constraint: Constraint, context: CreationContext): Step {
  const below = tablesBelow(table, context)
  const needs = [
    tableKey(table),
    // A key may be on columns that were made later.
    ...table.columns.map(({ name }) => partKey('column', table, name)),
    ...below.map((child) => attachmentKey(tableKey(child))),
  ]
  const step = (rank: Rank, rest: Pick<Step, 'statements' | 'needs'>): Step =>
    stepFor(constraintReference(table, constraint.name), rank, rest)
  switch (constraint.kind) {
    case 'primary-key':
    case 'unique': {
      const only = table.partitionKey !== null
      return step('key', { statements: addConstraint(table, constraint, { only }), needs })
    }
    case 'exclusion': {
      // Made by that of its parent; its share step gives it its name.
      const statements = constraint.inherited ? [] : addConstraint(table, constraint)
      return step('key', { statements, needs })
    }
    case 'check': {
      const originals = originalsOf(table, constraint, context)
      const statements = originals.length > 0 ? [] : addConstraint(table, constraint)
      return step('refinement', { statements, needs: [...needs, ...originals] })
    }
    case 'foreign-key': {
      const copies = below.flatMap((child) => foreignKeyKeys(child))
      const statements = addConstraint(table, constraint)
      return step('foreign-key', { statements, needs: [...needs, ...copies] })
    }
  }
}

/** The checks of its parents that a check comes from: to make them makes it too. */
function originalsOf(
  table: Table,
  constraint: Constraint,
  context: CreationContext,
): readonly string[] {
  if (!constraint.inherited) return []
  return parentsOf(table, context).flatMap((parent) =>
    parent.constraints
      .filter(({ kind, name }) => kind === 'check' && name === constraint.name)
      .map((original) => partKey('constraint', parent, original.name)),
  )
}

/** A parent's foreign key takes the partitions' own ones for its copies, so these go first. */
function foreignKeyKeys(table: Table): readonly string[] {
  const keys = table.constraints.filter(({ kind }) => kind === 'foreign-key')
  return keys.map((key) => partKey('constraint', table, key.name))
}

function shareSteps(table: Table, context: CreationContext): readonly Step[] {
  return keyShares(table, context).map(({ parent, original, share }) =>
    stepFor(constraintReference(table, share.name), 'key-share', {
      statements: shareStatements(table, { parent, original, share }),
      makes: [],
      bears: [],
      needs: [
        partKey('constraint', table, share.name),
        partKey('constraint', parent, original.name),
        attachmentKey(tableKey(table)),
      ],
    }),
  )
}

function shareStatements(table: Table, { parent, original, share }: KeyShare): readonly Sql[] {
  const above = { schema: parent.schema, name: original.name }
  // `attach partition` refuses indexes of exclusions (PostgreSQL 17 and 18).
  if (share.kind === 'exclusion') return nameIndexShare(above, table, share.name)
  return attachIndex(above, { schema: table.schema, name: share.name })
}

/** A child can have tried a check that its parent has not. */
function validationSteps(table: Table, context: CreationContext): readonly Step[] {
  if (table.inherits.length === 0) return []
  const parents = parentsOf(table, context)
  const untried = parents.flatMap(({ constraints }) =>
    constraints.filter((constraint) => isNotValid(constraint)).map(({ name }) => name),
  )
  const tried = table.constraints.filter(
    (constraint) =>
      constraint.kind === 'check' &&
      constraint.inherited &&
      constraint.validated &&
      untried.includes(constraint.name),
  )
  return tried.map((constraint) =>
    stepFor(constraintReference(table, constraint.name), 'key', {
      statements: validateConstraint(table, constraint),
      makes: [],
      bears: [],
      needs: originalsOf(table, constraint, context),
    }),
  )
}

function isLate(table: Table, constraint: Constraint, { postponed }: CreationContext): boolean {
  return postponed.has(partKey('constraint', table, constraint.name))
}

function hasLateColumn(table: Table, { postponed }: CreationContext): boolean {
  return table.columns.some(
    ({ name, generated }) => generated !== null && postponed.has(partKey('column', table, name)),
  )
}

function constraintReference(
  { schema, name: relation }: QualifiedName,
  name: string,
): ReferenceTo<'constraint'> {
  return { kind: 'constraint', schema, relation, name }
}
