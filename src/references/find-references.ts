import { sortedBy } from '../kernel/ordering.ts'
import { commentedReferences } from './documented-references.ts'
import { declaredReferences } from './declared-references.ts'
import { impliedReferences } from './implied-references.ts'
import { formatEnd, makeReference, type ReferenceDraft } from './make-reference.ts'
import type { Reference, ReferenceColumns } from './reference.ts'
import type { DatabaseSchema } from './schemas.ts'

/** What is told of references besides the schemas. */
export interface ToldReferences {
  /** From the settings. */
  readonly documented: readonly ToldReference[]
  /** Foreign keys that only the models have. */
  readonly modelled: readonly ToldReference[]
}

/** A reference that somebody tells of. */
export type ToldReference = Pick<ReferenceDraft, 'from' | 'to' | 'reason' | 'at'>

/**
 * Finds every reference between columns and keys, within each database and across them, sorted. What
 * a foreign key declares is not told again as anything else; neither is what is documented.
 */
export function findReferences(
  schemas: readonly DatabaseSchema[],
  told: ToldReferences = { documented: [], modelled: [] },
): readonly Reference[] {
  const declared = schemas.flatMap((one) => declaredReferences(one, schemas))
  const drafts: ReferenceDraft[] = [...declared]
  const known = new Set(declared.map(pairKey))
  const add = (more: readonly ReferenceDraft[]): void => {
    for (const draft of more) {
      if (known.has(pairKey(draft))) continue
      known.add(pairKey(draft))
      drafts.push(draft)
    }
  }
  add(told.modelled.map((one) => toldDraft('modelled', one)))
  add(told.documented.map((one) => toldDraft('documented', one)))
  add(commentedReferences(schemas))
  const columns = new Set(drafts.flatMap(({ from }) => columnsOf(from)))
  add(
    impliedReferences(schemas, (database, { schema, name }, column) =>
      columns.has(formatEnd({ database, table: { schema, name }, columns: [column] })),
    ),
  )
  const found = drafts.map((draft) => makeReference(schemas, draft))
  return sortedBy(found, ({ from, to }) => `${formatEnd(from)}\0${formatEnd(to)}`)
}

function toldDraft(kind: 'modelled' | 'documented', told: ToldReference): ReferenceDraft {
  return { kind, constraint: null, confidence: 'certain', ...told }
}

function pairKey({ from, to }: Pick<ReferenceDraft, 'from' | 'to'>): string {
  return `${formatEnd(from)}\0${formatEnd(to)}`
}

function columnsOf(end: ReferenceColumns): readonly string[] {
  return end.columns.map((column) => formatEnd({ ...end, columns: [column] }))
}
