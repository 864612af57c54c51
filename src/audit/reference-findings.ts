import { formatName } from '../catalogue/qualified-name.ts'
import { formatEnd } from '../references/make-reference.ts'
import type { Reference, ReferenceColumns } from '../references/reference.ts'
import { judgeReference, type ReferenceVerdict } from '../references/reference-verdict.ts'
import type { AuditCase } from './audit-case.ts'
import type { Evidence, Subject } from './finding.ts'
import { listOf } from './sentences.ts'
import { groupBy } from '../kernel/group-by.ts'

/** The references with one verdict, those that point at one key together. A low guess is no ground. */
export function referencesByTarget(
  { references }: AuditCase,
  verdict: ReferenceVerdict,
): readonly (readonly Reference[])[] {
  const judged = references.filter(
    (reference) => reference.confidence !== 'low' && judgeReference(reference) === verdict,
  )
  const groups = groupBy(judged, ({ from, to, doubt }) =>
    [from.database, formatEnd(to), doubt?.says ?? ''].join('\0'),
  )
  return [...groups.values()]
}

/** The columns that point, as subjects. */
export function subjectsOfReferences(references: readonly Reference[]): readonly Subject[] {
  return references.flatMap(({ from: { database, table, columns } }) =>
    columns.map((name): Subject => {
      const object = { kind: 'column', schema: table.schema, relation: table.name, name } as const
      return { kind: 'object', database, object, attribute: null }
    }),
  )
}

/** How each reference is known, and what its two ends are. */
export function evidenceOfReferences(
  references: readonly Reference[],
  { databases }: AuditCase,
): readonly Evidence[] {
  return references.map((reference): Evidence => {
    const { from, to, reason, at } = reference
    const one = databases.find(({ database }) => database === from.database)
    const types = `${from.types.join(', ')} to ${to.types.map((type) => type ?? 'nothing').join(', ')}`
    return {
      witness: one?.schemaOf ?? 'settings',
      subject: endPath(from),
      says: `points at ${formatEnd(to)} (${types}): ${reason}`,
      at,
    }
  })
}

/** `public.orders.user_id and 2 more`. */
export function namesOfReferences(references: readonly Reference[]): string {
  return listOf(references.map(({ from }) => endPath(from)))
}

/** An end without its database: `public.orders.user_id`. */
export function endPath({ table, columns }: ReferenceColumns): string {
  const [only] = columns
  const named = columns.length === 1 && only !== undefined ? only : `(${columns.join(', ')})`
  return `${formatName(table)}.${named}`
}
