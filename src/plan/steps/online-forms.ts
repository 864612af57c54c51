import { partKey } from '../../catalogue/table-key.ts'
import type { Constraint, PrimaryKey, UniqueConstraint } from '../../catalogue/constraint.ts'
import { referenceKey, type ReferenceTo } from '../../catalogue/object-reference.ts'
import type { Table } from '../../catalogue/table.ts'
import type { TableIndex } from '../../catalogue/table-index.ts'
import { addConstraint, addKeyUsingIndex, validateConstraint } from '../../sql/print/constraint.ts'
import { renameIndex } from '../../sql/print/rename.ts'
import { createIndex } from '../../sql/print/table-index.ts'
import { planStep, statements, type PlanStatement, type PlanStep } from '../plan-step.ts'
import { tableOf, wholeKeyOf } from '../side.ts'
import { constraintRisks, indexRisks } from './risks.ts'
import type { Planning } from './planning.ts'
import { builtKey } from './step-keys.ts'
import { isBuiltAside } from './index-aside.ts'
import { secondColumns } from './second-columns.ts'

/**
 * The steps that make a constraint or an index of a table that was there before the plan: with what
 * can go wrong, and where the plan asks for it in the form that lets reads and writes go on.
 */
export function onOldTable(step: PlanStep, planning: Planning): readonly PlanStep[] {
  const { object } = step
  const isPart = object.kind === 'constraint' || object.kind === 'index'
  if (!isPart || step.statements.length === 0 || step.makes.length === 0) return [step]
  const { to } = planning.sides
  const whole = wholeKeyOf(object, to)
  if (whole === null || planning.fates.isMade(whole)) return [step]
  const described = to.objects.get(referenceKey(object))
  const table = tableOf(object, to)
  if (described?.kind === 'index') {
    return indexSteps(step, {
      index: described.described,
      reference: described.reference,
      table,
      planning,
    })
  }
  if (described?.kind !== 'constraint' || table === null) return [step]
  return constraintSteps(step, { constraint: described.described, table, planning })
}

interface OnTable {
  readonly constraint: Constraint
  readonly table: Table
  readonly planning: Planning
}

function constraintSteps(step: PlanStep, on: OnTable): readonly PlanStep[] {
  const { constraint, table, planning } = on
  const risks = constraintRisks(table, constraint)
  const risky = { ...step, statements: withFacts(step.statements, risks) }
  if (!planning.options.online) return [risky]
  switch (constraint.kind) {
    case 'foreign-key':
    case 'check': {
      const partitioned = constraint.kind === 'foreign-key' && table.partitionKey !== null
      const copied = constraint.kind === 'foreign-key' && constraint.inherited
      const tried = constraint.validated && constraint.enforced && !partitioned && !copied
      return tried ? validatedLater(step, { ...on, constraint }) : [risky]
    }
    case 'primary-key':
    case 'unique': {
      const plain = table.partitionKey !== null || constraint.withoutOverlaps
      return plain ? [risky] : keyUsingIndex(step, { ...on, constraint })
    }
    case 'exclusion':
      return [risky]
  }
}

function withFacts(
  all: readonly PlanStatement[],
  facts: Pick<PlanStatement, 'hazards' | 'preflight'>,
): readonly PlanStatement[] {
  return all.map((each) => ({ ...each, ...facts }))
}

/** New rows are tried at once; those that are there while reads and writes go on. */
function validatedLater(
  step: PlanStep,
  {
    constraint,
    table,
  }: OnTable & { readonly constraint: Extract<Constraint, { validated: boolean }> },
): readonly PlanStep[] {
  const untried = addConstraint(table, { ...constraint, validated: false })
  const facts = { mode: 'apart', ...constraintRisks(table, constraint) } as const
  return [
    { ...step, statements: statements(untried) },
    planStep({
      rank: 'validation',
      object: step.object,
      statements: statements(validateConstraint(table, constraint), facts),
      needs: step.makes,
    }),
  ]
}

