import type { ClassValue, Value, ValueKind } from '../value/value.ts'
import { builtinClass } from './define.ts'
import { objectClass, typeClass } from './object-class.ts'
import {
  boolClass,
  bytesClass,
  classmethodClass,
  dictClass,
  floatClass,
  frozensetClass,
  intClass,
  listClass,
  propertyClass,
  rangeClass,
  setClass,
  sliceClass,
  staticmethodClass,
  strClass,
  tupleClass,
} from './value-classes.ts'
import { iteratorMethods } from './iterator-methods.ts'

const named = (name: string): ClassValue => builtinClass(name, { bases: [objectClass] })

/** `function` */
export const functionClass: ClassValue = named('function')

const generatorClass = builtinClass('generator', { bases: [objectClass], methods: iteratorMethods })

const CLASSES: Readonly<Record<ValueKind, ClassValue>> = {
  none: named('NoneType'),
  bool: boolClass,
  int: intClass,
  float: floatClass,
  str: strClass,
  bytes: bytesClass,
  ellipsis: named('ellipsis'),
  list: listClass,
  tuple: tupleClass,
  dict: dictClass,
  set: setClass,
  slice: sliceClass,
  range: rangeClass,
  function: functionClass,
  native: named('builtin_function_or_method'),
  method: named('method'),
  class: typeClass,
  instance: objectClass,
  module: named('module'),
  property: propertyClass,
  staticmethod: staticmethodClass,
  classmethod: classmethodClass,
  super: named('super'),
  iterator: generatorClass,
  alias: named('GenericAlias'),
  host: objectClass,
  unknown: objectClass,
}

/** `type(value)` */
export function typeOf(value: Value): ClassValue {
  if (value.kind === 'instance') return value.type
  if (value.kind === 'set' && value.isFrozen) return frozensetClass
  return CLASSES[value.kind]
}
