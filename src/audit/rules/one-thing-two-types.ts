import { identifier, qualified } from '../../sql/identifier.ts'
import { formatName } from '../../catalogue/qualified-name.ts'
import type { Column } from '../../catalogue/column.ts'
import type { Table } from '../../catalogue/table.ts'
import { judgeReference } from '../../references/reference-verdict.ts'
import { matchTypes } from '../../references/type-match.ts'
import type { AuditCase } from '../audit-case.ts'
import type { Found, Rule } from '../rule.ts'
import { listOf } from '../sentences.ts'
import { columnsIn } from '../standard-findings.ts'
import { groupBy } from '../../kernel/group-by.ts'

/** Columns of one name, which name one thing, have types that cannot be compared. */
export const oneThingTwoTypes: Rule = {
  name: 'one-thing-two-types',
  family: 'standards',
  severity: 'warning',
  finds: 'Columns of one name, which name one thing, have types that cannot be compared.',
  why: 'A join between them needs a cast and uses no index, and values of the one are none of the other: varchar(36) here, uuid there.',
  check: check,
}

interface Named {
  readonly database: string
  readonly witness: AuditCase['databases'][number]['schemaOf']
  readonly table: Table
  readonly column: Column
}

function check(subject: AuditCase): readonly Found[] {
  const told = new Set(
    subject.references
      .filter((reference) => judgeReference(reference) === 'types-differ')
      .flatMap(({ from }) => from.columns),
  )
  // What points at a key of another type is told by the rule about that.
  const untold = subject.databases
    .flatMap(identifiersIn)
    .filter(({ column: { name } }) => !told.has(name))
  return [...groupBy(untold, ({ column: { name } }) => name)].flatMap(([name, all]) =>
    foundOf(name, all),
  )
}

/** Columns that name a thing: `user_id`; an id beside a kind may be of several things. */
function identifiersIn(one: AuditCase['databases'][number]): readonly Named[] {
  const { database, schemaOf: witness } = one
  return columnsIn(one)
    .filter(({ table, column: { name } }) => {
      if (!/^.+_id$/.test(name) || name === 'external_id') return false
      const kind = name.replace(/_id$/, '_type')
      return !table.columns.some((column) => column.name === kind)
    })
    .map(({ table, column }) => ({ database, witness, table, column }))
}

function foundOf(name: string, all: readonly Named[]): readonly Found[] {
  const usual = mostFrequent(all.map(({ column }) => column.type))
  const others = all.filter(({ column }) => matchTypes(column.type, usual) === 'refused')
  const [first] = others
  if (first === undefined) return []
  const isOne = others.every(({ database }) => database === first.database)
  const pathOf = ({ table, column }: Named): string => `${formatName(table)}.${column.name}`
  const types = [...new Set(others.map(({ column }) => column.type))].join(' and ')
  return [
    {
      database: isOne ? first.database : null,
      culprit: null,
      message: `${name} is ${usual} in ${all.length - others.length} of ${all.length} tables, and ${types} in ${listOf(others.map(({ table }) => formatName(table)))}.`,
      subjects: others.map(({ database, table, column }) => ({
        kind: 'object',
        database,
        object: { kind: 'column', schema: table.schema, relation: table.name, name: column.name },
        attribute: 'type',
      })),
      evidence: all.map((one) => ({
        witness: one.witness,
        subject: pathOf(one),
        says: one.column.type,
        at: null,
      })),
      cures: [
        {
          kind: 'sql',
          purpose: 'Give it the usual type; a value that is none stops the statement',
          text: others.map((one) => retype(one, usual)).join('\n'),
        },
      ],
    },
  ]
}

/** The type is text that PostgreSQL printed, shown to a person. */
function retype({ table, column }: Named, type: string): string {
  const name = identifier(column.name)
  return `alter table ${qualified(table)} alter column ${name} type ${type} using ${name}::text::${type};`
}

/** Of equally frequent ones the first. */
function mostFrequent(types: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const type of types) counts.set(type, (counts.get(type) ?? 0) + 1)
  const [first] = [...counts].sort(([, left], [, right]) => right - left)
  return first?.[0] ?? ''
}
