import { referenceKey } from '../catalogue/object-reference.ts'
import type { Sequence } from '../catalogue/sequence.ts'
import type { AttributeName } from './attribute.ts'
import type { Testimonies } from './testimony.ts'
import type { Verdict } from './verdict.ts'

/**
 * Leaves out contradictions about sequences whose column is contradicted itself: a `serial` column is one
 * thing to whoever wrote it, and with its table its sequence comes and goes.
 */
export function withoutOwnedSequences(
  verdicts: readonly Verdict[],
  testimonies: Testimonies,
): readonly Verdict[] {
  if (!verdicts.some(({ object }) => object.kind === 'sequence')) return verdicts
  const owners = ownersIn(testimonies)
  const told = new Set(verdicts.flatMap(tellingKey))
  return verdicts.filter(({ object }) => {
    const owner = object.kind === 'sequence' ? owners.get(referenceKey(object)) : undefined
    return !owner?.some((key) => told.has(key))
  })
}

/** The keys of the columns and tables that own sequences, by the keys of those. */
function ownersIn({
  code,
  history,
  database,
}: Testimonies): ReadonlyMap<string, readonly string[]> {
  const catalogues = [code?.catalogue, history?.catalogue, history?.claimed, database?.catalogue]
  const sequences = catalogues.flatMap((catalogue) => catalogue?.sequences ?? [])
  return new Map(
    sequences.flatMap(({ schema, name, ownedBy }) =>
      ownedBy === null
        ? []
        : [[referenceKey({ kind: 'sequence', schema, name }), keysOf(ownedBy)] as const],
    ),
  )
}

function keysOf({ schema, table, column }: NonNullable<Sequence['ownedBy']>): readonly string[] {
  return [
    referenceKey({ kind: 'table', schema, name: table }),
    referenceKey({ kind: 'column', schema, relation: table, name: column }),
  ]
}

/** What a sequence shows in: whether its table or column is there, and what the column is. */
function tellingKey({ object, attribute }: Verdict): readonly string[] {
  const isTelling =
    attribute === null ? true : object.kind === 'column' && ofSequence.has(attribute)
  return isTelling && (object.kind === 'table' || object.kind === 'column')
    ? [referenceKey(object)]
    : []
}

const ofSequence: ReadonlySet<AttributeName> = new Set(['type', 'default', 'identity'])
