import type { Column } from '../../catalogue/column.ts'
import type { Table } from '../../catalogue/table.ts'
import { identifier, qualified } from '../../sql/identifier.ts'
import { literal } from '../../sql/literal.ts'
import { addColumn, setDefault, setNullable } from '../../sql/print/column.ts'
import { dropConstraint, validateConstraint } from '../../sql/print/constraint.ts'
import { printedText } from '../../sql/print/printed-text.ts'
import { sql, type Sql } from '../../sql/sql.ts'
import { planStep, statement, statements, type PlanStep } from '../plan-step.ts'
import { spareName } from '../spare-name.ts'
import { defaultKey } from './step-keys.ts'

/** A column that a table gets, whose default would write the table anew. */
interface BackfilledColumn {
  readonly table: Table
  readonly column: Column
  readonly key: string
  readonly needs: readonly string[]
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
export function backfilledColumnSteps({
  table,
  column,
  key,
  needs,
}: BackfilledColumn): readonly PlanStep[] {
  const object = {
    kind: 'column',
    schema: table.schema,
    relation: table.name,
    name: column.name,
  } as const
  const name = identifier(column.name)
  const bare = { ...column, default: null, nullable: true }
  const value = printedText(column.default ?? 'null')
  const check = { name: spareName(column.name, 'is not null') }
  const condition = sql`check (${name} is not null) not valid`
  const guard = sql`alter table ${qualified(table)} add constraint ${identifier(check.name)} ${condition}`
  const stage = (at: number): string => `stage\0${at}\0${key}`
  const filled = planStep({
    rank: 'validation',
    object,
    statements: [
      statement(backfill(table, sql`${name} = ${value}`, sql`${name} is null`), {
        mode: 'alone',
        hazards: [
          {
            kind: 'long-scan',
            sentence: `Every row of table ${table.schema}.${table.name} gets a value, some pages at a time.`,
          },
        ],
      }),
    ],
    makes: [stage(1)],
    needs: [stage(0)],
  })
  const added = planStep({
    rank: 'alter',
    object,
    statements: statements([
      ...addColumn(table, bare),
      ...setDefault(table, column),
      ...(column.nullable ? [] : [guard]),
    ]),
    makes: [key, defaultKey(key), stage(0)],
    bears: [{ key, share: 'all' }],
    needs,
  })
  if (column.nullable) return [added, filled]
  return [
    added,
    filled,
    planStep({
      rank: 'validation',
      object,
      statements: statements(validateConstraint(table, check), { mode: 'apart' }),
      makes: [stage(2)],
      needs: [stage(1)],
    }),
    planStep({
      rank: 'contraction',
      object,
      statements: statements([...setNullable(table, column), ...dropConstraint(table, check)]),
      needs: [stage(2)],
    }),
  ]
}
