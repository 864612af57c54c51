import { tableKey } from '../../../catalogue/table-key.ts'
import { parentNames } from '../../../catalogue/parent-names.ts'
import type { Catalogue } from '../../../catalogue/catalogue.ts'
import type { Dependency } from '../../../catalogue/dependency.ts'
import { referenceKey, type ObjectReference } from '../../../catalogue/object-reference.ts'
import type { Table } from '../../../catalogue/table.ts'
import { createRoutineStub } from '../routine.ts'
import { isOfSignature, type StepGraph, type TiedStep } from './step-graph.ts'

/** What is made later, and how much that changes the look of the statements. */
interface Postponement {
  readonly keys: readonly string[]
  readonly cost: number
}

/**
 * What can be made later, apart from its whole, so that a circle of steps is open: defaults and
 * checks of tables and domains, else generated columns, else the bodies of functions. Nothing where
 * PostgreSQL has no way.
 */
export class Postponements {
  readonly #cost: ReadonlyMap<string, number>
  readonly #tables: readonly Table[]

  constructor(catalogue: Catalogue) {
    this.#tables = catalogue.tables
    this.#cost = costs(catalogue)
  }

  /** The keys to postpone, given those that already are. */
  toOpen<Of extends TiedStep>(
    circle: readonly Of[],
    { before }: StepGraph<Of>,
    postponed: ReadonlySet<string>,
  ): readonly string[] {
    const found = circle.flatMap((step, at) => {
      const next = circle[(at + 1) % circle.length]
      const reasons = next === undefined ? [] : (before.get(step)?.get(next) ?? [])
      return this.#forTie(reasons, postponed) ?? []
    })
    const [best] = [...found].sort((left, right) => left.cost - right.cost)
    return best?.keys ?? []
  }

  /** A tie is open once all its reasons are postponed. */
  #forTie(reasons: readonly Dependency[], postponed: ReadonlySet<string>): Postponement | null {
    const keys = reasons.map(({ dependent }) => referenceKey(dependent))
    const apart = reasons.every(({ on, dependent }) => isApart(dependent, on))
    const costs = keys.map((key) => (postponed.has(key) ? undefined : this.#cost.get(key)))
    if (reasons.length === 0 || !apart || costs.includes(undefined)) return null
    const cost = Math.max(...costs.map((each) => each ?? 0))
    return { cost, keys: [...keys, ...reasons.flatMap(({ dependent }) => this.#kin(dependent))] }
  }

  /** A check goes with those of the same name in the tables above and below. */
  #kin(object: ObjectReference): readonly string[] {
    if (object.kind !== 'constraint') return []
    const { schema, relation, name } = object
    return this.#family(tableKey({ schema, name: relation })).map((table) =>
      referenceKey({ kind: 'constraint', schema: table.schema, relation: table.name, name }),
    )
  }

  #family(start: string): readonly Table[] {
    const family = new Set([start])
    for (let size = 0; size !== family.size;) {
      size = family.size
      for (const table of this.#tables) {
        const kin = [table, ...parentNames(table)].map(tableKey)
        if (kin.some((key) => family.has(key))) kin.forEach((key) => family.add(key))
      }
    }
    return this.#tables.filter((table) => family.has(tableKey(table)))
  }
}

/** A check depends on nothing but for its condition; a column and a function have a type too. */
function isApart(dependent: ObjectReference, on: ObjectReference): boolean {
  const isCheck = dependent.kind === 'constraint' || dependent.kind === 'domain-check'
  return isCheck || !isOfSignature(on)
}

function costs(catalogue: Catalogue): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const table of catalogue.tables) {
    const part = { schema: table.schema, relation: table.name }
    for (const { name, generated, default: expression } of table.columns) {
      const key = referenceKey({ kind: 'column', ...part, name })
      if (generated !== null && table.inherits.length === 0) found.set(key, 1)
      else if (expression !== null) found.set(key, 0)
    }
    const checks = table.constraints.filter(({ kind }) => kind === 'check')
    for (const { name } of checks) found.set(referenceKey({ kind: 'constraint', ...part, name }), 0)
  }
  for (const type of catalogue.types) {
    if (type.kind !== 'domain') continue
    const { schema, name: domain } = type
    if (type.default !== null) found.set(referenceKey({ kind: 'type', schema, name: domain }), 0)
    for (const { name } of type.checks) {
      found.set(referenceKey({ kind: 'domain-check', schema, type: domain, name }), 0)
    }
  }
  for (const routine of catalogue.routines) {
    const { schema, name, identityArguments } = routine
    if (createRoutineStub(routine) === null) continue
    found.set(referenceKey({ kind: 'routine', schema, name, identityArguments }), 2)
  }
  return found
}
