import { partKey } from '../../catalogue/table-key.ts'
import type { Column } from '../../catalogue/column.ts'
import { referenceKey, type ReferenceTo } from '../../catalogue/object-reference.ts'
import type { QualifiedName } from '../../catalogue/qualified-name.ts'
import type { Table } from '../../catalogue/table.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { addColumn, columnSettings, dropColumn, setDefault } from '../../sql/print/column.ts'
import { printedText } from '../../sql/print/printed-text.ts'
import { renameColumn } from '../../sql/print/rename.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { planStep, statement, statements, type PlanStep, type Removal } from '../plan-step.ts'
import { goneKey } from '../removals.ts'
import { backfill } from './backfill.ts'
import {
  addGuard,
  notNullGuard,
  replaceGuard,
  validateGuard,
  type NotNullGuard,
} from './not-null-guard.ts'
import type { Planning } from './planning.ts'
import { typeChangeRisks } from './retype.ts'
import { secondName } from './second-columns.ts'
import {
  builtKey,
  defaultKey,
  expandedKey,
  filledKey,
  guardedKey,
  settledKey,
} from './step-keys.ts'

interface Expansion {
  readonly key: string
  readonly reference: ReferenceTo<'column'>
  readonly table: Table
  readonly from: Column
  readonly to: Column
  /** The name of the second column until it takes the place of the first. */
  readonly second: string
  /** The value of the first column as one of the second. */
  readonly cast: (value: Sql) => Sql
  readonly planning: Planning
}

/**
 * The steps that give a column another type without writing the table anew under a lock: expand (a
 * second column that a trigger keeps up to date), backfill, contract.
 */
export function expandColumnSteps(
  table: Table,
  to: Column,
  planning: Planning,
): readonly PlanStep[] {
  const key = partKey('column', table, to.name)
  const before = planning.sides.from.objects.get(key)
  if (before?.kind !== 'column') return []
  const expansion: Expansion = {
    key,
    reference: before.reference,
    table,
    from: before.described,
    to,
    second: secondName(to.name, planning),
    cast: castOf(key, to, planning),
    planning,
  }
  return [expanded(expansion), filled(expansion), ...guarded(expansion), contracted(expansion)]
}

function castOf(key: string, { type }: Column, planning: Planning): Expansion['cast'] {
  const target = printedText(type)
  switch (planning.options.learned.casts.get(key)) {
    case undefined:
      // As an assignment, which refuses what would be cut off.
      return (value) => value
    case 'explicit':
      return (value) => sql`${value}::${target}`
    case 'text':
      return (value) => sql`${value}::pg_catalog.text::${target}`
  }
}

function expanded(expansion: Expansion): PlanStep {
  const { key, reference, table, from, to, second, planning } = expansion
  const change = { key, reference, table, from, to }
  const guard = guardOf(expansion)
  const bare = { ...to, name: second, default: null, nullable: true, comment: null }
  return planStep({
    rank: 'alter',
    object: reference,
    statements: [
      ...statements(addColumn(table, bare), typeChangeRisks(change, planning)),
      ...statements([...keptUpToDate(expansion), ...(guard === null ? [] : [addGuard(guard)])]),
    ],
    makes: [expandedKey(key)],
    bears: [{ key, share: 'signature' }],
  })
}

/** Rows that are written meanwhile have both values. */
function keptUpToDate(expansion: Expansion): readonly Sql[] {
  const { table, to, second, cast } = expansion
  const name = syncName(expansion)
  const value = cast(sql`new.${identifier(to.name)}`)
  const body = sql`begin new.${identifier(second)} := ${value}; return new; end`
  const head = sql`create function ${qualified(name)}() returns trigger language plpgsql`
  const trigger = sql`create trigger ${identifier(name.name)} before insert or update on ${qualified(table)}`
  return [
    sql`${head} as ${literal(body)}`,
    sql`${trigger} for each row execute function ${qualified(name)}()`,
  ]
}

/** A trigger fires in the order of names: this one shall see what the others have done. */
function syncName({ table: { schema, name }, to, planning }: Expansion): QualifiedName {
  return { schema, name: planning.spareName(`zz ${name} ${to.name}`, '(sync)') }
}

/** Null for a column that may hold nulls. */
function guardOf({ table, to, second, planning }: Expansion): NotNullGuard | null {
  return to.nullable ? null : notNullGuard({ table, column: to.name }, planning, second)
}

function filled({ key, reference, table, to, second, cast }: Expansion): PlanStep {
  const [old, fresh] = [identifier(to.name), identifier(second)]
  const missing = sql`${fresh} is null and ${old} is not null`
  const sentence = `Every row of table ${table.schema}.${table.name} gets a value, some pages at a time.`
  return planStep({
    rank: 'validation',
    object: reference,
    statements: [
      statement(backfill(table, sql`${fresh} = ${cast(old)}`, missing), {
        mode: 'alone',
        hazards: [{ kind: 'long-scan', sentence }],
      }),
    ],
    makes: [filledKey(key)],
    needs: [expandedKey(key)],
  })
}

function guarded(expansion: Expansion): readonly PlanStep[] {
  const { key, reference } = expansion
  const guard = guardOf(expansion)
  if (guard === null) return []
  return [
    planStep({
      rank: 'validation',
      object: reference,
      statements: statements(validateGuard(guard), { mode: 'apart' }),
      makes: [guardedKey(key)],
      needs: [filledKey(key)],
    }),
  ]
}

function contracted(expansion: Expansion): PlanStep {
  const { key, reference, table, to, second, planning } = expansion
  const sync = syncName(expansion)
  const guard = guardOf(expansion)
  const done = [
    sql`drop trigger ${identifier(sync.name)} on ${qualified(table)}`,
    sql`drop function ${qualified(sync)}()`,
    ...(guard === null ? [] : replaceGuard(guard)),
    ...dropColumn(table, to),
    ...renameColumn(table, second, to.name),
    ...(to.default === null ? [] : setDefault(table, to)),
    ...columnSettings(table, to),
  ]
  return planStep({
    rank: 'contraction',
    object: reference,
    statements: statements(done),
    makes: [goneKey(key), key, settledKey(key), defaultKey(key)],
    bears: [{ key, share: 'all' }],
    needs: [filledKey(key), guardedKey(key), ...builtBefore(key, planning)],
    after: goneBefore(key, planning),
  })
}

/** Indexes that are built on the second column are there before it takes its place. */
function builtBefore(key: string, { sides }: Planning): readonly string[] {
  return (sides.to.dependents.get(key) ?? []).map(({ dependent }) =>
    builtKey(referenceKey(dependent)),
  )
}

function goneBefore(key: string, { sides, fates, removals }: Planning): readonly Removal[] {
  return removals.membersOf(key).flatMap((member) =>
    (sides.from.dependents.get(member) ?? []).flatMap(({ dependent }) => {
      const other = referenceKey(dependent)
      if (!fates.isRemoved(other) || removals.dropperOf(other) === key) return []
      return [{ dependent: other, key: removals.goneKey(other) }]
    }),
  )
}
