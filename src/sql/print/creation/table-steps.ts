import { partKey, tableKey } from '../../../catalogue/table-key.ts'
import { parentNames } from '../../../catalogue/parent-names.ts'
import type { ReferenceTo } from '../../../catalogue/object-reference.ts'
import type { QualifiedName } from '../../../catalogue/qualified-name.ts'
import type { Table } from '../../../catalogue/table.ts'
import { addColumn, setDefault } from '../column.ts'
import { setReplicaIdentity } from '../index-choice.ts'
import { attachPartition } from '../partition.ts'
import { createPolicy } from '../policy.ts'
import { setRowSecurity } from '../row-security.ts'
import { createTable, inherit } from '../table.ts'
import { constraintSteps, isInline } from './constraint-steps.ts'
import { parentsOf, type CreationContext } from './creation-context.ts'
import { indexSteps } from './index-steps.ts'
import { inheritanceOf } from './inheritance.ts'
import { attachmentKey, stepFor, wholeBearing, type Step } from './step.ts'
import { triggerSteps } from './trigger-steps.ts'

/** The steps that make a table with all that falls with it. */
export function tableSteps(table: Table, context: CreationContext): readonly Step[] {
  return [
    bareTableStep(table, context),
    ...lateColumnSteps(table, context),
    ...lateDefaultSteps(table, context),
    ...attachmentSteps(table, context),
    ...constraintSteps(table, context),
    ...indexSteps(table, context),
    ...triggerSteps(table, context),
    ...policySteps(table),
    ...replicaIdentitySteps(table),
  ]
}

/** The table with what does not refer elsewhere. */
function bareTableStep(table: Table, context: CreationContext): Step {
  const key = tableKey(table)
  const inherits = inheritsByClause(table, context) ? table.inherits : []
  const parents = inherits.length === 0 ? [] : parentsOf(table, context)
  const columns = earlyColumns(table, context)
  const constraints = table.constraints.filter((constraint) => isInline(table, constraint, context))
  const bare = {
    ...table,
    inherits,
    columns: columns.map((column) =>
      isLateDefault(table, column, context) ? { ...column, default: null } : column,
    ),
    constraints,
  }
  const columnBearings = columns.map((column) => ({
    key: partKey('column', table, column.name),
    share: isLateDefault(table, column, context) ? ('signature' as const) : ('all' as const),
  }))
  const constraintKeys = constraints.map(({ name }) => partKey('constraint', table, name))
  return stepFor(tableReference(table), 'table', {
    statements: createTable(bare, parents),
    makes: [key, ...columnBearings.map((bearing) => bearing.key), ...constraintKeys],
    bears: [wholeBearing(key), ...columnBearings, ...constraintKeys.map(wholeBearing)],
    needs: parents.map(tableKey),
  })
}

function inheritsByClause(table: Table, context: CreationContext): boolean {
  return inheritanceOf(table, context) !== 'afterwards'
}

/** Once one column must wait, those behind it must too. */
function earlyColumns(table: Table, context: CreationContext): Table['columns'] {
  const { columns } = table
  const first = columns.findIndex((column) => isLateColumn(table, column, context))
  return first === -1 ? columns : columns.slice(0, first)
}

function isLateColumn(
  table: Table,
  { name, generated }: Table['columns'][number],
  { postponed }: CreationContext,
): boolean {
  return generated !== null && postponed.has(partKey('column', table, name))
}

function isLateDefault(
  table: Table,
  { name, default: expression }: Table['columns'][number],
  { postponed }: CreationContext,
): boolean {
  return expression !== null && postponed.has(partKey('column', table, name))
}

function lateColumnSteps(table: Table, context: CreationContext): readonly Step[] {
  const early = earlyColumns(table, context).length
  return table.columns.slice(early).map((column, at) => {
    const before = table.columns[early + at - 1]
    const behind = before === undefined ? [] : [partKey('column', table, before.name)]
    return stepFor(columnReference(table, column.name), 'refinement', {
      statements: addColumn(table, column),
      needs: [tableKey(table), ...behind],
    })
  })
}

function lateDefaultSteps(table: Table, context: CreationContext): readonly Step[] {
  const late = earlyColumns(table, context).filter((column) =>
    isLateDefault(table, column, context),
  )
  return late.map((column) =>
    stepFor(columnReference(table, column.name), 'refinement', {
      statements: setDefault(table, column),
      makes: [],
      needs: [partKey('column', table, column.name)],
    }),
  )
}

/** What makes a table, made as one of its own, a partition or a child. */
function attachmentSteps(table: Table, context: CreationContext): readonly Step[] {
  const key = tableKey(table)
  const { partitionOf } = table
  const made = inheritsByClause(table, context) ? [] : table.inherits
  const statements = [
    ...(partitionOf === null ? [] : attachPartition(table, partitionOf)),
    ...made.flatMap((parent) => inherit(table, parent)),
  ]
  const parents = parentNames(table)
  if (parents.length === 0) return []
  const everyColumn = [table, ...parentsOf(table, context)].flatMap((each) =>
    each.columns.map(({ name }) => partKey('column', each, name)),
  )
  return [
    stepFor(tableReference(table), 'attachment', {
      statements,
      makes: [attachmentKey(key)],
      bears: [],
      needs: [key, ...parents.map(tableKey), ...everyColumn],
    }),
  ]
}

function policySteps(table: Table): readonly Step[] {
  const { schema, name: relation, rowSecurity } = table
  const needs = [tableKey(table)]
  const secured = stepFor(tableReference(table), 'policy', {
    statements: setRowSecurity(table, 'disabled', rowSecurity),
    makes: [],
    bears: [],
    needs,
  })
  const policies = table.policies.map((policy) =>
    stepFor({ kind: 'policy', schema, relation, name: policy.name }, 'policy', {
      statements: createPolicy(table, policy),
      needs,
    }),
  )
  return rowSecurity === 'disabled' ? policies : [...policies, secured]
}

function replicaIdentitySteps(table: Table): readonly Step[] {
  const { replicaIdentity } = table
  if (replicaIdentity === 'default') return []
  const index = typeof replicaIdentity === 'string' ? null : replicaIdentity.index
  const needs = index === null ? [] : [indexOrConstraintKey(table, index)]
  return [
    stepFor(tableReference(table), 'choice', {
      statements: setReplicaIdentity(table, replicaIdentity),
      makes: [],
      bears: [],
      needs: [tableKey(table), ...needs],
    }),
  ]
}

function indexOrConstraintKey(table: Table, name: string): string {
  const isIndex = table.indexes.some((index) => index.name === name)
  return partKey(isIndex ? 'index' : 'constraint', table, name)
}

function tableReference({ schema, name }: QualifiedName): ReferenceTo<'table'> {
  return { kind: 'table', schema, name }
}

function columnReference(
  { schema, name: relation }: QualifiedName,
  name: string,
): ReferenceTo<'column'> {
  return { kind: 'column', schema, relation, name }
}