/** The index is built while reads and writes go on; to make it a key's takes no time. */
function keyUsingIndex(
  step: PlanStep,
  { constraint, table, planning }: OnTable & { readonly constraint: PrimaryKey | UniqueConstraint },
): readonly PlanStep[] {
  const key = referenceKey(step.object)
  const { columns, include } = constraint
  const second = secondColumns(table, [...columns, ...include], planning)
  const taken = step.needs.some((need) => planning.removals.isRemovalKey(need))
  const name =
    taken || second.isUsed ? planning.spareName(constraint.name, '(new)') : constraint.name
  const index = createIndex(second.index(indexOfKey(constraint, name)), table, {
    concurrently: true,
  })
  const facts = { mode: 'alone', ...constraintRisks(table, constraint) } as const
  // With columns that are new in this plan the transaction around them need not be cut in two.
  const early = !second.isUsed && columns.every((column) => isUntouched(table, column, planning))
  return [
    planStep({
      rank: early ? 'prepare' : 'concurrent',
      object: step.object,
      statements: statements(index, facts),
      makes: [builtKey(key)],
      bears: second.isUsed ? [] : step.bears,
      needs: [
        ...step.needs.filter((need) => !planning.removals.isRemovalKey(need) && !second.isUsed),
        ...second.needs,
      ],
    }),
    {
      ...step,
      rank: early ? step.rank : 'contraction',
      statements: statements(addKeyUsingIndex(table, constraint, name)),
      needs: [...step.needs, builtKey(key)],
    },
  ]
}

function isUntouched(table: Table, column: string, { fates }: Planning): boolean {
  const key = partKey('column', table, column)
  return fates.isKept(key) && !fates.retyped.has(key) && !fates.altered.has(key)
}

function indexOfKey(constraint: PrimaryKey | UniqueConstraint, name: string): TableIndex {
  return {
    kind: 'index',
    name,
    method: 'btree',
    unique: true,
    nullsNotDistinct: constraint.kind === 'unique' && constraint.nullsNotDistinct,
    keys: constraint.columns.map((column) => ({
      on: { kind: 'column', name: column },
      collation: null,
      operatorClass: null,
      order: 'ascending',
      nulls: 'last',
    })),
    include: constraint.include,
    where: null,
    storageParameters: constraint.storageParameters,
    valid: true,
    partitionOf: null,
    clustered: false,
    comment: null,
  }
}

/** An index on a column that is expanded is built on the second one, which then gives it its name. */
function indexOnSecondColumn(
  step: PlanStep,
  { index, reference, table, planning }: OnRelation & { readonly table: Table },
): readonly PlanStep[] | null {
  const plain = index.where === null && index.keys.every(({ on }) => on.kind === 'column')
  const names = [...index.keys.flatMap(({ on }) => (on.kind === 'column' ? [on.name] : []))]
  const second = secondColumns(table, [...names, ...index.include], planning)
  if (!plain || !second.isUsed) return null
  const key = referenceKey(reference)
  const name = planning.spareName(index.name, '(new)')
  const built = createIndex(second.index({ ...index, name }), table, { concurrently: true })
  return [
    planStep({
      rank: 'concurrent',
      object: reference,
      statements: statements(built, { mode: 'alone', ...indexRisks(table, index) }),
      makes: [builtKey(key)],
      needs: second.needs,
    }),
    {
      ...step,
      rank: 'contraction',
      statements: statements(renameIndex({ schema: reference.schema, name }, index.name)),
      needs: [...step.needs, builtKey(key)],
    },
  ]
}

interface OnRelation {
  readonly index: TableIndex
  readonly reference: ReferenceTo<'index'>
  /** Null for the index of a materialised view. */
  readonly table: Table | null
  readonly planning: Planning
}

function indexSteps(step: PlanStep, on: OnRelation): readonly PlanStep[] {
  const { index, reference, table, planning } = on
  const relation = { schema: reference.schema, name: reference.relation }
  const risks = indexRisks(relation, index)
  const partitioned = table !== null && table.partitionKey !== null
  if (!planning.options.online || partitioned) {
    return [{ ...step, statements: withFacts(step.statements, risks) }]
  }
  const facts = { mode: 'alone', ...risks } as const
  const moved =
    table === null ? null : indexOnSecondColumn(step, { index, reference, table, planning })
  if (moved !== null) return moved
  const aside = isBuiltAside(referenceKey(reference), planning)
  const name = aside ? planning.spareName(index.name, '(new)') : index.name
  const built = statements(createIndex({ ...index, name }, relation, { concurrently: true }), facts)
  const key = referenceKey(reference)
  // A share is tied to its parent's index in the transaction, so it has to be there before.
  const rank = index.partitionOf === null ? 'concurrent' : 'prepare'
  if (!aside) return [{ ...step, rank, statements: built }]
  return [
    {
      ...step,
      rank: 'concurrent',
      statements: built,
      makes: [builtKey(key)],
      needs: step.needs.filter((need) => !planning.removals.isRemovalKey(need)),
    },
    planStep({
      rank: 'drop-concurrently',
      object: reference,
      statements: statements(renameIndex({ schema: reference.schema, name }, index.name)),
      makes: step.makes,
      needs: [builtKey(key), planning.removals.goneKey(key)],
    }),
  ]
}
