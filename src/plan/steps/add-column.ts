import { partKey, tableKey } from '../../catalogue/table-key.ts'
import { parentNames } from '../../catalogue/parent-names.ts'
import type { Column } from '../../catalogue/column.ts'
import { formatReference, referenceKey } from '../../catalogue/object-reference.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { Table } from '../../catalogue/table.ts'
import { qualified } from '../../sql/identifier.ts'
import {
  addColumn,
  addIdentity,
  columnSettings,
  setDefault,
  setNullable,
} from '../../sql/print/column.ts'
import { inheritedSettings } from '../../sql/print/inherited-column.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import type { Hazard } from '../hazard.ts'
import { additionKey } from '../learn.ts'
import { planStep, statements, type PlanStatement, type PlanStep } from '../plan-step.ts'
import type { Preflight } from '../preflight.ts'
import { leavesParents } from '../removals.ts'
import { tableAt } from '../side.ts'
import { afterLeaving } from './attachment.ts'
import { backfilledColumnSteps } from './backfill.ts'
import type { Planning } from './planning.ts'
import { defaultKey, settledKey } from './step-keys.ts'

/** The steps that add a column to a table that stays. */
export function addColumnSteps(
  table: Table,
  column: Column,
  planning: Planning,
): readonly PlanStep[] {
  const { removals, options, postponed, sides } = planning
  const reference = {
    kind: 'column',
    schema: table.schema,
    relation: table.name,
    name: column.name,
  } as const
  const key = referenceKey(reference)
  const object = sides.to.objects.get(key)
  const needs = [
    removals.goneKey(key),
    ...(object ? removals.freeing(object) : []),
    ...columnsBefore(table, column, planning),
    ...afterLeaving(table, planning),
    ...columnsBelow(table, column.name, planning),
  ]
  const origins = originsOf(table, column, planning)
  if (origins.length > 0) {
    // The statement for the parent adds it here too; what differs is set afterwards.
    return [inheritedStep({ table, column, planning }, key, origins)]
  }
  if (options.online && options.learned.rewriting.has(key) && column.default !== null) {
    return backfilledColumnSteps({ table, column, key, needs, planning })
  }
  const adding = { table, column, planning }
  const late = postponed.has(key) || options.learned.defaults.has(key)
  if (late && column.default !== null) return lateDefaultSteps(adding, key, needs)
  return [
    planStep({
      rank: 'alter',
      object: reference,
      statements: statements(additionOf(table, column, planning), factsOf(table, column)),
      makes: column.default === null ? [key] : [key, additionKey(key)],
      bears: [{ key, share: 'all' }],
      needs,
    }),
  ]
}

/** Rows that are there have no value then, so nulls are kept out at the end. */
function lateDefaultSteps(
  { table, column, planning }: Adding,
  key: string,
  needs: readonly string[],
): readonly PlanStep[] {
  const bare = { ...column, default: null, nullable: true }
  const facts = factsOf(table, { ...column, default: null })
  const object = { kind: 'column', schema: table.schema, relation: table.name, name: column.name }
  return [
    planStep({
      rank: 'alter',
      object: { ...object, kind: 'column' },
      statements: statements(additionOf(table, bare, planning)),
      makes: [key],
      bears: [{ key, share: 'signature' }],
      needs,
    }),
    planStep({
      rank: 'refinement',
      object: { ...object, kind: 'column' },
      statements: [
        ...statements(setDefault(table, column), { hazards: staysEmpty(table, column) }),
        ...(column.nullable ? [] : statements(setNullable(table, column), facts)),
      ],
      makes: [defaultKey(key)],
      bears: [{ key, share: 'all' }],
      needs: [key],
    }),
  ]
}

