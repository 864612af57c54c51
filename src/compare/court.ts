import type { Catalogue } from '../catalogue/catalogue.ts'
import type { ObjectReference } from '../catalogue/object-reference.ts'
import { objectsOf, type CatalogueObject } from './catalogue-object.ts'
import type { CatalogueTestimony, Testimonies } from './testimony.ts'

/** One witness with its objects at hand. */
export interface Side {
  readonly testimony: CatalogueTestimony
  readonly objects: ReadonlyMap<string, CatalogueObject>
  /** The tables, views and types that it has, and which variant each is. */
  readonly wholes: ReadonlyMap<string, string>
}

/** All that are asked: of the history both its end and what the database claims to have of it. */
export interface Court {
  readonly code: Side | null
  readonly head: Side | null
  readonly claimed: Side | null
  readonly database: Side | null
}

/** Calls the witnesses. */
export function courtOf({ code, history, database }: Testimonies): Court {
  const head = history && sideOf(history, history.catalogue)
  return {
    code: code && sideOf(code, code.catalogue),
    head,
    claimed: history?.claimed === undefined ? head : sideOf(history, history.claimed),
    database: database && sideOf(database, database.catalogue),
  }
}

/** Whether a witness has what an object is a part of; true for what is a part of nothing. */
export function hasWhole({ wholes }: Side, reference: ObjectReference): boolean {
  const whole = wholeOf(reference)
  return whole === null || wholes.has(whole)
}

/** Whether two witnesses can be asked about an object: both have what it is a part of, of one variant. */
export function shareWhole(
  [left, right]: readonly [Side, Side],
  reference: ObjectReference,
): boolean {
  const whole = wholeOf(reference)
  if (whole === null) return true
  const variant = left.wholes.get(whole)
  return variant !== undefined && variant === right.wholes.get(whole)
}

function sideOf(testimony: CatalogueTestimony, catalogue: Catalogue): Side {
  const relations = [...catalogue.tables, ...catalogue.views]
  return {
    testimony,
    objects: objectsOf(catalogue),
    wholes: new Map([
      ...relations.map(
        ({ schema, name, kind }) => [wholeName('relation', schema, name), kind] as const,
      ),
      ...catalogue.types.map(
        ({ schema, name, kind }) => [wholeName('type', schema, name), kind] as const,
      ),
    ]),
  }
}

function wholeOf(reference: ObjectReference): string | null {
  if ('relation' in reference) return wholeName('relation', reference.schema, reference.relation)
  return 'type' in reference ? wholeName('type', reference.schema, reference.type) : null
}

function wholeName(kind: 'relation' | 'type', schema: string, name: string): string {
  return `${kind}\0${schema}\0${name}`
}
