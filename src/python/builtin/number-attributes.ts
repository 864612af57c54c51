import { integer, none } from '../value/plain-value.ts'
import type { Value } from '../value/value.ts'

/** Plain attributes of built-in values. */
export function decimalAttribute(object: Value, name: string): Value | null {
  if (object.kind === 'range') return rangeAttribute(object, name)
  if (object.kind === 'int' && (name === 'real' || name === 'numerator')) return object
  if (object.kind === 'int' && name === 'imag') return integer(0)
  return name === '__doc__' ? none : null
}

function rangeAttribute(object: Extract<Value, { kind: 'range' }>, name: string): Value | null {
  if (name === 'start' || name === 'stop' || name === 'step') return integer(object[name])
  return null
}
