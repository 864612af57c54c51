import type { Column } from '../../catalogue/column.ts'
import { referenceKey, type ReferenceTo } from '../../catalogue/object-reference.ts'
import type { Table } from '../../catalogue/table.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import {
  addColumn,
  columnSettings,
  dropColumn,
  setDefault,
  setNullable,
} from '../../sql/print/column.ts'
import { dropConstraint, validateConstraint } from '../../sql/print/constraint.ts'
import { printedText } from '../../sql/print/printed-text.ts'
import { renameColumn } from '../../sql/print/rename.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { planStep, statement, statements, type PlanStep, type Removal } from '../plan-step.ts'
import { goneKey } from '../removals.ts'
import { partKey } from '../side.ts'
import { spareName } from '../spare-name.ts'
import { backfill } from './backfill.ts'
import type { Planning } from './planning.ts'
import { typeChangeRisks } from './retype.ts'
import { secondName } from './second-columns.ts'
import { defaultKey, filledKey, settledKey } from './step-keys.ts'

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
    second: secondName(to.name),
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
  const bare = { ...to, name: second, default: null, nullable: true, comment: null }
  return planStep({
    rank: 'alter',
    object: reference,
    statements: [
      ...statements(addColumn(table, bare), typeChangeRisks(change, planning)),
      ...statements([...keptUpToDate(expansion), ...guard(expansion)]),
    ],
    makes: [`expanded\0${key}`],
    bears: [{ key, share: 'signature' }],
  })
}

/** Rows that are written meanwhile have both values. */
function keptUpToDate({ table, to, second, cast }: Expansion): readonly Sql[] {
  const name = syncName(table, to)
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
function syncName({ schema, name }: Table, column: Column): { schema: string; name: string } {
  return { schema, name: spareName(`zz ${name} ${column.name}`, '(sync)') }
}

function guardOf({ to }: Expansion): { readonly name: string } {
  return { name: spareName(to.name, 'is not null') }
}

function guard(expansion: Expansion): readonly Sql[] {
  const { table, to, second } = expansion
  if (to.nullable) return []
  const condition = sql`check (${identifier(second)} is not null) not valid`
  const name = identifier(guardOf(expansion).name)
  return [sql`alter table ${qualified(table)} add constraint ${name} ${condition}`]
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
    needs: [`expanded\0${key}`],
  })
}

function guarded(expansion: Expansion): readonly PlanStep[] {
  const { key, reference, table, to } = expansion
  if (to.nullable) return []
  const tried = validateConstraint(table, guardOf(expansion))
  return [
    planStep({
      rank: 'validation',
      object: reference,
      statements: statements(tried, { mode: 'apart' }),
      makes: [`guarded\0${key}`],
      needs: [filledKey(key)],
    }),
  ]
}

function contracted(expansion: Expansion): PlanStep {
  const { key, reference, table, to, second, planning } = expansion
  const sync = syncName(table, to)
  const done = [
    sql`drop trigger ${identifier(sync.name)} on ${qualified(table)}`,
    sql`drop function ${qualified(sync)}()`,
    ...(to.nullable
      ? []
      : [
          ...setNullable(table, { ...to, name: second }),
          ...dropConstraint(table, guardOf(expansion)),
        ]),
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
    needs: [filledKey(key), `guarded\0${key}`, ...builtBefore(key, planning)],
    after: goneBefore(key, planning),
  })
}

/** Indexes that are built on the second column are there before it takes its place. */
function builtBefore(key: string, { sides }: Planning): readonly string[] {
  return (sides.to.dependents.get(key) ?? []).map(
    ({ dependent }) => `built\0${referenceKey(dependent)}`,
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
