import { formatName, type QualifiedName } from '../../catalogue/qualified-name.ts'
import type { DatabaseCase } from '../audit-case.ts'
import { columnSubject, saidByCode } from '../model-findings.ts'
import type { ClientDefault } from '../model-facts.ts'
import type { Found, Rule } from '../rule.ts'
import { countOf, listOf } from '../sentences.ts'

/** Columns that get their value from Python alone. */
export const defaultOnlyInPython: Rule = {
  name: 'default-only-in-python',
  family: 'models',
  severity: 'note',
  finds: 'A column is not null, and only Python gives it a default.',
  why: 'Rows that are written by SQL, by a migration or by another program are refused.',
  check: ({ databases }) => databases.flatMap(checkOne),
}

function checkOne(subject: DatabaseCase): readonly Found[] {
  const { database, schemaOf, modelFacts } = subject
  const columns = modelFacts.clientDefaults.filter((one) => isWithoutDefault(one, subject))
  const [first] = columns
  if (first === undefined) return []
  const paths = columns.map(pathOf)
  return [
    {
      database,
      culprit: null,
      message: `${countOf(paths.length, 'column')} (${listOf(paths)}) ${paths.length === 1 ? 'is' : 'are'} not null and ${paths.length === 1 ? 'gets its' : 'get their'} default from Python only.`,
      subjects: columns.map(({ table, column }) => columnSubject(database, table, column)),
      evidence: columns.flatMap((one) => [
        saidByCode(pathOf(one), 'a default in Python, no server_default', one.at),
        ...(schemaOf === 'code'
          ? []
          : [{ witness: schemaOf, subject: pathOf(one), says: 'no default', at: null } as const]),
      ]),
      cures: [
        {
          kind: 'edit',
          purpose: 'Where others write such rows, give the database the default too',
          at: first.at,
          text: 'server_default=text("…")',
        },
      ],
    },
  ]
}

function pathOf({
  table,
  column,
}: {
  readonly table: QualifiedName
  readonly column: string
}): string {
  return `${formatName(table)}.${column}`
}

/** By what the schema has; a column that it lacks is told by other rules. */
function isWithoutDefault({ table, column }: ClientDefault, { schema }: DatabaseCase): boolean {
  const there = schema.tables
    .find((one) => formatName(one) === formatName(table))
    ?.columns.find(({ name }) => name === column)
  if (there === undefined || there.nullable) return false
  return there.default === null && there.identity === null && there.generated === null
}
