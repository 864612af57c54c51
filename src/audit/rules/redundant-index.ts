import type { ReferenceTo } from '../../catalogue/object-reference.ts'
import { redundantIndexes } from '../../catalogue/redundant-indexes.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import type { Table } from '../../catalogue/table.ts'
import { identifier } from '../../sql/identifier.ts'
import { sql } from '../../sql/sql.ts'
import type { DatabaseCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'

/** An index does nothing that another one of the table does not do too. */
export const redundantIndex: Rule = {
  name: 'redundant-index',
  family: 'standards',
  severity: 'warning',
  finds: 'An index does nothing that another one of the table does not do too.',
  why: 'Every write pays for it, and it takes memory from indexes that are read.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne({ database, schema, schemaOf }: DatabaseCase): readonly Found[] {
  return schema.tables
    .filter(({ partitionOf }) => partitionOf === null)
    .flatMap((table) =>
      redundantIndexes(table).map(({ name, coveredBy }): Found => ({
        database,
        culprit: null,
        message: `index ${formatName(table)}.${name} does nothing that ${coveredBy} does not do too.`,
        subjects: [{ kind: 'object', database, object: referenceOf(table, name), attribute: null }],
        evidence: [
          {
            witness: schemaOf,
            subject: `${formatName(table)}.${name}`,
            says: `covered by ${coveredBy}`,
            at: null,
          },
        ],
        cures: [{ kind: 'sql', purpose: 'Drop it', text: dropOf(table, name) }],
      })),
    )
}

function referenceOf(
  { schema, name: relation, indexes }: Table,
  name: string,
): ReferenceTo<'index' | 'constraint'> {
  const isIndex = indexes.some((index) => index.name === name)
  return { kind: isIndex ? 'index' : 'constraint', schema, relation, name }
}

function dropOf(table: Table, name: string): string {
  const { schema, name: relation } = table
  return referenceOf(table, name).kind === 'index'
    ? sql`drop index concurrently ${identifier(schema)}.${identifier(name)};`
    : sql`alter table ${identifier(schema)}.${identifier(relation)} drop constraint ${identifier(name)};`
}
