import { readFileSync } from 'node:fs'
import type { QualifiedName } from '../catalogue/qualified-name.ts'
import type { Session } from '../postgres/session.ts'
import type { Observation, ObservedRelation, RelationLock } from '../shadow/observation.ts'
import type { PlannedLock } from './plan.ts'

const query = readFileSync(new URL('./queries/old-relations.sql', import.meta.url), 'utf8')

/** What a statement of a plan does to relations that were there before the plan. */
export interface OldEffects {
  readonly locks: readonly PlannedLock[]
  readonly rewrites: readonly QualifiedName[]
  readonly scans: readonly QualifiedName[]
}

/**
 * The relations that were there before a plan. They are known by their identity: a plan gives
 * relations other names, and makes new ones under the names of those that it drops.
 */
export class OldRelations {
  readonly #rows: ReadonlyMap<number, OldRow>

  private constructor(rows: readonly OldRow[]) {
    this.#rows = new Map(rows.map((row) => [row.oid, row]))
  }

  /** Reads what is there now. */
  static async of(shadow: Session): Promise<OldRelations> {
    return new OldRelations(await shadow.query<OldRow>(query))
  }

  /** What was observed of the old relations, by the names that they had before the plan. */
  effects({ locks, rewrites, scans }: Observation): OldEffects {
    return {
      locks: this.#locks(locks),
      rewrites: this.#names(rewrites),
      // Tables that the plan makes have no rows yet.
      scans: this.#names(scans.filter(({ onlyFor }) => onlyFor?.some(this.#isOld) ?? true)),
    }
  }

  /** The tables and views of which an observation says that they were locked. */
  lockedTables({ locks }: Observation): readonly PlannedLock[] {
    return this.#locks(locks.filter(({ relation }) => this.#rows.get(relation.oid)?.isTable))
  }

  readonly #isOld = (oid: number): boolean => this.#rows.has(oid)

  #locks(locks: readonly RelationLock[]): readonly PlannedLock[] {
    return locks.flatMap(({ relation, mode }) => {
      const row = this.#rows.get(relation.oid)
      return row === undefined ? [] : [{ relation: nameOf(row), mode, indexOf: tableOf(row) }]
    })
  }

  #names(relations: readonly ObservedRelation[]): readonly QualifiedName[] {
    return relations.flatMap(({ oid }) => {
      const row = this.#rows.get(oid)
      return row === undefined ? [] : [nameOf(row)]
    })
  }
}

interface OldRow extends QualifiedName {
  readonly oid: number
  readonly isTable: boolean
  readonly tableSchema: string | null
  readonly tableName: string | null
}

function nameOf({ schema, name }: QualifiedName): QualifiedName {
  return { schema, name }
}

function tableOf({ tableSchema: schema, tableName: name }: OldRow): QualifiedName | null {
  return schema === null || name === null ? null : { schema, name }
}
