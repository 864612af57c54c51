import type { Declaration } from './declaration.ts'

/** What one database is to have by several metadata, as one declaration. */
export interface United {
  readonly declaration: Declaration
  /** Tables and types that an earlier declaration has already: a database has room for one of a name. */
  readonly again: readonly DeclaredAgain[]
}

type Named = Declaration['tables' | 'types' | 'sequences'][number]

/** Something that two declarations have, and the one that counts. */
export interface DeclaredAgain {
  readonly kind: 'table' | 'type' | 'sequence'
  readonly first: Named
  readonly other: Named
}

/**
 * Unites declarations, so that all of their tables are there before any foreign key is. Of two of one
 * name the first counts.
 */
export function united(first: Declaration, ...others: readonly Declaration[]): United {
  const all = [first, ...others]
  const types = firsts(
    'type',
    all.flatMap((one) => one.types),
  )
  const sequences = firsts(
    'sequence',
    all.flatMap((one) => one.sequences),
  )
  const tables = firsts(
    'table',
    all.flatMap((one) => one.tables),
  )
  return {
    declaration: {
      ...first,
      types: types.kept,
      sequences: sequences.kept,
      tables: tables.kept,
      beforehand: all.flatMap((one) => one.beforehand),
      afterwards: all.flatMap((one) => one.afterwards),
      gaps: all.flatMap((one) => one.gaps),
      isGivenAway: all.some((one) => one.isGivenAway),
    },
    again: [...types.again, ...sequences.again, ...tables.again],
  }
}

function firsts<Thing extends Named>(
  kind: DeclaredAgain['kind'],
  things: readonly Thing[],
): { readonly kept: readonly Thing[]; readonly again: readonly DeclaredAgain[] } {
  const kept = new Map<string, Thing>()
  const again: DeclaredAgain[] = []
  for (const thing of things) {
    const key = JSON.stringify([thing.schema ?? 'public', thing.name])
    const first = kept.get(key)
    if (first === undefined) kept.set(key, thing)
    // An enum that two metadata share is one, as its labels are.
    else if (!sameLabels(first, thing)) again.push({ kind, first, other: thing })
  }
  return { kept: [...kept.values()], again }
}

function sameLabels(one: Named, other: Named): boolean {
  if (!('labels' in one) || !('labels' in other)) return false
  return JSON.stringify(one.labels) === JSON.stringify(other.labels)
}
