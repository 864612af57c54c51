import type { Column } from '../../catalogue/column.ts'
import type { ReferenceTo } from '../../catalogue/object-reference.ts'
import type { Table } from '../../catalogue/table.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { addColumn, setDefault } from '../../sql/print/column.ts'
import { printedText } from '../../sql/print/printed-text.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { planStep, statement, statements, type PlanStep } from '../plan-step.ts'
import {
  addGuard,
  notNullGuard,
  replaceGuard,
  validateGuard,
  type NotNullGuard,
} from './not-null-guard.ts'
import type { Planning } from './planning.ts'
import { defaultKey, stageKey } from './step-keys.ts'

/** A column that a table gets, whose default would write the table anew. */
interface BackfilledColumn {
  readonly table: Table
  readonly column: Column
  readonly key: string
  readonly needs: readonly string[]
  readonly planning: Pick<Planning, 'spareName'>
}

/** Pages of 8 KiB that one transaction of a backfill goes through: some tens of thousands of rows. */
const PAGES = 500

/**
 * A block that fills values in, some pages of the table at a time, each in a transaction of its own,
 * so that no row stays locked for long. It does nothing to rows that are filled already, so it may be
 * run again after an interruption. Ranges of row addresses are read directly since PostgreSQL 14.
 */
export function backfill(table: Table, assignment: Sql, missing: Sql): Sql {
  const name = qualified(table)
  const body = sql`declare pages bigint; page bigint := 0;
begin
  select pg_catalog.pg_relation_size(${literal(name)}::pg_catalog.regclass) / pg_catalog.current_setting('block_size')::bigint into pages;
  while page <= pages loop
    update ${name} set ${assignment}
    where ctid >= pg_catalog.format('(%s,0)', page)::pg_catalog.tid
      and ctid < pg_catalog.format('(%s,0)', page + ${literal(PAGES)})::pg_catalog.tid
      and ${missing};
    page := page + ${literal(PAGES)};
    commit;
  end loop;
end`
  return sql`do ${literal(body)}`
}

/**
 * Adds a column whose default is another value for each row: it gets the default first, for rows to
 * come, then values for the rows that are there, then its not null.
 */
export function backfilledColumnSteps(added: BackfilledColumn): readonly PlanStep[] {
  const steps = [additionStep(added), fillingStep(added)]
  return added.column.nullable ? steps : [...steps, validationStep(added), notNullStep(added)]
}

/** The column without values, and a check in the place of its not null, which no row has to pass yet. */
function additionStep(added: BackfilledColumn): PlanStep {
  const { table, column, key, needs } = added
  return planStep({
    rank: 'alter',
    object: referenceTo(added),
    statements: statements([
      ...addColumn(table, { ...column, default: null, nullable: true }),
      ...setDefault(table, column),
      ...(column.nullable ? [] : [addGuard(guardOf(added))]),
    ]),
    makes: [key, defaultKey(key), stage(0, added)],
    bears: [{ key, share: 'all' }],
    needs,
  })
}

function fillingStep(added: BackfilledColumn): PlanStep {
  const { table, column } = added
  const name = identifier(column.name)
  const value = printedText(column.default ?? 'null')
  const sentence = `Every row of table ${table.schema}.${table.name} gets a value, some pages at a time.`
  return planStep({
    rank: 'validation',
    object: referenceTo(added),
    statements: [
      statement(backfill(table, sql`${name} = ${value}`, sql`${name} is null`), {
        mode: 'alone',
        hazards: [{ kind: 'long-scan', sentence }],
      }),
    ],
    makes: [stage(1, added)],
    needs: [stage(0, added)],
  })
}

function validationStep(added: BackfilledColumn): PlanStep {
  return planStep({
    rank: 'validation',
    object: referenceTo(added),
    statements: statements(validateGuard(guardOf(added)), { mode: 'apart' }),
    makes: [stage(2, added)],
    needs: [stage(1, added)],
  })
}

/** A check that holds for all rows spares the scan that not null would need. */
function notNullStep(added: BackfilledColumn): PlanStep {
  return planStep({
    rank: 'contraction',
    object: referenceTo(added),
    statements: statements(replaceGuard(guardOf(added))),
    needs: [stage(2, added)],
  })
}

function referenceTo({ table, column }: BackfilledColumn): ReferenceTo<'column'> {
  return { kind: 'column', schema: table.schema, relation: table.name, name: column.name }
}

function guardOf({ table, column, planning }: BackfilledColumn): NotNullGuard {
  return notNullGuard({ table, column: column.name }, planning)
}

/** What is reached: 0 the column is there, 1 its rows are filled, 2 none is null. */
function stage(at: 0 | 1 | 2, { key }: BackfilledColumn): string {
  return stageKey(key, at)
}
