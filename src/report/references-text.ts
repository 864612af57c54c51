import { formatEnd } from '../references/make-reference.ts'
import type { ReferenceVerdict } from '../references/reference-verdict.ts'
import type { ListedReference, ReferenceList } from '../witness/references/list-references.ts'
import { columns } from './columns.ts'
import type { Paint } from './paint.ts'
import { counted } from './quantities.ts'
import { groupBy } from '../kernel/group-by.ts'

/** What points where, with what there is to say of it, by the key that is pointed at. */
export function referencesText({ references }: ReferenceList, paint: Paint): string {
  const groups = groupBy(
    references,
    ({ to }) => `${formatEnd(to)}  ${paint.dim(typesOf(to.types))}`,
  )
  const blocks = [...groups].map(([key, group]) =>
    [paint.bold(key), ...columns(group.map((one) => row(one, paint)))].join('\n'),
  )
  return `${[...blocks, summary(references, paint)].join('\n\n')}\n`
}

function row(reference: ListedReference, paint: Paint): readonly string[] {
  const { from, kind, constraint, isIndexed, verdict, risk, confidence } = reference
  const rule =
    constraint === null ? 'no foreign key' : `on delete ${constraint.onDelete.replace('-', ' ')}`
  return [
    `  ${formatEnd(from)}`,
    typesOf(from.types),
    kind === 'implied' ? `implied (${confidence})` : kind,
    rule,
    isIndexed ? 'indexed' : paint.warn('not indexed'),
    painted(verdict, paint),
    ...(verdict === 'sound' ? [] : [risk]),
    ...orphansOf(reference, paint),
  ]
}

function orphansOf({ orphans }: ListedReference, paint: Paint): readonly string[] {
  if (orphans === null) return []
  const text = `${counted(orphans.orphans, 'orphan')} in ${counted(orphans.rows, 'row')}`
  return [orphans.orphans > 0 ? paint.bad(text) : paint.good(text)]
}

function painted(verdict: ReferenceVerdict, paint: Paint): string {
  switch (verdict) {
    case 'sound':
      return paint.good(verdict)
    case 'points-at-nothing':
    case 'types-differ':
      return paint.bad(verdict)
    case 'no-constraint':
    case 'undocumented':
    case 'not-indexed':
      return paint.warn(verdict)
  }
}

function typesOf(types: readonly (string | null)[]): string {
  return types.map((type) => type ?? 'not there').join(', ')
}

function summary(references: readonly ListedReference[], paint: Paint): string {
  const unsound = references.filter(({ verdict }) => verdict !== 'sound').length
  const text = `${counted(references.length, 'reference')}, ${unsound} with something to say of`
  return unsound === 0 ? paint.good(text) : paint.warn(text)
}
