import type { ObjectKind } from '../catalogue/object-reference.ts'
import type { CatalogueObjectOf } from './catalogue-object.ts'

/** One function for each kind of object: without one for a new kind nothing compiles. */
export type ByKind<Result, Rest extends readonly unknown[] = readonly []> = {
  readonly [Kind in ObjectKind]: (object: CatalogueObjectOf<Kind>, ...rest: Rest) => Result
}

/** Calls the function that a table has for an object's kind. */
export function dispatchByKind<
  Kind extends ObjectKind,
  Result,
  Rest extends readonly unknown[] = readonly [],
>(table: ByKind<Result, Rest>, object: CatalogueObjectOf<Kind>, ...rest: Rest): Result {
  return table[object.kind](object, ...rest)
}
