import { formatName } from '../catalogue/qualified-name.ts'
import type { Table } from '../catalogue/table.ts'
import { hasLeadingIndex } from './leading-index.ts'
import type { Reference, ReferenceColumns, ReferenceEnd } from './reference.ts'
import { judgeReference } from './reference-verdict.ts'
import { isKey, tableOf, type DatabaseSchema } from './schemas.ts'

/** What is known of a reference before its two ends are looked up. */
export interface ReferenceDraft extends Pick<
  Reference,
  'kind' | 'constraint' | 'confidence' | 'reason' | 'at'
> {
  readonly from: ReferenceColumns
  readonly to: ReferenceColumns
}

/** Looks up both ends of a reference. */
export function makeReference(
  schemas: readonly DatabaseSchema[],
  { from, to, ...facts }: ReferenceDraft,
): Reference {
  const [source, target] = [from, to].map((end) => tableOf(schemas, end.database, end.table))
  const made: Reference = {
    ...facts,
    from: endOf(from, source ?? null),
    to: endOf(to, target ?? null),
    isIndexed: source ? hasLeadingIndex(source, from.columns) : false,
    isNullable: source ? isNullable(source, from.columns) : true,
    pointsAtKey: target ? isKey(target, to.columns) : false,
    doubt: null,
  }
  return { ...made, doubt: doubtIn(made, schemas) }
}

/** What is there may have been changed by what went unread; what is not there may have been made. */
function doubtIn(reference: Reference, schemas: readonly DatabaseSchema[]): Reference['doubt'] {
  const verdict = judgeReference(reference)
  if (verdict === 'sound') return null
  const { from, to } = reference
  const ends = verdict === 'points-at-nothing' || verdict === 'types-differ' ? [from, to] : [from]
  for (const { database, table } of ends) {
    const one = schemas.find((schema) => schema.database === database)
    const doubt = one?.doubtOf?.(table, verdict !== 'types-differ') ?? null
    if (doubt !== null) return doubt
  }
  return null
}

/** `auth:public.users.id`, `specs:public.conflicts.(project_id, specification_id)`. */
export function formatEnd({ database, table, columns }: ReferenceColumns): string {
  const [only] = columns
  const named = columns.length === 1 && only !== undefined ? only : `(${columns.join(', ')})`
  return `${database}:${formatName(table)}.${named}`
}

function endOf(columns: ReferenceColumns, table: Table | null): ReferenceEnd {
  const types = columns.columns.map(
    (name) => table?.columns.find((column) => column.name === name)?.type ?? null,
  )
  return { ...columns, types }
}

function isNullable({ columns }: Table, names: readonly string[]): boolean {
  return columns.some(({ name, nullable }) => nullable && names.includes(name))
}
