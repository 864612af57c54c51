import type { Catalogue } from '../catalogue/catalogue.ts'
import { sortedBy } from '../kernel/ordering.ts'
import { objectsOf, type CatalogueObject } from './catalogue-object.ts'
import { contentOf } from './content.ts'
import type { Difference } from './difference.ts'
import { referenceKey, type ObjectReference } from '../catalogue/object-reference.ts'
import { groupBy } from '../kernel/group-by.ts'

/** A missing and an unexpected object that could be one object under another name. */
export interface Rename {
  /** The object as the left catalogue has it. */
  readonly from: ObjectReference
  /** The object as the right catalogue has it. */
  readonly to: ObjectReference
  /** In what the two differ; in all else they are equal, their parts included. */
  readonly reason: 'only-the-name-differs' | 'only-the-schema-differs'
  /** How many other pairs of missing and unexpected objects are alike: 0 where there is no doubt. */
  readonly rivals: number
}

/**
 * Guesses which missing and unexpected objects are one, each used once, sorted. A guess is shown or
 * asked about, never acted upon. Texts are compared letter by letter, whatever the majors. 10,000 renamed
 * tables of 10 columns take 1.8 s of processor time.
 */
export function renames(
  differences: readonly Difference[],
  left: Catalogue,
  right: Catalogue,
): readonly Rename[] {
  const missing = differences.filter(({ kind }) => kind === 'missing')
  const unexpected = differences.filter(({ kind }) => kind === 'unexpected')
  if (missing.length === 0 || unexpected.length === 0) return []
  const from = described(missing, left)
  const to = described(unexpected, right)
  const renamed = pairs(from, to, 'only-the-name-differs')
  const used = new Set(renamed.flatMap((rename) => [rename.from, rename.to]))
  const open = ({ reference }: CatalogueObject): boolean => !used.has(reference)
  const moved = pairs(from.filter(open), to.filter(open), 'only-the-schema-differs')
  return sortedBy([...renamed, ...moved], (rename) => referenceKey(rename.from))
}

/** In the order of the catalogue, so that of several columns alike the first goes to the first. */
function described(
  differences: readonly Difference[],
  catalogue: Catalogue,
): readonly CatalogueObject[] {
  const wanted = new Set(differences.map(({ object }) => referenceKey(object)))
  const objects = [...objectsOf(catalogue)].filter(([key]) => wanted.has(key))
  return objects.map(([, object]) => object)
}

function pairs(
  from: readonly CatalogueObject[],
  to: readonly CatalogueObject[],
  reason: Rename['reason'],
): readonly Rename[] {
  const candidates = grouped(to, reason)
  return [...grouped(from, reason)].flatMap(([key, group]) => {
    const others = candidates.get(key) ?? []
    const count = Math.min(group.length, others.length)
    const rivals = group.length * others.length - 1
    return Array.from({ length: count }, (_, index) => ({ group, others, index })).flatMap((pair) =>
      pairAt(pair, { reason, rivals }),
    )
  })
}

interface Pair {
  readonly group: readonly CatalogueObject[]
  readonly others: readonly CatalogueObject[]
  readonly index: number
}

function pairAt(
  { group, others, index }: Pair,
  facts: Pick<Rename, 'reason' | 'rivals'>,
): readonly Rename[] {
  const [from, to] = [group[index], others[index]]
  return from && to ? [{ from: from.reference, to: to.reference, ...facts }] : []
}

function grouped(
  objects: readonly CatalogueObject[],
  reason: Rename['reason'],
): ReadonlyMap<string, readonly CatalogueObject[]> {
  const homes = objects.flatMap((object) => {
    const home = homeOf(object.reference, reason)
    return home === null ? [] : [{ object, home }]
  })
  const groups = groupBy(homes, ({ object, home }) =>
    [object.kind, ...home, contentOf(object)].join('\0'),
  )
  return new Map([...groups].map(([key, group]) => [key, group.map(({ object }) => object)]))
}

/** What the names of one object have in common in spite of all; null where it says too little. */
function homeOf(reference: ObjectReference, reason: Rename['reason']): readonly string[] | null {
  // Of these there is hardly more than the name: any two would look alike.
  const { kind } = reference
  if (kind === 'undescribed' || kind === 'extension' || kind === 'schema') return null
  const signature = 'identityArguments' in reference ? [reference.identityArguments] : []
  const whole =
    'relation' in reference ? reference.relation : 'type' in reference ? reference.type : null
  if (reason === 'only-the-name-differs') {
    return [reference.schema, ...(whole === null ? [] : [whole]), ...signature]
  }
  return whole === null ? [reference.name, ...signature] : null
}
