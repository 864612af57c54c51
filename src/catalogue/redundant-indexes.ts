import { compareText } from '../kernel/ordering.ts'
import type { Deferral } from './constraint.ts'
import type { Table } from './table.ts'
import type { IndexKey } from './table-index.ts'

/** An index whose work another one of the same table does too. */
export interface RedundantIndex {
  readonly name: string
  /** The index or constraint that does it. */
  readonly coveredBy: string
}

/**
 * The B-tree indexes of a table that another one covers, sorted by name: those with the same
 * condition whose keys begin the other's keys, in the same order, collation and operator class.
 * A unique one is covered only by a unique one with the same keys. Those behind constraints count;
 * of two equal ones the primary key stays, then the constraint, then the unique index, then the
 * one that is first by name.
 */
export function redundantIndexes(table: Table): readonly RedundantIndex[] {
  const candidates = btreesOf(table).sort(
    (left, right) => left.rank - right.rank || compareText(left.name, right.name),
  )
  return candidates
    .flatMap((index, place) => {
      const cover = candidates.find(
        (other, otherPlace) =>
          other !== index &&
          covers(other, index) &&
          // Of two that cover each other the first stays.
          (otherPlace < place || !covers(index, other)),
      )
      return cover === undefined ? [] : [{ name: index.name, coveredBy: cover.name }]
    })
    .sort((left, right) => compareText(left.name, right.name))
}

interface Btree {
  readonly name: string
  /** The smaller, the better a reason to be there. */
  readonly rank: number
  readonly unique: boolean
  /** Whatever changes what is unique. */
  readonly uniqueness: `${Deferral} ${boolean}`
  readonly valid: boolean
  /** One text for each key, equal where the keys are. */
  readonly keys: readonly string[]
  /** All columns that it can answer for without its table. */
  readonly carried: ReadonlySet<string>
  readonly where: string | null
}

function covers(cover: Btree, index: Btree): boolean {
  if (!cover.valid || cover.where !== index.where) return false
  if (!index.keys.every((key, place) => key === cover.keys[place])) return false
  if (![...index.carried].every((column) => cover.carried.has(column))) return false
  if (!index.unique) return true
  return (
    cover.unique && cover.keys.length === index.keys.length && cover.uniqueness === index.uniqueness
  )
}

function btreesOf(table: Table): Btree[] {
  return [...constraintBtrees(table), ...plainBtrees(table)]
}

function constraintBtrees({ constraints }: Table): readonly Btree[] {
  return constraints.flatMap((constraint): readonly Btree[] => {
    if (constraint.kind !== 'primary-key' && constraint.kind !== 'unique') return []
    // Such a one is a GiST index.
    if (constraint.withoutOverlaps) return []
    const { kind, name, columns, include, deferral } = constraint
    const nullsNotDistinct = kind === 'unique' && constraint.nullsNotDistinct
    return [
      {
        name,
        rank: kind === 'primary-key' ? 0 : 1,
        unique: true,
        uniqueness: `${deferral} ${nullsNotDistinct}`,
        valid: true,
        keys: columns.map((column) => keyText(plainKey(column))),
        carried: new Set([...columns, ...include]),
        where: null,
      },
    ]
  })
}

function plainBtrees({ indexes }: Table): readonly Btree[] {
  return indexes
    .filter(({ method }) => method === 'btree')
    .map((index) => ({
      name: index.name,
      rank: index.unique ? 2 : 3,
      unique: index.unique,
      uniqueness: `not-deferrable ${index.nullsNotDistinct}`,
      valid: index.valid,
      keys: index.keys.map(keyText),
      carried: new Set([...index.keys.flatMap(columnOf), ...index.include]),
      where: index.where,
    }))
}

function plainKey(name: string): IndexKey {
  const on = { kind: 'column', name } as const
  return { on, collation: null, operatorClass: null, order: 'ascending', nulls: 'last' }
}

function keyText({ on, collation, operatorClass, order, nulls }: IndexKey): string {
  const subject = on.kind === 'column' ? on.name : on.text
  return JSON.stringify([on.kind, subject, collation, operatorClass, order, nulls])
}

function columnOf({ on }: IndexKey): readonly string[] {
  return on.kind === 'column' ? [on.name] : []
}
