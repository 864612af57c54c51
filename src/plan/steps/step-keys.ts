/** The key of an object's having let go of what it no longer needs, or not for a while. */
export function releasedKey(key: string): string {
  return `released\0${key}`
}

/** The key of a column's having its default. */
export function defaultKey(key: string): string {
  return `default\0${key}`
}

/** The key of an index's having been built under another name, or for a key. */
export function builtKey(key: string): string {
  return `built\0${key}`
}

/** The key of a step of a column's change: steps on one column come one after another. */
export function stageKey(key: string, stage: number): string {
  return `stage\0${stage}\0${key}`
}

/** The key of a column's having a second one beside it. */
export function expandedKey(key: string): string {
  return `expanded\0${key}`
}

/** The key of a second column's holding no null. */
export function guardedKey(key: string): string {
  return `guarded\0${key}`
}

/** The key of a column's being in all what it shall be. */
export function settledKey(key: string): string {
  return `settled\0${key}`
}

/** The key of an identity column's having given up the name of its sequence. */
export function freedKey(key: string): string {
  return `freed\0${key}`
}

/** The key of a second column's having the values of the first. */
export function filledKey(key: string): string {
  return `filled\0${key}`
}

/** The key of an object's having its owner and its privileges again. */
export function rightsKey(key: string): string {
  return `rights\0${key}`
}

/** The key of a type's being gone that was moved away before. */
export function buriedKey(key: string): string {
  return `buried\0${key}`
}
