import type { Aggregate, AggregateParameter } from '../catalogue/aggregate.ts'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Routine } from '../catalogue/routine.ts'
import { sortedBy } from '../kernel/ordering.ts'
import { wordForLetter } from './introspect-letter.ts'
import type { ReadRows } from './introspect-query.ts'
import { nameKey } from './introspect-sorting.ts'

interface RoutineRow extends QualifiedName {
  readonly kind: string
  readonly identity_arguments: string
  readonly returns: string | null
  readonly language: string
  readonly definition: string
  readonly comment: string | null
}

/** Reads functions, window functions and procedures, sorted by name and arguments. */
export async function introspectRoutines(read: ReadRows): Promise<readonly Routine[]> {
  const rows = await read<RoutineRow>('routines')
  return sortedBySignature(rows.map(routineOf))
}

function routineOf(row: RoutineRow): Routine {
  return {
    kind: wordForLetter(routineKinds, row.kind),
    schema: row.schema,
    name: row.name,
    identityArguments: row.identity_arguments,
    returns: row.returns,
    language: row.language,
    definition: row.definition,
    comment: row.comment,
  }
}

const routineKinds = { f: 'function', w: 'window-function', p: 'procedure' } as const

/** What is not named here is a parameter, in the order of the query's columns. */
interface AggregateRow extends QualifiedName {
  readonly identity_arguments: string
  readonly kind: string
  readonly comment: string | null
}

/** Reads the aggregates, sorted by name and arguments. */
export async function introspectAggregates(read: ReadRows): Promise<readonly Aggregate[]> {
  const rows = await read<AggregateRow>('aggregates')
  return sortedBySignature(rows.map(aggregateOf))
}

function aggregateOf(row: AggregateRow): Aggregate {
  const { schema, name, identity_arguments: identityArguments, kind, comment, ...rest } = row
  return {
    kind: 'aggregate',
    schema,
    name,
    identityArguments,
    variant: wordForLetter(variants, kind),
    parameters: parametersOf(rest),
    comment,
  }
}

function parametersOf(
  columns: Readonly<Record<string, string | null>>,
): readonly AggregateParameter[] {
  return Object.entries(columns).flatMap(([name, value]) =>
    value === null ? [] : [{ name, value }],
  )
}

const variants = { n: 'normal', o: 'ordered-set', h: 'hypothetical-set' } as const

function sortedBySignature<T extends QualifiedName & { readonly identityArguments: string }>(
  items: readonly T[],
): readonly T[] {
  return sortedBy(items, (item) => `${nameKey(item)}\0${item.identityArguments}`)
}
