import type { ModuleValue, NativeFunction, Value } from '../../value/value.ts'

/** A module that stands for one of Python's own. */
export function libraryModule(
  name: string,
  values: readonly (readonly [string, Value])[],
  functions: readonly NativeFunction[] = [],
): ModuleValue {
  const attributes = new Map<string, Value>(values)
  for (const native of functions) attributes.set(native.name, native)
  return {
    kind: 'module',
    name,
    file: '',
    attributes,
    places: new Map(),
    isLazy: false,
    lookup: null,
    placeOf: () => ({ file: name, line: 1, column: 1 }),
    textOf: () => '',
    deferred: new Map(),
  }
}
