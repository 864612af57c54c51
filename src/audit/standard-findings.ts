import type { Column } from '../catalogue/column.ts'
import { formatName } from '../catalogue/qualified-name.ts'
import type { Table } from '../catalogue/table.ts'
import type { DatabaseCase } from './audit-case.ts'
import type { Evidence, Subject } from './finding.ts'
import type { Found } from './rule.ts'
import { listOf } from './sentences.ts'

/** A table, or one of its columns, that is not as it should be. */
export interface Deviation {
  readonly table: Table
  /** Null where the table as a whole is meant. */
  readonly column: Column | null
  /** What it is instead, for the evidence. */
  readonly says: string
  /** The statement that mends it. */
  readonly sql: string
}

/** All deviations of one kind in one database are one finding: they have one cause. */
export function standardFinding(
  subject: DatabaseCase,
  deviations: readonly Deviation[],
  { said, purpose }: { readonly said: string; readonly purpose: string },
): readonly Found[] {
  if (deviations.length === 0) return []
  const names = deviations.map(pathOf)
  return [
    {
      database: subject.database,
      culprit: null,
      message: `${names.length === 1 ? '' : `${names.length} times in ${subject.database}: `}${listOf(names)} ${said}.`,
      subjects: deviations.map((one) => subjectOf(one, subject.database)),
      evidence: deviations.map((one): Evidence => ({
        witness: subject.schemaOf,
        subject: pathOf(one),
        says: one.says,
        at: null,
      })),
      cures: [{ kind: 'sql', purpose, text: deviations.map(({ sql }) => sql).join('\n') }],
    },
  ]
}

/** The tables that stand for themselves: of partitions their parents speak. */
export function standingTables({ schema }: DatabaseCase): readonly Table[] {
  return schema.tables.filter(({ partitionOf }) => partitionOf === null)
}

/** Every column of every table that stands for itself. */
export function columnsIn(
  subject: DatabaseCase,
): readonly { readonly table: Table; readonly column: Column }[] {
  return standingTables(subject).flatMap((table) =>
    table.columns.map((column) => ({ table, column })),
  )
}

function pathOf({ table, column }: Deviation): string {
  return column === null ? formatName(table) : `${formatName(table)}.${column.name}`
}

function subjectOf({ table, column }: Deviation, database: string): Subject {
  const { schema, name } = table
  const object =
    column === null
      ? ({ kind: 'table', schema, name } as const)
      : ({ kind: 'column', schema, relation: name, name: column.name } as const)
  return { kind: 'object', database, object, attribute: null }
}