/** Columns of the same name in partitions and children: they go, or become what the new one is. */
function columnsBelow(table: QualifiedName, name: string, planning: Planning): readonly string[] {
  const { sides, fates, removals } = planning
  const below = sides.from.below.get(tableKey(table)) ?? []
  return below.flatMap((child) => {
    const key = partKey('column', child, name)
    if (!sides.from.objects.has(key) || !fates.isKept(tableKey(child))) return []
    const own = fates.isRemoved(key) ? [removals.goneKey(key)] : [key, settledKey(key)]
    return [...own, ...columnsBelow(child, name, planning)]
  })
}

/** An identity is of one table alone, so a table with children gets the column first. */
function additionOf(table: Table, column: Column, { sides }: Planning): readonly Sql[] {
  const hasChildren = [sides.from, sides.to].some(
    ({ below }) => (below.get(tableKey(table)) ?? []).length > 0,
  )
  if (column.identity === null || !hasChildren || table.partitionKey !== null) {
    return addColumn(table, column)
  }
  const plain = { ...column, identity: null }
  return [...addColumn(table, plain), ...addIdentity(table, column, column.identity)]
}

/** New columns are added in their order. */
function columnsBefore(table: Table, column: Column, { fates }: Planning): readonly string[] {
  const at = table.columns.indexOf(column)
  const before = table.columns.slice(0, at).map(({ name }) => partKey('column', table, name))
  const last = before.findLast((key) => fates.isMade(key) && !fates.expanded.has(key))
  return last === undefined ? [] : [last]
}

interface Adding {
  readonly table: Table
  readonly column: Column
  readonly planning: Planning
}

function inheritedStep(
  { table, column, planning }: Adding,
  key: string,
  origins: readonly string[],
): PlanStep {
  const { sides } = planning
  const parents = parentNames(table).flatMap((parent) => tableAt(tableKey(parent), sides.to) ?? [])
  return planStep({
    rank: 'refinement',
    object: { kind: 'column', schema: table.schema, relation: table.name, name: column.name },
    // How values are stored is of one table alone: the statement does not give it to those below.
    statements: statements([
      ...inheritedSettings({ ...table, columns: [column] }, parents),
      ...columnSettings(table, { ...column, identity: null }),
    ]),
    makes: [key, settledKey(key)],
    bears: [{ key, share: 'all' }],
    needs: [...origins, ...origins.map(settledKey)],
  })
}

/** The columns of the parents whose adding adds the column here too. */
function originsOf(table: Table, column: Column, { sides, fates }: Planning): readonly string[] {
  if (!column.inherited || leavesParents(tableKey(table), fates)) return []
  return parentNames(table)
    .map((parent) => partKey('column', parent, column.name))
    .filter((key) => sides.to.objects.has(key) && fates.isMade(key))
}

function isRequired({ nullable, default: given, generated, identity }: Column): boolean {
  return !nullable && given === null && generated === null && identity === null
}

function factsOf(table: Table, column: Column): Pick<PlanStatement, 'hazards' | 'preflight'> {
  return { hazards: hazardsOf(table, column), preflight: preflightOf(table, column) }
}

function staysEmpty(table: Table, column: Column): readonly Hazard[] {
  if (!column.nullable) return []
  const sentence = `Rows that are there stay without a value for ${nameOf(table, column)}: its default cannot be computed for them.`
  return [{ kind: 'breaks-application', sentence }]
}

function nameOf({ schema, name: relation }: Table, { name }: Column): string {
  return formatReference({ kind: 'column', schema, relation, name })
}

function hazardsOf(table: Table, column: Column): readonly Hazard[] {
  if (!isRequired(column)) return []
  const name = nameOf(table, column)
  return [
    { kind: 'may-fail-on-data', sentence: `Rows that are there have no value for ${name}.` },
    { kind: 'breaks-application', sentence: `Code that does not fill ${name} cannot insert.` },
  ]
}

function preflightOf(table: Table, column: Column): readonly Preflight[] {
  if (!isRequired(column)) return []
  return [
    {
      counts: `rows of ${table.schema}.${table.name}, which have no value for ${column.name}`,
      query: sql`select count(*) as count from ${qualified(table)}`,
    },
  ]
}
