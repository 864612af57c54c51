import type { ObjectRights, RightsReference } from '../catalogue/object-rights.ts'
import { referenceKey } from '../catalogue/object-reference.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { formatName, type QualifiedName } from '../catalogue/qualified-name.ts'
import type { PlanStep } from './plan-step.ts'
import { goneKey } from './removals.ts'
import { hasRights } from './recreations.ts'

/** What steps make anew, seen from the steps themselves. */
export class RightsInPlay {
  readonly #made: ReadonlySet<string>
  readonly #routines: ReadonlySet<string>
  readonly #ties: readonly Tie[]

  /** @param catalogues before, by the names of the new schema, and after */
  constructor(steps: readonly PlanStep[], catalogues: readonly Catalogue[]) {
    this.#made = new Set(steps.flatMap(({ makes }) => makes))
    const made = steps.filter(({ object, makes }) => makes.includes(referenceKey(object)))
    this.#routines = new Set(made.flatMap(({ object }) => routineName(object)))
    this.#ties = catalogues.flatMap(tiesOf)
  }

  /** Whether an object of the old schema comes back, or is tied to one that does. */
  concerns({ object }: ObjectRights): boolean {
    if (this.comesBack(object)) return true
    const key = referenceKey(object)
    return this.#ties.some(
      ({ table, column, sequence }) =>
        (key === sequence && (this.#isMade(table) || this.#isMade(column))) ||
        (key === table && this.#isMade(sequence)),
    )
  }

  /** Whether an object of the old schema is made anew. */
  comesBack(object: RightsReference): boolean {
    const key = referenceKey(object)
    switch (object.kind) {
      case 'routine':
      case 'aggregate':
        return this.#isGone(key) && routineName(object).some((name) => this.#routines.has(name))
      case 'table':
      case 'sequence':
      case 'type':
      case 'statistics':
        return this.#isMade(key) || (this.#isGone(key) && this.#isMade(otherKey(object)))
      case 'view':
        return this.#isGone(key) && (this.#isMade(key) || this.#isMade(otherKey(object)))
      case 'column':
      case 'view-column':
        return this.#columnComesBack(object)
    }
  }

  #columnComesBack(
    object: Extract<RightsReference, { readonly kind: 'column' | 'view-column' }>,
  ): boolean {
    const { schema, relation: name } = object
    const key = referenceKey(object)
    return (
      this.comesBack({ kind: 'table', schema, name }) ||
      this.comesBack({ kind: 'view', schema, name }) ||
      (this.#isGone(key) && this.#isMade(key))
    )
  }

  #isMade(key: string): boolean {
    return this.#made.has(key)
  }

  #isGone(key: string): boolean {
    return this.#made.has(goneKey(key))
  }
}

/** The keys of a sequence, and of the column and table that it belongs to. */
interface Tie {
  readonly table: string
  readonly column: string
  readonly sequence: string
}

function tiesOf({ sequences, tables }: Catalogue): readonly Tie[] {
  const owned = sequences.flatMap(({ schema, name, ownedBy }) =>
    ownedBy === null
      ? []
      : [tie({ schema: ownedBy.schema, name: ownedBy.table }, ownedBy.column, { schema, name })],
  )
  const identities = tables.flatMap((table) =>
    table.columns.flatMap(({ name, identity }) =>
      identity === null ? [] : [tie(table, name, identity.sequence)],
    ),
  )
  return [...owned, ...identities]
}

function tie({ schema, name }: QualifiedName, column: string, sequence: QualifiedName): Tie {
  return {
    table: referenceKey({ kind: 'table', schema, name }),
    column: referenceKey({ kind: 'column', schema, relation: name, name: column }),
    sequence: referenceKey({ kind: 'sequence', schema: sequence.schema, name: sequence.name }),
  }
}

/** The keys of the sequences that belong to a column: their owner is the table's. */
export function tiedSequences(catalogue: Catalogue): ReadonlySet<string> {
  return new Set(tiesOf(catalogue).map(({ sequence }) => sequence))
}

function otherKey({ kind, schema, name }: Extract<RightsReference, { schema: string }>): string {
  if (kind !== 'table' && kind !== 'view') return ''
  return referenceKey({ kind: kind === 'table' ? 'view' : 'table', schema, name })
}

function routineName(object: PlanStep['object']): readonly string[] {
  if (!hasRights(object)) return []
  return object.kind === 'routine' || object.kind === 'aggregate' ? [formatName(object)] : []
}
