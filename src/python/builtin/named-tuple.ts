import { define } from './define.ts'
import { dict, tuple } from '../value/make.ts'
import { none, str } from '../value/plain-value.ts'
import type { ClassValue, NativeFunction, Value } from '../value/value.ts'

/** Makes the function that gives tuples with named fields. */
export function namedTupleMaker(
  name: string,
  fields: readonly string[],
  defaults: ReadonlyMap<string, Value>,
): NativeFunction {
  const signature = fields.map((field) => (defaults.has(field) ? `${field}?` : field)).join(' ')
  return define(name, `type ${signature}`, ([, ...values]) => ({
    ...tuple(fields.map((field, index) => values[index] ?? defaults.get(field) ?? none)),
    names: fields,
  }))
}

/** `class Point(NamedTuple)`: its fields are its annotations. */
export function makeNamedTuple(type: ClassValue): void {
  const fields = [...type.annotations.keys()]
  const defaults = new Map(
    fields.flatMap((field) => {
      const value = type.attributes.get(field)
      return value ? [[field, value] as const] : []
    }),
  )
  type.attributes.set('__new__', namedTupleMaker(type.name, fields, defaults))
  const entries = fields.map((field) => [`s${field}`, [str(field), str(field)]] as const)
  type.attributes.set('_fields', tuple(dict(entries).entries.size === 0 ? [] : fields.map(str)))
  for (const field of fields) type.attributes.delete(field)
}
