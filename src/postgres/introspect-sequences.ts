import type { IdentityColumn } from '../catalogue/column.ts'
import type { ColumnName, Sequence, SequenceParameters } from '../catalogue/sequence.ts'
import { wordForLetter } from './introspect-letter.ts'
import type { ReadRows } from './introspect-query.ts'
import { sortedByName } from './introspect-sorting.ts'

interface SequenceRow extends SequenceParameters {
  readonly schema: string
  readonly name: string
  readonly persistence: string
  readonly owner_kind: 'a' | 'i' | null
  readonly owner: number | null
  readonly owner_number: number | null
  readonly owner_schema: string | null
  readonly owner_table: string | null
  readonly owner_column: string | null
  readonly comment: string | null
}

type IdentitySequence = Pick<IdentityColumn, 'sequence' | 'parameters'>

/** The sequences behind identity columns. */
export class IdentitySequences {
  readonly #byColumn: ReadonlyMap<string, SequenceRow>

  constructor(rows: readonly SequenceRow[]) {
    this.#byColumn = new Map(rows.map((row) => [`${row.owner}.${row.owner_number}`, row]))
  }

  /** The one behind a column, given by the oid of its table and its number; null if none is. */
  of(table: number, column: number): IdentitySequence | null {
    const row = this.#byColumn.get(`${table}.${column}`)
    if (row === undefined) return null
    return { sequence: { schema: row.schema, name: row.name }, parameters: parametersOf(row) }
  }
}

/** Reads the sequences: those of their own, and those behind identity columns. */
export async function introspectSequences(
  read: ReadRows,
): Promise<{ readonly sequences: readonly Sequence[]; readonly identities: IdentitySequences }> {
  const rows = await read<SequenceRow>('sequences')
  const own = rows.filter((row) => row.owner_kind !== 'i')
  return {
    sequences: sortedByName(own.map(sequenceOf)),
    identities: new IdentitySequences(rows.filter((row) => row.owner_kind === 'i')),
  }
}

function sequenceOf(row: SequenceRow): Sequence {
  return {
    kind: 'sequence',
    schema: row.schema,
    name: row.name,
    parameters: parametersOf(row),
    persistence: wordForLetter({ p: 'permanent', u: 'unlogged' } as const, row.persistence),
    ownedBy: ownerOf(row),
    comment: row.comment,
  }
}

function ownerOf(row: SequenceRow): ColumnName | null {
  const { owner_schema: schema, owner_table: table, owner_column: column } = row
  return schema === null || table === null || column === null ? null : { schema, table, column }
}

function parametersOf(row: SequenceParameters): SequenceParameters {
  const { type, start, increment, minimum, maximum, cache, cycle } = row
  return { type, start, increment, minimum, maximum, cache, cycle }
}
