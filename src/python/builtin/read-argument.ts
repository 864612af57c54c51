import { known } from '../value/unknown-reached.ts'
import type { Machine, Value } from '../value/value.ts'
import { asInteger, isNumber } from './arithmetic.ts'

/** The value within an instance that inherits from `str`, `int`…; else the value itself. */
export function plain(value: Value): Value {
  return value.kind === 'instance' && value.payload ? value.payload : value
}

/** The text of an argument. */
export function textOf(value: Value | undefined, machine: Machine): string {
  const inner = value && plain(known(value))
  if (inner?.kind === 'str') return inner.value
  return machine.raise('TypeError', 'a str is required')
}

/** The text of an argument that may be left out or `None`. */
export function optionalText(value: Value | undefined, machine: Machine): string | null {
  return value === undefined || value.kind === 'none' ? null : textOf(value, machine)
}

/** The whole number of an argument; larger ones than 2**53 end at it. */
export function numberOf(value: Value | undefined, machine: Machine): number {
  const inner = value && plain(known(value))
  if (inner && isNumber(inner) && inner.kind !== 'float') return Number(asInteger(inner))
  return machine.raise('TypeError', 'an integer is required')
}

/** The same of an argument that may be left out or `None`. */
export function optionalNumber(value: Value | undefined, machine: Machine): number | null {
  return value === undefined || value.kind === 'none' ? null : numberOf(value, machine)
}
